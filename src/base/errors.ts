// The one error family of ts-run. Callers switch on `code`, never on text; the text is for people:
// "what was being done to which object: what came back", with an optional hint the reader can act on.

/** Every way ts-run can fail, as its callers need to tell them apart. */
export type ErrorCode =
  | "ERR_USAGE" // a flag, name or argument the user typed
  | "ERR_INVALID_SPEC" // config.json, image config or another document breaks its specification
  | "ERR_NOT_FOUND" // no such container, image, volume, file
  | "ERR_CONFLICT" // name taken, port taken, in use, wrong state
  | "ERR_SYSCALL" // the kernel refused an operation
  | "ERR_NOT_EXECUTABLE" // the program exists and cannot be executed (exit code 126)
  | "ERR_PROGRAM_NOT_FOUND" // the program does not exist in the container (exit code 127)
  | "ERR_DIGEST_MISMATCH" // bytes are not what their digest promised
  | "ERR_HOSTILE" // input that tries to leave its bounds (tar traversal, bomb, symlink trick)
  | "ERR_REGISTRY" // a registry answered with an error
  | "ERR_UNAUTHORIZED" // a registry wants (other) credentials
  | "ERR_NETWORK" // nothing usable came back: DNS, connect, TLS, stall
  | "ERR_NO_SPACE" // a file system or limit is full
  | "ERR_UNSUPPORTED" // this host or this version cannot do it
  | "ERR_HOOK" // a hook of config.json failed
  | "ERR_TIMEOUT"
  | "ERR_CANCELLED" // the user or caller gave up (Ctrl-C, AbortSignal)
  | "ERR_CORRUPT_STATE"; // a file of ours does not parse or contradicts another

export interface ErrorDetails {
  cause?: unknown;
  /** Something the reader can do, one line, no final period. */
  hint?: string | undefined;
}

export class TsRunError extends Error {
  static {
    this.prototype.name = "TsRunError"; // on the prototype, so stack traces carry it too
  }

  readonly code: ErrorCode;
  readonly hint?: string;
  /** Failures of the clean-up that followed; they never replace the cause. */
  readonly suppressed: unknown[] = [];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    if (details.hint !== undefined) this.hint = details.hint;
  }
}

/** A system call that came back with an errno. `errno` is the kernel's name for it, such as "EPERM". */
export class SyscallError extends TsRunError {
  static {
    this.prototype.name = "SyscallError";
  }

  readonly syscall: string;
  readonly errno: string;
  /** JSON pointer into config.json of what asked for the call, where known. */
  readonly from?: string;

  constructor(
    syscall: string,
    errno: string,
    message: string,
    details: ErrorDetails & { from?: string | undefined } = {},
  ) {
    super("ERR_SYSCALL", message, details);
    this.syscall = syscall;
    this.errno = errno;
    if (details.from !== undefined) this.from = details.from;
  }
}

/** True for a Node.js system error (fs, net) with the given errno name, e.g. `hasErrno(error, "ENOENT")`. */
export function hasErrno(error: unknown, ...names: readonly string[]): boolean {
  const code = error instanceof SyscallError ? error.errno : (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && names.includes(code);
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
