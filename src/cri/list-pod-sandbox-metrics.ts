// ListPodSandboxMetrics: not implemented yet.

import type { ListPodSandboxMetricsRequest, ListPodSandboxMetricsResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function listPodSandboxMetrics(
  _services: CriServices,
  _request: ListPodSandboxMetricsRequest,
): ListPodSandboxMetricsResponse {
  throw new Unimplemented("ListPodSandboxMetrics is not implemented");
}
