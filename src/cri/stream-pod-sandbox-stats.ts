// StreamPodSandboxStats: not implemented yet.

import type { StreamPodSandboxStatsRequest, StreamPodSandboxStatsResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function streamPodSandboxStats(
  _services: CriServices,
  _request: StreamPodSandboxStatsRequest,
): Iterable<StreamPodSandboxStatsResponse> {
  throw new Unimplemented("StreamPodSandboxStats is not implemented");
}
