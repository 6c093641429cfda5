// What went over a container's interfaces, as the kernel counts it in the container's own network namespace.

import fs from "node:fs";
import { hasErrno } from "../base/index.ts";

export interface NetworkStats {
  readonly rxBytes: number;
  readonly txBytes: number;
}

/** Sums of all interfaces but loopback; zeros once the process is gone. Meaningless for a container in the host's namespace. */
export function networkStats(pid: number): NetworkStats {
  try {
    return parseNetDev(fs.readFileSync(`/proc/${pid}/net/dev`, "latin1"));
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ESRCH", "EINVAL")) return { rxBytes: 0, txBytes: 0 };
    throw error;
  }
}

export function parseNetDev(text: string): NetworkStats {
  const sums = { rxBytes: 0, txBytes: 0 };
  for (const line of text.split("\n").slice(2)) {
    const [name = "", counters = ""] = line.split(":");
    const columns = counters.trim().split(/\s+/).map(Number);
    if (name.trim() === "lo" || columns.length < 9) continue;
    sums.rxBytes += columns[0] ?? 0;
    sums.txBytes += columns[8] ?? 0;
  }
  return sums;
}
