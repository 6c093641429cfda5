// Locks between processes: flock on a file of its own. The kernel releases them when the holder dies, so kill -9 leaves none.

import fs from "node:fs";
import { TsRunError } from "../base/index.ts";
import { tryFlock } from "./terminal.ts";

export interface FileLock {
  /** Idempotent. The lock file stays: removing it would let two holders lock two different files. */
  release(): void;
}

export interface LockOptions {
  readonly shared?: boolean;
  /** 0: fail at once. Default 30 s. */
  readonly timeoutMs?: number;
  /** Named in the error: "container web". */
  readonly what?: string;
  readonly signal?: AbortSignal;
}

const MAX_PAUSE_MS = 50;
const PID_DIGITS = 7; // PID_MAX_LIMIT is 4194304

/** The lock, or undefined if somebody else has it. Creates the file. */
function tryNow(path: string, options: Pick<LockOptions, "shared"> = {}): FileLock | undefined {
  const fd = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600);
  let locked = false;
  try {
    locked = tryFlock(fd, options.shared ? "shared" : "exclusive");
    // For messages of others only; the lock itself is the kernel's.
    if (locked && !options.shared) sign(fd);
  } finally {
    if (!locked) fs.closeSync(fd);
  }
  if (!locked) return undefined;
  let held = true;
  return {
    release() {
      if (held) fs.closeSync(fd);
      held = false;
    },
  };
}

function sign(fd: number): void {
  try {
    // As long as any other, so that nothing has to be cut off: that takes ext4 0.3 ms.
    fs.writeSync(fd, `${String(process.pid).padEnd(PID_DIGITS)}\n`, 0);
  } catch {
    // A full disk must not keep anybody from locking, and so from making room.
  }
}

/** Waits for the lock. ERR_CONFLICT when it must not wait, ERR_TIMEOUT when it waited in vain; both say who holds it. */
async function waitForLock(path: string, options: LockOptions = {}): Promise<FileLock> {
  const { timeoutMs = 30_000, what = path } = options;
  const deadline = monotonicMs() + timeoutMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
    if (options.signal?.aborted) throw new TsRunError("ERR_CANCELLED", `lock ${what}: cancelled`);
    const lock = tryNow(path, options);
    if (lock) return lock;
    if (monotonicMs() + pauseMs > deadline) {
      const holder = `process ${holderOf(path)} has it`;
      if (timeoutMs === 0) throw new TsRunError("ERR_CONFLICT", `lock ${what}: ${holder}`);
      throw new TsRunError("ERR_TIMEOUT", `lock ${what}: ${holder} for longer than ${timeoutMs} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Not performance.now(): node loads that on first use. */
function monotonicMs(): number {
  return process.uptime() * 1000;
}

function holderOf(path: string): string {
  return fs.readFileSync(path, "utf8").trim() || "(unknown)";
}

export const lockFile = Object.assign(waitForLock, { tryNow });
