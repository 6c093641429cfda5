// The one way to refuse what the user typed.

import { TsRunError } from "../base/index.ts";

export function usageError(message: string, hint?: string): TsRunError {
  return new TsRunError("ERR_USAGE", message, { hint });
}
