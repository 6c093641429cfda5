// StreamContainerStats: not implemented yet.

import type { StreamContainerStatsRequest, StreamContainerStatsResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function streamContainerStats(
  _services: CriServices,
  _request: StreamContainerStatsRequest,
): Iterable<StreamContainerStatsResponse> {
  throw new Unimplemented("StreamContainerStats is not implemented");
}
