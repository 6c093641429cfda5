// ContainerStats: not implemented yet.

import type { ContainerStatsRequest, ContainerStatsResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function containerStats(_services: CriServices, _request: ContainerStatsRequest): ContainerStatsResponse {
  throw new Unimplemented("ContainerStats is not implemented");
}
