// Locks between the processes that share a store, by flock(2) through the addon: the kernel drops them with their holder.

import { TsRunError } from "../base/index.ts";

const held = new Map<string, Promise<unknown>>();

/** Runs `action` while nobody else holds `lockPath`. */
export async function withLock<T>(
  lockPath: string,
  signal: AbortSignal | undefined,
  action: () => Promise<T>,
): Promise<T> {
  for (let other = held.get(lockPath); other !== undefined; other = held.get(lockPath))
    await other.catch(() => undefined);
  if (signal?.aborted === true) throw new TsRunError("ERR_CANCELLED", `lock ${lockPath}: cancelled`);
  const running = action();
  held.set(lockPath, running);
  try {
    return await running;
  } finally {
    held.delete(lockPath);
  }
}

/** false without waiting when somebody holds it. */
export async function tryWithLock(lockPath: string, action: () => Promise<unknown>): Promise<boolean> {
  if (held.has(lockPath)) return false;
  await withLock(lockPath, undefined, action);
  return true;
}
