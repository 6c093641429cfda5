// Terminals and in-memory files.

import { check, errnoName, failure, fdArgument, isFailure, raw } from "./result.ts";

/** Raw mode, output processing included. Returns what restoreTerminal() needs. */
export function makeRaw(fd: number): Buffer {
  const answer = raw("makeRaw", fdArgument(fd));
  if (isFailure(answer)) throw failure(answer, "tcsetattr", `put terminal ${fd} into raw mode`);
  return answer as Buffer;
}

export function restoreTerminal(fd: number, state: Buffer): void {
  check(raw("restoreTerminal", fdArgument(fd), state), "tcsetattr", `restore terminal ${fd}`);
}

export interface WindowSize {
  readonly rows: number;
  readonly columns: number;
}

export function getWindowSize(fd: number): WindowSize {
  const answer = raw("getWindowSize", fdArgument(fd));
  if (isFailure(answer)) throw failure(answer, "ioctl", `read the size of terminal ${fd}`);
  const [rows, columns] = answer as [number, number];
  return { rows, columns };
}

export function setWindowSize(fd: number, size: WindowSize): void {
  check(raw("setWindowSize", fdArgument(fd), size.rows, size.columns), "ioctl", `set the size of terminal ${fd}`);
}

/** An anonymous file holding `data`, at offset 0; sealed ones can never change again. */
export function memfd(name: string, data: Uint8Array, options: { readonly seal?: boolean } = {}): number {
  const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return check(raw("memfd", name, buffer, options.seal ?? false), "memfd_create", `make in-memory file ${name}`);
}

const LOCK_SH = 1;
const LOCK_EX = 2;
const LOCK_UN = 8;

/** False if somebody else holds it. Never blocks. */
export function tryFlock(fd: number, kind: "shared" | "exclusive" | "unlock"): boolean {
  const operation = { shared: LOCK_SH, exclusive: LOCK_EX, unlock: LOCK_UN }[kind];
  const value = raw("flock", fdArgument(fd), operation);
  if (isFailure(value) && errnoName(value) === "EAGAIN") return false;
  check(value, "flock", `lock descriptor ${fd}`);
  return true;
}
