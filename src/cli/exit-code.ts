// ErrorCode -> exit code of run and exec, as docker has them. Exhaustive: a new code does not compile until it is mapped.

import { type ErrorCode, TsRunError } from "../base/index.ts";

export function exitCodeOf(error: unknown): number {
  return error instanceof TsRunError ? exitCodeFor(error.code) : 125;
}

export function exitCodeFor(code: ErrorCode): number {
  switch (code) {
    case "ERR_NOT_EXECUTABLE":
      return 126;
    case "ERR_PROGRAM_NOT_FOUND":
      return 127;
    case "ERR_CANCELLED":
      return 130;
    case "ERR_USAGE":
    case "ERR_INVALID_SPEC":
    case "ERR_NOT_FOUND":
    case "ERR_CONFLICT":
    case "ERR_SYSCALL":
    case "ERR_DIGEST_MISMATCH":
    case "ERR_HOSTILE":
    case "ERR_REGISTRY":
    case "ERR_UNAUTHORIZED":
    case "ERR_NETWORK":
    case "ERR_NO_SPACE":
    case "ERR_UNSUPPORTED":
    case "ERR_HOOK":
    case "ERR_TIMEOUT":
    case "ERR_CORRUPT_STATE":
      return 125;
    default:
      return code satisfies never;
  }
}
