// ts-runc: the OCI runtime command line.

import { TsRunError } from "../base/index.ts";
import type { CommandContext } from "./engine.ts";

export function runRunc(_context: CommandContext): Promise<number> {
  throw new TsRunError("ERR_UNSUPPORTED", "ts-runc: not built yet");
}
