// UpdatePodSandboxResources: not implemented yet.

import type { UpdatePodSandboxResourcesRequest, UpdatePodSandboxResourcesResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function updatePodSandboxResources(
  _services: CriServices,
  _request: UpdatePodSandboxResourcesRequest,
): UpdatePodSandboxResourcesResponse {
  throw new Unimplemented("UpdatePodSandboxResources is not implemented");
}
