// Failures of a registry or of the way to it, told apart by whether another try can help.

import { type ErrorCode, type ErrorDetails, TsRunError } from "../base/index.ts";

/** never: the answer stays the same. midway: only worth it once bytes have flowed (a registry that restarts). always: passing trouble. */
export type Retry = "never" | "midway" | "always";

export interface RegistryErrorDetails extends ErrorDetails {
  retry?: Retry;
  /** HTTP status, where there was an answer. */
  status?: number;
  /** What the registry's Retry-After asked for. */
  retryAfterMs?: number | undefined;
}

export class RegistryError extends TsRunError {
  static {
    this.prototype.name = "RegistryError";
  }

  readonly retry: Retry;
  readonly status?: number;
  readonly retryAfterMs?: number;

  constructor(code: ErrorCode, message: string, details: RegistryErrorDetails = {}) {
    super(code, message, details);
    this.retry = details.retry ?? "never";
    if (details.status !== undefined) this.status = details.status;
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
  }
}

/** ERR_CANCELLED for an operation whose signal was aborted. */
export function cancelled(doing: string, cause?: unknown): TsRunError {
  return new TsRunError("ERR_CANCELLED", `${doing}: cancelled`, { cause });
}
