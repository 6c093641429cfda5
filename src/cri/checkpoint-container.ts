// CheckpointContainer: not implemented yet.

import type { CheckpointContainerRequest, CheckpointContainerResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function checkpointContainer(
  _services: CriServices,
  _request: CheckpointContainerRequest,
): CheckpointContainerResponse {
  throw new Unimplemented("CheckpointContainer is not implemented");
}
