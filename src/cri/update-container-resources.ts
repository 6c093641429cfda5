// UpdateContainerResources: not implemented yet.

import type { UpdateContainerResourcesRequest, UpdateContainerResourcesResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function updateContainerResources(
  _services: CriServices,
  _request: UpdateContainerResourcesRequest,
): UpdateContainerResourcesResponse {
  throw new Unimplemented("UpdateContainerResources is not implemented");
}
