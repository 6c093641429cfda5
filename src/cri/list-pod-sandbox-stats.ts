// ListPodSandboxStats: not implemented yet.

import type { ListPodSandboxStatsRequest, ListPodSandboxStatsResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function listPodSandboxStats(
  _services: CriServices,
  _request: ListPodSandboxStatsRequest,
): ListPodSandboxStatsResponse {
  throw new Unimplemented("ListPodSandboxStats is not implemented");
}
