// ListContainerStats: not implemented yet.

import type { ListContainerStatsRequest, ListContainerStatsResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function listContainerStats(
  _services: CriServices,
  _request: ListContainerStatsRequest,
): ListContainerStatsResponse {
  throw new Unimplemented("ListContainerStats is not implemented");
}
