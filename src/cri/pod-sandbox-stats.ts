// PodSandboxStats: not implemented yet.

import type { PodSandboxStatsRequest, PodSandboxStatsResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function podSandboxStats(_services: CriServices, _request: PodSandboxStatsRequest): PodSandboxStatsResponse {
  throw new Unimplemented("PodSandboxStats is not implemented");
}
