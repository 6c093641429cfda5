// Version: who we are.

import type { VersionRequest, VersionResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export function version({ version }: CriServices, _request: VersionRequest): VersionResponse {
  return { version: "0.1.0", runtimeName: "ts-run", runtimeVersion: version, runtimeApiVersion: "v1" };
}
