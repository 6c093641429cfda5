// Sizes and durations as docker's users type and read them.

import { TsRunError } from "./errors.ts";

const SIZE_PATTERN = /^(\d+(?:\.\d+)?)\s*([kmgtp])?(i?b)?$/i;
const POWER_OF_UNIT: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4, p: 5 };

/** "64m", "64MB", "1.5GiB", "1024" -> bytes. Every unit is a power of 1024, as for docker's memory flags. */
export function parseSize(text: string): number {
  const match = SIZE_PATTERN.exec(text.trim());
  const bytes = match
    ? Math.floor(Number(match[1]) * 1024 ** (POWER_OF_UNIT[(match[2] ?? "").toLowerCase()] ?? 0))
    : Number.NaN;
  if (!Number.isSafeInteger(bytes)) {
    throw new TsRunError("ERR_USAGE", `invalid size "${text}"`, {
      hint: 'write bytes or a number with a unit, such as "64m" or "1.5g"',
    });
  }
  return bytes;
}

/** Bytes for people in powers of 1024: "64MiB", "1.5GiB". */
export function formatSize(bytes: number): string {
  return scaled(bytes, 1024, ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]);
}

/** Bytes for people in powers of 1000, as docker prints image sizes: "4.31MB". */
export function formatDecimalSize(bytes: number): string {
  return scaled(bytes, 1000, ["B", "kB", "MB", "GB", "TB", "PB"]);
}

function scaled(amount: number, base: number, units: readonly string[]): string {
  let value = amount;
  let unit = 0;
  while (Math.abs(value) >= base && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  // Rounding must not print "1024KiB" for what is one unit further up.
  if (Number(value.toPrecision(4)) >= base && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  return `${Number(value.toPrecision(4))}${units[unit]}`;
}

const MS_PER_UNIT: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const DURATION_PATTERN = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|[smhd]))+$/;

/** "10s", "1m30s", "1.5h", and a bare number of seconds -> milliseconds. */
export function parseDuration(text: string): number {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000;
  if (!DURATION_PATTERN.test(trimmed)) {
    throw new TsRunError("ERR_USAGE", `invalid duration "${text}"`, {
      hint: 'write seconds or a time such as "10s" or "1m30s"',
    });
  }
  let ms = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|[smhd])/g)) {
    ms += Number(amount) * (MS_PER_UNIT[unit ?? ""] ?? 0);
  }
  return ms;
}

/** Milliseconds as a compact time: "850ms", "1.5s", "1m30s", "2h5m". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Number(ms.toPrecision(3))}ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(ms < 10_000 ? 2 : 1))}s`;
  const seconds = Math.floor(ms / 1000);
  const parts: [amount: number, unit: string][] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "m"],
    [seconds % 60, "s"],
  ];
  // Two units are all a person compares.
  const first = parts.findIndex(([amount]) => amount > 0);
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join("");
}

/** How long ago or for how long, as `ps` says it: "About a minute", "3 hours". */
export function formatAge(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return "Less than a second";
  if (seconds === 1) return "1 second";
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.floor(seconds / 60);
  if (minutes === 1) return "About a minute";
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  if (hours === 1) return "About an hour";
  if (hours < 48) return `${hours} hours`;
  const days = Math.floor(hours / 24);
  if (days < 14) return `${days} days`;
  if (days < 60) return `${Math.floor(days / 7)} weeks`;
  if (days < 730) return `${Math.floor(days / 30)} months`;
  return `${Math.floor(days / 365)} years`;
}
