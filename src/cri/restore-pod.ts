// RestorePod: not implemented yet.

import type { RestorePodRequest, RestorePodResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function restorePod(_services: CriServices, _request: RestorePodRequest): RestorePodResponse {
  throw new Unimplemented("RestorePod is not implemented");
}
