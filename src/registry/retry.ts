// Trying again: exponential back-off with jitter, bounded, listening to Retry-After and to the caller's signal.

import { setTimeout as sleep } from "node:timers/promises";
import { cancelled, RegistryError } from "./registry-error.ts";

export interface RetryPolicy {
  /** Tries in all; for downloads, tries in a row that bring no new bytes. */
  readonly attempts: number;
  readonly baseMs: number;
  /** Longest pause, also for Retry-After: a registry may not put us to sleep for an hour. */
  readonly maxMs: number;
}

export const defaultRetryPolicy: RetryPolicy = { attempts: 5, baseMs: 500, maxMs: 30_000 };

/** Pause before try number `attempt` + 1; half of it is chance, so that many hosts don't come back in step. */
export function backoffMs(
  policy: RetryPolicy,
  attempt: number,
  retryAfterMs?: number,
  random: () => number = Math.random,
): number {
  const exponential = Math.min(policy.maxMs, policy.baseMs * 2 ** (attempt - 1));
  const jittered = exponential / 2 + (random() * exponential) / 2;
  return Math.min(policy.maxMs, Math.max(jittered, retryAfterMs ?? 0));
}

/** Runs `operation` until it succeeds, fails for good, or the policy's attempts are used up. */
export async function withRetries<T>(
  policy: RetryPolicy,
  signal: AbortSignal,
  operation: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await operation();
    } catch (error) {
      const again = error instanceof RegistryError && error.retry === "always" && attempt < policy.attempts;
      if (!again) throw error;
      await pause(backoffMs(policy, attempt, error.retryAfterMs), signal, error.message);
    }
  }
}

/** Sleeps; throws ERR_CANCELLED when the signal fires first. */
export async function pause(durationMs: number, signal: AbortSignal, doing: string): Promise<void> {
  try {
    await sleep(durationMs, undefined, { signal });
  } catch (error) {
    throw cancelled(doing, error);
  }
}

/** Retry-After as seconds or as an HTTP date. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^[0-9]+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
