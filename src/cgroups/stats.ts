// One sample of what a container uses, from v2 and v1 files alike, in the fields of the engine's StatsSample.

import { totalmem } from "node:os";
import type { CgroupHost } from "../linux/index.ts";
import { directoryOf, parseKeyed, readNumber, readText } from "./files.ts";
import { listProcesses } from "./processes.ts";

/** Bytes and microseconds. The engine adds names and network counters. */
export interface CgroupStats {
  timestampMs: number;
  cpuUsageUs: number;
  cpuUserUs: number;
  cpuSystemUs: number;
  throttledPeriods: number;
  totalPeriods: number;
  throttledUs: number;
  memoryUsageBytes: number;
  memoryLimitBytes: number;
  memoryPeakBytes?: number;
  oomKills: number;
  pids: number;
  pidsLimit?: number;
  blockReadBytes: number;
  blockWriteBytes: number;
  pressure?: { cpu?: number; memory?: number; io?: number };
}

export function readStats(host: CgroupHost, path: string, now: () => number = Date.now): CgroupStats {
  return {
    timestampMs: now(),
    ...cpuStats(host, path),
    ...memoryStats(host, path),
    ...pidsStats(host, path),
    ...blockStats(host, path),
    ...pressureStats(host, path),
  };
}

type CpuStats = Pick<
  CgroupStats,
  "cpuUsageUs" | "cpuUserUs" | "cpuSystemUs" | "throttledPeriods" | "totalPeriods" | "throttledUs"
>;

function cpuStats(host: CgroupHost, path: string): CpuStats {
  const cpu = host.controllers.cpu;
  const stat = parseKeyed(readText(`${cpu?.root ?? host.unifiedRoot}${path}/cpu.stat`));
  const throttling = {
    throttledPeriods: stat.nr_throttled ?? 0,
    totalPeriods: stat.nr_periods ?? 0,
    throttledUs: stat.throttled_usec ?? Math.round((stat.throttled_time ?? 0) / 1000),
  };
  const accounting = host.controllers.cpuacct;
  if (accounting?.version === 1) return { ...version1Usage(`${accounting.root}${path}`), ...throttling };
  // Every v2 cgroup counts CPU time, also without the cpu controller.
  const usage = cpu?.version === 1 ? parseKeyed(readText(`${host.unifiedRoot}${path}/cpu.stat`)) : stat;
  return {
    cpuUsageUs: usage.usage_usec ?? 0,
    cpuUserUs: usage.user_usec ?? 0,
    cpuSystemUs: usage.system_usec ?? 0,
    ...throttling,
  };
}

function version1Usage(directory: string): Pick<CpuStats, "cpuUsageUs" | "cpuUserUs" | "cpuSystemUs"> {
  const microseconds = (file: string): number | undefined => {
    const nanoseconds = readNumber(`${directory}/${file}`);
    return nanoseconds === undefined ? undefined : Math.round(nanoseconds / 1000);
  };
  const ticks = parseKeyed(readText(`${directory}/cpuacct.stat`)); // USER_HZ is 100 on both architectures
  return {
    cpuUsageUs: microseconds("cpuacct.usage") ?? 0,
    cpuUserUs: microseconds("cpuacct.usage_user") ?? (ticks.user ?? 0) * 10_000,
    cpuSystemUs: microseconds("cpuacct.usage_sys") ?? (ticks.system ?? 0) * 10_000,
  };
}

type MemoryStats = Pick<CgroupStats, "memoryUsageBytes" | "memoryLimitBytes" | "memoryPeakBytes" | "oomKills">;

function memoryStats(host: CgroupHost, path: string): MemoryStats {
  const memory = host.controllers.memory;
  if (memory === undefined) return { memoryUsageBytes: 0, memoryLimitBytes: totalmem(), oomKills: 0 };
  const v1 = memory.version === 1;
  const directory = `${memory.root}${path}`;
  const stat = parseKeyed(readText(`${directory}/memory.stat`));
  const usage = readNumber(`${directory}/${v1 ? "memory.usage_in_bytes" : "memory.current"}`) ?? 0;
  // Inactive file cache goes as soon as somebody needs the memory; docker leaves it out too.
  const cache = (v1 ? stat.total_inactive_file : stat.inactive_file) ?? 0;
  const peak = readNumber(`${directory}/${v1 ? "memory.max_usage_in_bytes" : "memory.peak"}`);
  const events = parseKeyed(readText(`${directory}/${v1 ? "memory.oom_control" : "memory.events"}`));
  return {
    memoryUsageBytes: Math.max(0, usage - cache),
    memoryLimitBytes: memoryLimit(host, path),
    ...(peak !== undefined && { memoryPeakBytes: peak }),
    oomKills: events.oom_kill ?? 0,
  };
}

/** The smallest limit from the container's cgroup up to the root, and never more than the host has. */
export function memoryLimit(host: CgroupHost, path: string): number {
  const memory = host.controllers.memory;
  let limit = totalmem();
  for (let step = path; memory !== undefined && step !== ""; step = step.slice(0, step.lastIndexOf("/"))) {
    const file = memory.version === 1 ? "memory.limit_in_bytes" : "memory.max";
    limit = Math.min(limit, readNumber(`${memory.root}${step}/${file}`) ?? limit);
  }
  return limit;
}

function pidsStats(host: CgroupHost, path: string): Pick<CgroupStats, "pids" | "pidsLimit"> {
  const directory = directoryOf(host, "pids", path);
  const pids = directory === undefined ? undefined : readNumber(`${directory}/pids.current`);
  const limit = directory === undefined ? undefined : readNumber(`${directory}/pids.max`);
  return { pids: pids ?? listProcesses(host, path).length, ...(limit !== undefined && { pidsLimit: limit }) };
}

function blockStats(host: CgroupHost, path: string): Pick<CgroupStats, "blockReadBytes" | "blockWriteBytes"> {
  const sums = { blockReadBytes: 0, blockWriteBytes: 0 };
  const add = (text: string | undefined, pattern: RegExp): void => {
    for (const [, key = "", value] of text?.matchAll(pattern) ?? []) {
      sums[key.toLowerCase().startsWith("r") ? "blockReadBytes" : "blockWriteBytes"] += Number(value);
    }
  };
  const { io, blkio } = host.controllers;
  if (io !== undefined) add(readText(`${io.root}${path}/io.stat`), /\b(rbytes|wbytes)=(\d+)/g);
  else if (blkio !== undefined)
    add(readText(`${blkio.root}${path}/blkio.throttle.io_service_bytes_recursive`), /^\d+:\d+ (Read|Write) (\d+)$/gm);
  return sums;
}

/** Pressure stall information is counted per v2 cgroup, whatever hierarchy the controllers are in. */
function pressureStats(host: CgroupHost, path: string): Pick<CgroupStats, "pressure"> {
  if (host.unifiedRoot === undefined) return {};
  const pressure: NonNullable<CgroupStats["pressure"]> = {};
  for (const resource of ["cpu", "memory", "io"] as const) {
    const average = readPressure(`${host.unifiedRoot}${path}/${resource}.pressure`);
    if (average !== undefined) pressure[resource] = average;
  }
  return Object.keys(pressure).length > 0 ? { pressure } : {};
}

function readPressure(file: string): number | undefined {
  const average = /^some avg10=([\d.]+)/m.exec(readText(file) ?? "")?.[1];
  return average === undefined ? undefined : Number(average);
}
