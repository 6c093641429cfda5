// A pair of samples -> one row of `stats`.

import type { StatsSample } from "./engine.ts";
import { humanMemory, humanSize, percent } from "./output/human.ts";
import type { Listing, Row } from "./output/rows.ts";
import { shortId } from "./output/table.ts";

export const statsListing: Listing = {
  columns: [
    { header: "CONTAINER ID", field: "ID" },
    { header: "NAME", field: "Name" },
    { header: "CPU %", field: "CPUPerc" },
    { header: "THROTTLED", field: "Throttled" },
    { header: "MEM USAGE / LIMIT", field: "MemUsage" },
    { header: "MEM %", field: "MemPerc" },
    { header: "NET I/O", field: "NetIO" },
    { header: "BLOCK I/O", field: "BlockIO" },
    { header: "PIDS", field: "PIDs" },
    { header: "PSI CPU/MEM/IO", field: "Pressure" },
  ],
};

export function statsRow(now: StatsSample, before: StatsSample | undefined, noTrunc: boolean): Row {
  const elapsedUs = before ? (now.timestampMs - before.timestampMs) * 1000 : 0;
  const share = before && elapsedUs > 0 ? (now.cpuUsageUs - before.cpuUsageUs) / elapsedUs : 0;
  const periods = before ? now.totalPeriods - before.totalPeriods : now.totalPeriods;
  const throttled = before ? now.throttledPeriods - before.throttledPeriods : now.throttledPeriods;
  return {
    ID: noTrunc ? now.id : shortId(now.id),
    Name: now.name,
    Container: now.name,
    CPUPerc: percent(Math.max(0, share)),
    Throttled: periods > 0 ? percent(throttled / periods) : "-",
    MemUsage: `${humanMemory(now.memoryUsageBytes)} / ${humanMemory(now.memoryLimitBytes)}`,
    MemPerc: percent(now.memoryLimitBytes > 0 ? now.memoryUsageBytes / now.memoryLimitBytes : 0),
    MemPeak: now.memoryPeakBytes === undefined ? "-" : humanMemory(now.memoryPeakBytes),
    OOMKills: String(now.oomKills),
    NetIO: `${humanSize(now.networkRxBytes)} / ${humanSize(now.networkTxBytes)}`,
    BlockIO: `${humanSize(now.blockReadBytes)} / ${humanSize(now.blockWriteBytes)}`,
    PIDs: now.pidsLimit === undefined ? String(now.pids) : `${now.pids} / ${now.pidsLimit}`,
    Pressure: now.pressure ? [now.pressure.cpu, now.pressure.memory, now.pressure.io].map(pressure).join(" / ") : "-",
  };
}

function pressure(value: number | undefined): string {
  return value === undefined ? "-" : value.toFixed(1);
}
