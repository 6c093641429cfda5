// Everything that a cgroup's files count, v2 and v1 alike, under one set of names: what the CRI's stats and metrics are
// made of. stats.ts is the short form for people.

import type { CgroupController, CgroupHost } from "../linux/index.ts";
import { directoryOf, parseKeyed, readNumber, readText } from "./files.ts";

/** Bytes, nanoseconds and counts; undefined where this kernel or hierarchy does not count it. */
export interface CgroupUsage {
  readonly cpu: {
    readonly usageNs: number;
    readonly userNs: number;
    readonly systemNs: number;
    readonly periods: number;
    readonly throttledPeriods: number;
    readonly throttledNs: number;
  };
  readonly memory: {
    readonly usage: number;
    /** Without inactive file cache: what would be missed. */
    readonly workingSet: number;
    readonly rss: number;
    readonly cache: number;
    readonly mappedFile: number;
    readonly kernel: number;
    readonly pageFaults: number;
    readonly majorPageFaults: number;
    readonly peak?: number;
    /** undefined: no limit. */
    readonly limit?: number;
    readonly failures: number;
    readonly oomKills: number;
  };
  readonly swap: { readonly usage: number; readonly limit?: number };
  readonly pids: { readonly current?: number; readonly limit?: number };
  readonly io: readonly DeviceUsage[];
  readonly hugepages: readonly { readonly pageSize: string; readonly usage: number; readonly peak?: number }[];
  readonly pressure: Readonly<Partial<Record<"cpu" | "memory" | "io", Pressure>>>;
}

export interface DeviceUsage {
  readonly major: number;
  readonly minor: number;
  readonly readBytes: number;
  readonly writeBytes: number;
  readonly reads: number;
  readonly writes: number;
}

export interface Pressure {
  readonly some: PressureLine;
  readonly full: PressureLine;
}

export interface PressureLine {
  /** Percent of the last 10, 60, 300 seconds. */
  readonly average10: number;
  readonly average60: number;
  readonly average300: number;
  readonly totalUs: number;
}

/** `path` as cgroupPathOf() has it. Zeros for a cgroup that is gone. What not everybody asks for is read when asked for. */
export function readUsage(host: CgroupHost, path: string): CgroupUsage {
  return {
    cpu: cpuUsage(host, path),
    ...memoryUsage(host, path),
    pressure: pressureOf(host, path),
    get pids() {
      return pidsUsage(host, path);
    },
    get io() {
      return deviceUsage(host, path);
    },
    get hugepages() {
      return hugepageUsage(host, path);
    },
  };
}

function isVersion1(host: CgroupHost, controller: CgroupController): boolean {
  return host.controllers[controller]?.version === 1;
}

function cpuUsage(host: CgroupHost, path: string): CgroupUsage["cpu"] {
  const quota = parseKeyed(readText(`${directoryOf(host, "cpu", path) ?? `${host.unifiedRoot}${path}`}/cpu.stat`));
  const throttling = {
    periods: quota.nr_periods ?? 0,
    throttledPeriods: quota.nr_throttled ?? 0,
    throttledNs: quota.throttled_time ?? (quota.throttled_usec ?? 0) * 1000,
  };
  const accounting = directoryOf(host, "cpuacct", path);
  if (accounting !== undefined && isVersion1(host, "cpuacct")) {
    return {
      usageNs: readNumber(`${accounting}/cpuacct.usage`) ?? 0,
      userNs: readNumber(`${accounting}/cpuacct.usage_user`) ?? 0,
      systemNs: readNumber(`${accounting}/cpuacct.usage_sys`) ?? 0,
      ...throttling,
    };
  }
  const stat = isVersion1(host, "cpu") ? parseKeyed(readText(`${host.unifiedRoot}${path}/cpu.stat`)) : quota;
  return {
    usageNs: (stat.usage_usec ?? 0) * 1000,
    userNs: (stat.user_usec ?? 0) * 1000,
    systemNs: (stat.system_usec ?? 0) * 1000,
    ...throttling,
  };
}

function memoryUsage(host: CgroupHost, path: string): Pick<CgroupUsage, "memory" | "swap"> {
  const directory = directoryOf(host, "memory", path);
  if (directory === undefined) return { memory: NO_MEMORY, swap: { usage: 0 } };
  return isVersion1(host, "memory") ? memoryUsage1(directory) : memoryUsage2(directory);
}

const NO_MEMORY: CgroupUsage["memory"] = {
  usage: 0,
  workingSet: 0,
  rss: 0,
  cache: 0,
  mappedFile: 0,
  kernel: 0,
  pageFaults: 0,
  majorPageFaults: 0,
  failures: 0,
  oomKills: 0,
};

function memoryUsage2(directory: string): Pick<CgroupUsage, "memory" | "swap"> {
  const stat = parseKeyed(readText(`${directory}/memory.stat`));
  const events = parseKeyed(readText(`${directory}/memory.events`));
  const usage = readNumber(`${directory}/memory.current`) ?? 0;
  return {
    memory: {
      usage,
      workingSet: Math.max(0, usage - (stat.inactive_file ?? 0)),
      rss: stat.anon ?? 0,
      cache: stat.file ?? 0,
      mappedFile: stat.file_mapped ?? 0,
      kernel: stat.kernel ?? 0,
      pageFaults: stat.pgfault ?? 0,
      majorPageFaults: stat.pgmajfault ?? 0,
      ...optional("peak", readNumber(`${directory}/memory.peak`)),
      ...optional("limit", readNumber(`${directory}/memory.max`)),
      failures: events.max ?? 0,
      oomKills: events.oom_kill ?? 0,
    },
    swap: {
      usage: readNumber(`${directory}/memory.swap.current`) ?? 0,
      ...optional("limit", readNumber(`${directory}/memory.swap.max`)),
    },
  };
}

function memoryUsage1(directory: string): Pick<CgroupUsage, "memory" | "swap"> {
  const stat = parseKeyed(readText(`${directory}/memory.stat`));
  const usage = readNumber(`${directory}/memory.usage_in_bytes`) ?? 0;
  const limit = readNumber(`${directory}/memory.limit_in_bytes`);
  const withSwap = readNumber(`${directory}/memory.memsw.limit_in_bytes`);
  return {
    memory: {
      usage,
      workingSet: Math.max(0, usage - (stat.total_inactive_file ?? 0)),
      rss: stat.total_rss ?? 0,
      cache: stat.total_cache ?? 0,
      mappedFile: stat.total_mapped_file ?? 0,
      kernel: readNumber(`${directory}/memory.kmem.usage_in_bytes`) ?? 0,
      pageFaults: stat.total_pgfault ?? 0,
      majorPageFaults: stat.total_pgmajfault ?? 0,
      ...optional("peak", readNumber(`${directory}/memory.max_usage_in_bytes`)),
      ...optional("limit", limit),
      failures: readNumber(`${directory}/memory.failcnt`) ?? 0,
      oomKills: parseKeyed(readText(`${directory}/memory.oom_control`)).oom_kill ?? 0,
    },
    // v1 counts memory and swap together
    swap: {
      usage: stat.total_swap ?? 0,
      ...optional("limit", withSwap === undefined || limit === undefined ? undefined : Math.max(0, withSwap - limit)),
    },
  };
}

function pidsUsage(host: CgroupHost, path: string): CgroupUsage["pids"] {
  const directory = directoryOf(host, "pids", path);
  if (directory === undefined) return {};
  return {
    ...optional("current", readNumber(`${directory}/pids.current`)),
    ...optional("limit", readNumber(`${directory}/pids.max`)),
  };
}

function deviceUsage(host: CgroupHost, path: string): DeviceUsage[] {
  const io = directoryOf(host, "io", path);
  if (io !== undefined) return parseIoStat(readText(`${io}/io.stat`) ?? "");
  const blkio = directoryOf(host, "blkio", path);
  if (blkio === undefined) return [];
  return parseBlkio(
    readText(`${blkio}/blkio.throttle.io_service_bytes_recursive`) ?? "",
    readText(`${blkio}/blkio.throttle.io_serviced_recursive`) ?? "",
  );
}

/** "254:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0" per device. */
export function parseIoStat(text: string): DeviceUsage[] {
  return text.split("\n").flatMap((line) => {
    const device = /^(\d+):(\d+) /.exec(line);
    if (!device) return [];
    const of = (key: string): number => Number(new RegExp(`\\b${key}=(\\d+)`).exec(line)?.[1] ?? 0);
    return [
      {
        major: Number(device[1]),
        minor: Number(device[2]),
        readBytes: of("rbytes"),
        writeBytes: of("wbytes"),
        reads: of("rios"),
        writes: of("wios"),
      },
    ];
  });
}

/** "254:0 Read 4096" per device and direction, bytes and operations in files of their own. */
export function parseBlkio(bytes: string, operations: string): DeviceUsage[] {
  const devices = new Map<string, { -readonly [Key in keyof DeviceUsage]: number }>();
  const add = (
    text: string,
    names: Readonly<Record<string, "readBytes" | "writeBytes" | "reads" | "writes">>,
  ): void => {
    for (const [, major, minor, direction = "", value] of text.matchAll(/^(\d+):(\d+) (Read|Write) (\d+)$/gm)) {
      const key = `${major}:${minor}`;
      const device = devices.get(key) ?? { major: Number(major), minor: Number(minor), ...NO_IO };
      devices.set(key, device);
      const name = names[direction];
      if (name !== undefined) device[name] += Number(value);
    }
  };
  add(bytes, { Read: "readBytes", Write: "writeBytes" });
  add(operations, { Read: "reads", Write: "writes" });
  return [...devices.values()];
}

const NO_IO = { readBytes: 0, writeBytes: 0, reads: 0, writes: 0 } as const;

function hugepageUsage(host: CgroupHost, path: string): CgroupUsage["hugepages"] {
  const directory = directoryOf(host, "hugetlb", path);
  if (directory === undefined) return [];
  const isOld = isVersion1(host, "hugetlb");
  return PAGE_SIZES.flatMap((pageSize) => {
    const usage = readNumber(`${directory}/hugetlb.${pageSize}.${isOld ? "usage_in_bytes" : "current"}`);
    if (usage === undefined) return [];
    const peak = isOld ? readNumber(`${directory}/hugetlb.${pageSize}.max_usage_in_bytes`) : undefined;
    return [{ pageSize, usage, ...optional("peak", peak) }];
  });
}

/** Of both architectures. */
const PAGE_SIZES = ["64KB", "2MB", "32MB", "1GB"] as const;

/** Counted per v2 cgroup, whatever hierarchy the controllers are in. */
function pressureOf(host: CgroupHost, path: string): CgroupUsage["pressure"] {
  if (host.unifiedRoot === undefined) return {};
  const pressure: Partial<Record<"cpu" | "memory" | "io", Pressure>> = {};
  for (const resource of ["cpu", "memory", "io"] as const) {
    const text = readText(`${host.unifiedRoot}${path}/${resource}.pressure`);
    if (text !== undefined) pressure[resource] = { some: pressureLine(text, "some"), full: pressureLine(text, "full") };
  }
  return pressure;
}

function pressureLine(text: string, kind: "some" | "full"): PressureLine {
  const line = new RegExp(`^${kind} avg10=([\\d.]+) avg60=([\\d.]+) avg300=([\\d.]+) total=(\\d+)`, "m").exec(text);
  const [average10 = 0, average60 = 0, average300 = 0, totalUs = 0] = (line ?? []).slice(1).map(Number);
  return { average10, average60, average300, totalUs };
}

function optional<Name extends string>(name: Name, value: number | undefined): Partial<Record<Name, number>> {
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, number>>);
}
