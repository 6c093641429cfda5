// PortForward: not implemented yet.

import type { PortForwardRequest, PortForwardResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function portForward(_services: CriServices, _request: PortForwardRequest): PortForwardResponse {
  throw new Unimplemented("PortForward is not implemented");
}
