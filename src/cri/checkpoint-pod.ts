// CheckpointPod: not implemented yet.

import type { CheckpointPodRequest, CheckpointPodResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function checkpointPod(_services: CriServices, _request: CheckpointPodRequest): CheckpointPodResponse {
  throw new Unimplemented("CheckpointPod is not implemented");
}
