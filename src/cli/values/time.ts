// Points in time for --since/--until (RFC 3339, Unix seconds, or an age such as 10m) and Go durations.

import { usageError } from "../usage-error.ts";

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of "1h30m", "90s", "500ms"; undefined when it is no duration. */
export function durationMs(value: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(value)) return undefined;
  let total = 0;
  for (const [, number, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g))
    total += Number(number) * (UNIT_MS[unit ?? ""] ?? 0);
  return total;
}

/** Milliseconds since the epoch. */
export function parseTime(value: string, typed: string, nowMs = Date.now()): number {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const age = durationMs(value);
  if (age !== undefined) return nowMs - age;
  const time = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) {
    throw usageError(
      `parse ${typed}: "${value}" is not a time`,
      "write 2026-01-31T12:00:00Z, Unix seconds, or an age such as 10m",
    );
  }
  return time;
}

/** Whole or decimal seconds, as --time and --stop-timeout take them; -1 waits for ever. */
export function parseSeconds(value: string, typed: string): number {
  if (/^-1$/.test(value)) return Number.POSITIVE_INFINITY;
  if (!/^\d+(\.\d+)?$/.test(value)) {
    throw usageError(`parse ${typed}: "${value}" is not a number of seconds`, "write a number of seconds, such as 10");
  }
  return Number(value) * 1000;
}
