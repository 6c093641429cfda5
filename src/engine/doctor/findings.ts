// Short ways to write a finding.

import { readFileSync } from "node:fs";
import type { DoctorFinding } from "../engine.ts";

export function ok(what: string, detail: string): DoctorFinding {
  return { level: "ok", what, detail };
}

export function warning(what: string, detail: string, fix?: string): DoctorFinding {
  return { level: "warning", what, detail, ...(fix === undefined ? {} : { fix }) };
}

export function error(what: string, detail: string, fix?: string): DoctorFinding {
  return { level: "error", what, detail, ...(fix === undefined ? {} : { fix }) };
}

/** A small text file of /proc, /sys or /etc, trimmed; undefined when it cannot be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}

export function size(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const unit = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** unit).toFixed(1))} ${units[unit]}`;
}
