// Locks between the processes (and the tasks of one process) that share a store. They may be held as long as a layer
// takes to arrive, so waiting ends with the lock or the caller's signal, never by time.

import { type FileLock, lockFile as nativeLock } from "../native/index.ts";

/** Resolves once the lock is ours. Rejects with ERR_CANCELLED when `signal` aborts first. */
export function lockFile(file: string, options: { readonly signal?: AbortSignal | undefined } = {}): Promise<FileLock> {
  const { signal } = options;
  return nativeLock(file, { timeoutMs: Number.POSITIVE_INFINITY, ...(signal ? { signal } : {}) });
}

/** Runs `action` while nobody else holds `file`. */
export async function withLock<T>(file: string, signal: AbortSignal | undefined, action: () => Promise<T>): Promise<T> {
  const lock = await lockFile(file, { signal });
  try {
    return await action();
  } finally {
    lock.release();
  }
}

/** false without waiting when somebody holds it. */
export async function tryWithLock(file: string, action: () => Promise<unknown>): Promise<boolean> {
  const lock = nativeLock.tryNow(file);
  if (lock === undefined) return false;
  try {
    await action();
  } finally {
    lock.release();
  }
  return true;
}
