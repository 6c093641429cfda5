// From our error codes to gRPC's status codes: the only place that knows both.

import { type ServiceError, status } from "@grpc/grpc-js";
import { type ErrorCode, hasErrno, messageOf, TsRunError } from "../base/index.ts";

/** What a handler throws for an RPC that cannot be done here: the caller has another way, and waits for nothing. */
export class Unimplemented extends Error {
  static {
    this.prototype.name = "Unimplemented";
  }
}

export interface StatusError extends Pick<ServiceError, "code" | "details"> {
  /** A bug of ours, whose stack the log should have. */
  readonly unexpected: boolean;
}

const ROOM = "make room where the state root (--root) or the run directory (--run-dir) is: `df` tells which is full";

export function toStatus(error: unknown): StatusError {
  if (error instanceof Unimplemented) return { code: status.UNIMPLEMENTED, details: error.message, unexpected: false };
  if (error instanceof TsRunError) {
    const details = error.hint === undefined ? error.message : `${error.message} (${error.hint})`;
    return { code: codeOf(error.code), details, unexpected: false };
  }
  if (hasErrno(error, "ENOSPC", "EDQUOT"))
    return { code: status.RESOURCE_EXHAUSTED, details: `${messageOf(error)} (${ROOM})`, unexpected: false };
  return { code: status.INTERNAL, details: messageOf(error), unexpected: true };
}

/** Stops compiling when an error code is added. */
function codeOf(code: ErrorCode): status {
  switch (code) {
    case "ERR_USAGE":
    case "ERR_INVALID_SPEC":
    case "ERR_HOSTILE":
      return status.INVALID_ARGUMENT;
    case "ERR_NOT_FOUND":
      return status.NOT_FOUND;
    case "ERR_CONFLICT":
    case "ERR_NOT_EXECUTABLE":
    case "ERR_PROGRAM_NOT_FOUND":
    case "ERR_HOOK":
    // Not UNIMPLEMENTED: that is about an RPC, and the kubelet then stops using it.
    case "ERR_UNSUPPORTED":
      return status.FAILED_PRECONDITION;
    case "ERR_SYSCALL":
    case "ERR_CORRUPT_STATE":
      return status.INTERNAL;
    case "ERR_DIGEST_MISMATCH":
      return status.DATA_LOSS;
    case "ERR_UNAUTHORIZED":
      return status.UNAUTHENTICATED;
    // Not UNAVAILABLE, which says that this server is not there.
    case "ERR_REGISTRY":
    case "ERR_NETWORK":
      return status.UNKNOWN;
    case "ERR_NO_SPACE":
      return status.RESOURCE_EXHAUSTED;
    case "ERR_TIMEOUT":
      return status.DEADLINE_EXCEEDED;
    case "ERR_CANCELLED":
      return status.CANCELLED;
  }
}
