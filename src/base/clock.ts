// Wall-clock time with nanoseconds, as RFC 3339 in UTC; Node's Date stops at milliseconds.

/** Wall clock minus monotonic clock. Re-anchored whenever the wall clock was set or slewed away. */
let offsetNs = 0n;

/** Nanoseconds since the epoch; within 1 ms of Date.now(), and increasing while nobody sets the clock. */
export function nowNs(): bigint {
  const earliest = BigInt(Date.now()) * 1_000_000n;
  const monotonic = process.hrtime.bigint();
  const now = monotonic + offsetNs;
  // A pause between the two readings makes `now` look late; only a whole 10 ms is taken for a changed clock.
  if (now >= earliest && now < earliest + 10_000_000n) return now;
  offsetNs = earliest - monotonic;
  return earliest;
}

/** "2026-11-21T02:53:15.123456789Z" */
export function nowRfc3339(): string {
  return formatRfc3339(nowNs());
}

/** Nine digits after the point, always, so that such texts sort like times. */
export function formatRfc3339(ns: bigint): string {
  const seconds = ns / 1_000_000_000n;
  const fraction = String(ns % 1_000_000_000n).padStart(9, "0");
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${fraction}Z`;
}

const RFC3339_PATTERN = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/** Nanoseconds since the epoch of an RFC 3339 time, or undefined if it is none. */
export function parseRfc3339(text: string): bigint | undefined {
  const match = RFC3339_PATTERN.exec(text);
  if (!match) return undefined;
  const ms = Date.parse(`${match[1]}${match[3]}`);
  if (Number.isNaN(ms)) return undefined;
  return BigInt(ms) * 1_000_000n + BigInt((match[2] ?? "").padEnd(9, "0"));
}
