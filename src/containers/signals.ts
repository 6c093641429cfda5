// Signals to a container's init, by pidfd: the pid cannot be reused between look and kill.

import { closeSync } from "node:fs";
import { hasErrno, TsRunError } from "../base/index.ts";
import { pidfdOpen, pidfdSendSignal, watchReadable } from "../native/index.ts";
import type { StateRecord } from "./record.ts";
import { isAlive } from "./state.ts";

/** A pidfd of exactly this process, or undefined when it is gone. The caller closes it. */
export function openInit(process: Pick<StateRecord, "pid" | "startTime">): number | undefined {
  let fd: number;
  try {
    fd = pidfdOpen(process.pid);
  } catch (error) {
    if (hasErrno(error, "ESRCH")) return undefined;
    throw error;
  }
  // Checked after opening: from here on the descriptor, not the number, names the process.
  if (isAlive(process.pid, process.startTime)) return fd;
  closeSync(fd);
  return undefined;
}

/** False when the process was gone already. */
export function signalInit(process: StateRecord, signal: number): boolean {
  const fd = openInit(process);
  if (fd === undefined) return false;
  try {
    pidfdSendSignal(fd, signal);
    return true;
  } catch (error) {
    if (hasErrno(error, "ESRCH")) return false;
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** Resolves true when the process is gone, false after the time-out. Throws ERR_CANCELLED when aborted. */
export function waitGone(
  process: Pick<StateRecord, "pid" | "startTime">,
  options: { timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<boolean> {
  const fd = openInit(process);
  if (fd === undefined) return Promise.resolve(true);
  return new Promise((resolve, reject) => {
    const end = (act: () => void): void => {
      clearTimeout(timer);
      watcher.close();
      options.signal?.removeEventListener("abort", onAbort);
      closeSync(fd);
      act();
    };
    const onAbort = (): void => end(() => reject(new TsRunError("ERR_CANCELLED", "wait for the container: cancelled")));
    const watcher = watchReadable(fd, () => end(() => resolve(true)));
    const timer =
      options.timeoutMs === undefined ? undefined : setTimeout(() => end(() => resolve(false)), options.timeoutMs);
    options.signal?.addEventListener("abort", onAbort);
    if (options.signal?.aborted) onAbort();
  });
}
