// StreamPodSandboxMetrics: not implemented yet.

import type { StreamPodSandboxMetricsRequest, StreamPodSandboxMetricsResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function streamPodSandboxMetrics(
  _services: CriServices,
  _request: StreamPodSandboxMetricsRequest,
): Iterable<StreamPodSandboxMetricsResponse> {
  throw new Unimplemented("StreamPodSandboxMetrics is not implemented");
}
