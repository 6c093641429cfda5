// Everything that a cgroup's files count, v2 and v1 alike, under one set of names: what the CRI's stats and metrics are
// made of. stats.ts is the short form for people.

import type { CgroupController, CgroupHost } from "../linux/index.ts";
import { type FileName, readFilesIn } from "../native/index.ts";
import { directoryOf, keyedValue, parseAmount, readText } from "./files.ts";
import { subdirectories } from "./processes.ts";

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
    readonly peak: number | undefined;
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

/** The content of a cgroup file; undefined where there is none. */
export type CgroupFileReader = (file: string) => string | undefined;

interface Source {
  readonly host: CgroupHost;
  readonly path: string;
  readonly text: CgroupFileReader;
  readonly number: (file: string) => number | undefined;
}

/** `path` as cgroupPathOf() has it. Zeros for a cgroup that is gone. What not everybody asks for is read when asked for. */
export function readUsage(host: CgroupHost, path: string, text: CgroupFileReader = readText): CgroupUsage {
  const from: Source = { host, path, text, number: (file) => parseAmount(text(file)) };
  const pids = once(() => pidsUsage(from));
  const io = once(() => deviceUsage(from));
  const hugepages = once(() => hugepageUsage(from));
  return {
    cpu: cpuUsage(from),
    ...memoryUsage(from),
    pressure: pressureOf(from),
    get pids() {
      return pids();
    },
    get io() {
      return io();
    },
    get hugepages() {
      return hugepages();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** How much of a CgroupUsage is to be looked at. */
export type UsageExtent = "basic" | "whole";

/** Stands for the path of a cgroup in the paths of its files. */
const PLACE = "/<cgroup>";

interface UsageFiles {
  /** Sorted: those of one directory follow each other. */
  readonly names: readonly FileName[];
  /** Their places in `names`, by their paths for PLACE. */
  readonly indices: ReadonlyMap<string, number>;
}

/** The files that readUsage() reads. */
function filesOf(host: CgroupHost, extent: UsageExtent): UsageFiles {
  const files = new Set<string>();
  const usage = readUsage(host, PLACE, (file) => {
    files.add(file);
    return "0"; // so that it asks for all that it would ask for
  });
  if (extent === "whole") JSON.stringify(usage); // looks at everything
  const sorted = [...files].sort();
  const names = sorted.map((file): FileName => {
    const [before = "", after = ""] = file.split(PLACE);
    return [before, after];
  });
  return { names, indices: new Map(sorted.map((file, i) => [file, i])) };
}

/** readUsage() of many, their files read at once beside the event loop. */
export async function readUsages(
  host: CgroupHost,
  paths: readonly string[],
  extent: UsageExtent,
): Promise<CgroupUsage[]> {
  const { names, indices } = filesOf(host, extent);
  const contents = await readFilesIn(paths, names);
  return paths.map((path, i) =>
    readUsage(host, PLACE, (file) => {
      const index = indices.get(file);
      return index === undefined ? readText(file.replace(PLACE, () => path)) : contents[i]?.[index]?.trimEnd();
    }),
  );
}

function isVersion1(host: CgroupHost, controller: CgroupController): boolean {
  return host.controllers[controller]?.version === 1;
}

function cpuUsage(from: Source): CgroupUsage["cpu"] {
  const { host, path, text } = from;
  const quota = once(() => text(`${directoryOf(host, "cpu", path) ?? `${host.unifiedRoot}${path}`}/cpu.stat`));
  const times = isVersion1(host, "cpuacct") ? cpuTimes1(from) : cpuTimes2(from, quota);
  return {
    usageNs: times.usage(),
    get userNs() {
      return times.user();
    },
    get systemNs() {
      return times.system();
    },
    get periods() {
      return keyedValue(quota(), "nr_periods") ?? 0;
    },
    get throttledPeriods() {
      return keyedValue(quota(), "nr_throttled") ?? 0;
    },
    get throttledNs() {
      return keyedValue(quota(), "throttled_time") ?? (keyedValue(quota(), "throttled_usec") ?? 0) * 1000;
    },
  };
}

type CpuTimes = Readonly<Record<"usage" | "user" | "system", () => number>>;

function cpuTimes1({ host, path, number }: Source): CpuTimes {
  const file = (name: string) => (): number => number(`${directoryOf(host, "cpuacct", path)}/${name}`) ?? 0;
  return { usage: file("cpuacct.usage"), user: file("cpuacct.usage_user"), system: file("cpuacct.usage_sys") };
}

/** Every v2 cgroup counts CPU time, also without the cpu controller. */
function cpuTimes2({ host, path, text }: Source, quota: () => string | undefined): CpuTimes {
  const stat = isVersion1(host, "cpu") ? text(`${host.unifiedRoot}${path}/cpu.stat`) : quota();
  const key = (name: string) => (): number => (keyedValue(stat, name) ?? 0) * 1000;
  return { usage: key("usage_usec"), user: key("user_usec"), system: key("system_usec") };
}

function memoryUsage(from: Source): Pick<CgroupUsage, "memory" | "swap"> {
  const directory = directoryOf(from.host, "memory", from.path);
  if (directory === undefined) return { memory: NO_MEMORY, swap: { usage: 0 } };
  return isVersion1(from.host, "memory") ? memoryUsage1(directory, from) : memoryUsage2(directory, from);
}

function valuesOf(text: string | undefined): (key: string) => number {
  return (key) => keyedValue(text, key) ?? 0;
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
  peak: undefined,
  failures: 0,
  oomKills: 0,
};

function memoryUsage2(directory: string, { text, number }: Source): Pick<CgroupUsage, "memory" | "swap"> {
  const stat = valuesOf(text(`${directory}/memory.stat`));
  const events = once(() => valuesOf(text(`${directory}/memory.events`)));
  const usage = number(`${directory}/memory.current`) ?? 0;
  return {
    memory: {
      usage,
      workingSet: Math.max(0, usage - stat("inactive_file")),
      rss: stat("anon"),
      cache: stat("file"),
      mappedFile: stat("file_mapped"),
      kernel: stat("kernel"),
      pageFaults: stat("pgfault"),
      majorPageFaults: stat("pgmajfault"),
      ...optional("limit", number(`${directory}/memory.max`)),
      get peak() {
        return number(`${directory}/memory.peak`);
      },
      get failures() {
        return events()("max");
      },
      get oomKills() {
        return events()("oom_kill");
      },
    },
    swap: {
      usage: number(`${directory}/memory.swap.current`) ?? 0,
      ...optional("limit", number(`${directory}/memory.swap.max`)),
    },
  };
}

function memoryUsage1(directory: string, { text, number }: Source): Pick<CgroupUsage, "memory" | "swap"> {
  const stat = valuesOf(text(`${directory}/memory.stat`));
  const usage = number(`${directory}/memory.usage_in_bytes`) ?? 0;
  const limit = number(`${directory}/memory.limit_in_bytes`);
  const withSwap = number(`${directory}/memory.memsw.limit_in_bytes`);
  return {
    memory: {
      usage,
      workingSet: Math.max(0, usage - stat("total_inactive_file")),
      rss: stat("total_rss"),
      cache: stat("total_cache"),
      mappedFile: stat("total_mapped_file"),
      get kernel() {
        return number(`${directory}/memory.kmem.usage_in_bytes`) ?? 0;
      },
      pageFaults: stat("total_pgfault"),
      majorPageFaults: stat("total_pgmajfault"),
      ...optional("limit", limit),
      get peak() {
        return number(`${directory}/memory.max_usage_in_bytes`);
      },
      get failures() {
        return number(`${directory}/memory.failcnt`) ?? 0;
      },
      get oomKills() {
        return keyedValue(text(`${directory}/memory.oom_control`), "oom_kill") ?? 0;
      },
    },
    // v1 counts memory and swap together
    swap: {
      usage: stat("total_swap"),
      ...optional("limit", withSwap === undefined || limit === undefined ? undefined : Math.max(0, withSwap - limit)),
    },
  };
}

function pidsUsage({ host, path, number }: Source): CgroupUsage["pids"] {
  const directory = directoryOf(host, "pids", path);
  if (directory === undefined) return {};
  return {
    ...optional("current", number(`${directory}/pids.current`)),
    ...optional("limit", number(`${directory}/pids.max`)),
  };
}

function deviceUsage({ host, path, text }: Source): DeviceUsage[] {
  const io = directoryOf(host, "io", path);
  if (io !== undefined) return parseIoStat(text(`${io}/io.stat`) ?? "");
  const blkio = directoryOf(host, "blkio", path);
  if (blkio === undefined) return [];
  return parseBlkio(
    text(`${blkio}/blkio.throttle.io_service_bytes_recursive`) ?? "",
    text(`${blkio}/blkio.throttle.io_serviced_recursive`) ?? "",
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

function hugepageUsage({ host, path, number }: Source): CgroupUsage["hugepages"] {
  const directory = directoryOf(host, "hugetlb", path);
  if (directory === undefined) return [];
  const isOld = isVersion1(host, "hugetlb");
  return hugepageSizes().flatMap((pageSize) => {
    const usage = number(`${directory}/hugetlb.${pageSize}.${isOld ? "usage_in_bytes" : "current"}`);
    if (usage === undefined) return [];
    const peak = isOld ? number(`${directory}/hugetlb.${pageSize}.max_usage_in_bytes`) : undefined;
    return [{ pageSize, usage, ...optional("peak", peak) }];
  });
}

/** As the names of cgroup files have them: "2MB" for hugepages-2048kB. */
const hugepageSizes = once(() =>
  subdirectories("/sys/kernel/mm/hugepages").flatMap((directory) => {
    const kib = Number(/hugepages-(\d+)kB$/.exec(directory)?.[1]);
    if (!(kib > 0)) return [];
    if (kib >= 2 ** 20) return [`${kib / 2 ** 20}GB`];
    return [kib >= 1024 ? `${kib / 1024}MB` : `${kib}KB`];
  }),
);

/** Counted per v2 cgroup, whatever hierarchy the controllers are in. */
function pressureOf({ host, path, text }: Source): CgroupUsage["pressure"] {
  if (host.unifiedRoot === undefined) return {};
  const pressure: Partial<Record<"cpu" | "memory" | "io", Pressure>> = {};
  for (const resource of ["cpu", "memory", "io"] as const) {
    const lines = text(`${host.unifiedRoot}${path}/${resource}.pressure`);
    if (lines !== undefined)
      pressure[resource] = { some: pressureLine(lines, "some"), full: pressureLine(lines, "full") };
  }
  return pressure;
}

const PRESSURE_LINES = {
  some: /^some avg10=([\d.]+) avg60=([\d.]+) avg300=([\d.]+) total=(\d+)/m,
  full: /^full avg10=([\d.]+) avg60=([\d.]+) avg300=([\d.]+) total=(\d+)/m,
} as const;

function pressureLine(text: string, kind: "some" | "full"): PressureLine {
  const line = PRESSURE_LINES[kind].exec(text);
  const [average10 = 0, average60 = 0, average300 = 0, totalUs = 0] = (line ?? []).slice(1).map(Number);
  return { average10, average60, average300, totalUs };
}

function optional<Name extends string>(name: Name, value: number | undefined): Partial<Record<Name, number>> {
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, number>>);
}
