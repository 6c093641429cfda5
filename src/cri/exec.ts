// Exec: not implemented yet.

import type { ExecRequest, ExecResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function exec(_services: CriServices, _request: ExecRequest): ExecResponse {
  throw new Unimplemented("Exec is not implemented");
}
