// Sizes, ages and shares as people read them, in docker's spelling. No Intl: its first use costs 24 ms.

const DECIMAL = ["B", "kB", "MB", "GB", "TB", "PB"];
const BINARY = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** 4 significant digits, decimal units, for images and disk: "4.27MB". */
export function humanSize(bytes: number): string {
  return scaled(bytes, 1000, DECIMAL, 3);
}

/** Binary units, for memory: "63.9MiB". */
export function humanMemory(bytes: number): string {
  return scaled(bytes, 1024, BINARY, 4);
}

function scaled(bytes: number, base: number, units: readonly string[], digits: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  const text = value >= 10 ** digits ? String(Math.round(value)) : String(Number(value.toPrecision(digits)));
  return `${text}${units[unit]}`;
}

/** "Less than a second", "5 seconds", "About a minute", "2 hours", as docker rounds them. */
export function humanDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.round(ms / 3_600_000);
  if (seconds < 1) return "Less than a second";
  if (seconds === 1) return "1 second";
  if (seconds < 60) return `${seconds} seconds`;
  if (minutes === 1) return "About a minute";
  if (minutes < 60) return `${minutes} minutes`;
  if (hours <= 1) return "About an hour";
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 14) return `${Math.floor(hours / 24)} days`;
  if (hours < 24 * 60) return `${Math.floor(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.floor(hours / 24 / 30)} months`;
  return `${Math.floor(hours / 24 / 365)} years`;
}

export function humanAge(time: string | undefined, nowMs: number): string {
  const then = time === undefined ? Number.NaN : Date.parse(time);
  return Number.isNaN(then) ? "N/A" : `${humanDuration(Math.max(0, nowMs - then))} ago`;
}

/** "2026-11-21 02:53:15 +0000 UTC" */
export function longTime(time: string | undefined): string {
  return time === undefined ? "" : `${time.slice(0, 10)} ${time.slice(11, 19)} +0000 UTC`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
