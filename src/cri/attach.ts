// Attach: not implemented yet.

import type { AttachRequest, AttachResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function attach(_services: CriServices, _request: AttachRequest): AttachResponse {
  throw new Unimplemented("Attach is not implemented");
}
