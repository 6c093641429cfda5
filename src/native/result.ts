// From the addon's convention (a number below zero is a negative errno) to values and SyscallErrors.

import os from "node:os";
import { SyscallError, TsRunError } from "../base/index.ts";
import { addon } from "./addon.ts";

const nameOfErrno = new Map<number, string>();
for (const [name, value] of Object.entries(os.constants.errno)) {
  // EWOULDBLOCK and EOPNOTSUPP are second names for EAGAIN and ENOTSUP; the kernel's own lists say the ones below.
  if (!nameOfErrno.has(value) || name === "EAGAIN" || name === "EOPNOTSUPP") nameOfErrno.set(value, name);
}
// Linux errnos that Node does not list and our calls return.
const unlisted = { ENOTBLK: 15, ELIBACC: 79, ELIBBAD: 80, EUSERS: 87, EUCLEAN: 117, ENOMEDIUM: 123, EKEYREJECTED: 129 };
for (const [name, value] of Object.entries(unlisted)) nameOfErrno.set(value, name);

export function errnoName(errno: number): string {
  return nameOfErrno.get(Math.abs(errno)) ?? `errno ${Math.abs(errno)}`;
}

/** Calls addon function `name`. What comes back may be a negative errno: pass it to check() or look at it yourself. */
export function raw(name: string, ...args: readonly unknown[]): unknown {
  const call = addon()[name];
  if (call === undefined) {
    throw new TsRunError("ERR_UNSUPPORTED", `call ${name} of the native addon: it has no such function`, {
      hint: "the addon is older than this program; rebuild it with: npm run build",
    });
  }
  return call(...args);
}

export function isFailure(value: unknown): value is number {
  return typeof value === "number" && value < 0;
}

/** "doing what to which object" as the beginning of the message, e.g. `check(value, "openat2", "open /etc/passwd")`. */
export function check(value: unknown, syscall: string, what: string): number {
  if (isFailure(value)) throw failure(value, syscall, what);
  return value as number;
}

export function failure(errno: number, syscall: string, what: string): SyscallError {
  const name = errnoName(errno);
  return new SyscallError(syscall, name, `${what}: ${syscall} returned ${name}`);
}

/** An argument that must be a descriptor; a wrong one would otherwise hit somebody else's file. */
export function fdArgument(fd: number, allowCwd = false): number {
  if (Number.isInteger(fd) && (fd >= 0 || (allowCwd && fd === AT_FDCWD))) return fd;
  throw new TsRunError("ERR_USAGE", `pass descriptor ${fd} to the kernel: it is not a non-negative integer`);
}

/** For dirFd arguments: paths are relative to the working directory (or absolute). */
export const AT_FDCWD = -100;

/** Paths and names may not hold NUL bytes: the kernel would stop reading there. */
export function pathArgument<T extends string | Uint8Array>(path: T): T {
  const hasNul = typeof path === "string" ? path.includes("\0") : path.includes(0);
  if (!hasNul) return path;
  throw new TsRunError(
    "ERR_HOSTILE",
    `pass path ${JSON.stringify(String(path))} to the kernel: it contains a NUL byte`,
  );
}
