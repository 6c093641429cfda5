// UpdateRuntimeConfig: the node has got a pod CIDR. Networks of ours are configured where they are, so nothing follows from it.

import type { UpdateRuntimeConfigRequest, UpdateRuntimeConfigResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export function updateRuntimeConfig(
  _services: CriServices,
  _request: UpdateRuntimeConfigRequest,
): UpdateRuntimeConfigResponse {
  return {};
}
