// Limits that this host cannot set, in the words of their flags. Shared by create and update.

import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import { TsRunError } from "../base/index.ts";
import type { CgroupController, CgroupHost, HostFacts } from "../linux/index.ts";
import type { ResourceOptions } from "./types.ts";

/** The part of Services that this needs. */
export interface HostAbout {
  readonly host: HostFacts;
  readonly cgroup: CgroupHost;
}

export interface Refusal {
  readonly flag: string;
  readonly reason: string;
  readonly hint: string;
}

/** `flagOf` as in RunOptions; without it flags are named by what they set. */
export function checkResourceSupport(
  resources: Partial<ResourceOptions>,
  host: HostAbout,
  flagOf: Readonly<Record<string, string>> = {},
): void {
  if (!asksForLimits(resources)) return; // does not even look at the host's cgroups
  const refusal =
    controllerRefusal(resources, host, flagOf) ??
    cpuRefusal(resources, host, flagOf) ??
    memoryRefusal(resources, host, flagOf) ??
    blockRefusal(resources, host, flagOf);
  if (refusal) throw refused(refusal);
}

export function refused({ flag, reason, hint }: Refusal): TsRunError {
  return new TsRunError("ERR_UNSUPPORTED", `${flag}: ${reason}`, { hint });
}

const CONTROLLERS: readonly (readonly [CgroupController, readonly (keyof ResourceOptions)[]])[] = [
  ["memory", ["memoryBytes", "memoryReservationBytes", "memorySwapBytes", "memoryHighBytes", "oomKillDisable"]],
  ["cpu", ["cpus", "cpuShares", "cpuPeriodUs", "cpuQuotaUs"]],
  ["cpuset", ["cpusetCpus", "cpusetMems"]],
  ["pids", ["pidsLimit"]],
  ["io", ["blkioWeight", "deviceReadBps", "deviceWriteBps", "deviceReadIops", "deviceWriteIops"]],
];

/** Measured: setting the container up takes between 100 and 512 KiB of page tables, tmpfs and kernel memory. */
const MIN_MEMORY_BYTES = 512 * 1024;
/** CONFIG_NR_CPUS of the largest kernels. */
const MAX_CPUS = 8192;

type Flags = Readonly<Record<string, string>>;

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}

function asksForLimits(resources: Partial<ResourceOptions>): boolean {
  return Object.values(resources).some(isSet);
}

function flagFor(field: keyof ResourceOptions, flagOf: Flags): string {
  const name = field.replace(/(Bytes|Us)$/, "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return flagOf[`resources.${field}`] ?? `--${name}`;
}

function controllerRefusal(
  resources: Partial<ResourceOptions>,
  { cgroup }: HostAbout,
  flagOf: Flags,
): Refusal | undefined {
  for (const [controller, fields] of CONTROLLERS) {
    const field = fields.find((name) => isSet(resources[name]));
    const there = cgroup.controllers[controller] ?? (controller === "io" ? cgroup.controllers.blkio : undefined);
    if (field === undefined || there !== undefined) continue;
    return {
      flag: flagFor(field, flagOf),
      reason: `this host has no ${controller} cgroup controller`,
      hint:
        controller === "memory"
          ? "boot with cgroup_enable=memory, or leave the limit out"
          : "`ts-run info` lists the controllers; leave the limit out",
    };
  }
  return undefined;
}

/** More CPUs than there are would mean no limit at all, and a cpuset of them is an error of the kernel's without a reason. */
function cpuRefusal(resources: Partial<ResourceOptions>, { cgroup }: HostAbout, flagOf: Flags): Refusal | undefined {
  const count = resources.cpus === undefined ? Number.POSITIVE_INFINITY : os.cpus().length;
  if ((resources.cpus ?? 0) > count) {
    return {
      flag: flagFor("cpus", flagOf),
      reason: `this host has ${count} CPUs`,
      hint: `use at most --cpus ${count}`,
    };
  }
  for (const field of ["cpusetCpus", "cpusetMems"] as const) {
    const wanted = resources[field];
    const available = wanted === undefined ? undefined : availableIn(field === "cpusetCpus" ? "cpus" : "mems", cgroup);
    if (wanted === undefined || available === undefined) continue;
    const there = parseList(available);
    const missing = [...parseList(wanted)].find((number) => !there.has(number));
    if (missing === undefined) continue;
    const what = field === "cpusetCpus" ? "CPU" : "memory node";
    return {
      flag: flagFor(field, flagOf),
      reason: `this host has no ${what} ${missing}, it has ${available}`,
      hint: `name some of ${available}`,
    };
  }
  return undefined;
}

function availableIn(kind: "cpus" | "mems", { controllers: { cpuset } }: CgroupHost): string | undefined {
  const file = `${cpuset?.root}/cpuset.${kind}${cpuset?.version === 2 ? ".effective" : ""}`;
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/** "0-2,4" */
function parseList(text: string): Set<number> {
  const numbers = new Set<number>();
  for (const range of text.split(",")) {
    const [first = "", last = first] = range.split("-");
    for (let number = Number(first); number <= Math.min(Number(last), MAX_CPUS); number++) numbers.add(number);
  }
  return numbers;
}

function memoryRefusal(resources: Partial<ResourceOptions>, { cgroup }: HostAbout, flagOf: Flags): Refusal | undefined {
  const memory = cgroup.controllers.memory;
  if (memory === undefined) return undefined;
  const { memoryBytes } = resources;
  if (memoryBytes !== undefined && memoryBytes > 0 && memoryBytes < MIN_MEMORY_BYTES) {
    return {
      flag: flagFor("memoryBytes", flagOf),
      reason: "with less than 512 KiB a container would be killed before its program starts",
      hint: "programs that do something useful start at about 6m",
    };
  }
  if (memory.version === 1 && resources.memoryHighBytes !== undefined) {
    return {
      flag: flagFor("memoryHighBytes", flagOf),
      reason: "memory.high exists only in cgroup v2, and this host's memory controller is in v1",
      hint: "use --memory, or boot with systemd.unified_cgroup_hierarchy=1",
    };
  }
  if (memory.version === 2 && resources.oomKillDisable) {
    return {
      flag: flagFor("oomKillDisable", flagOf),
      reason: "only cgroup v1 can switch the OOM killer off, and this host's memory controller is in v2",
      hint: "use --memory-high, which slows a container down instead of killing it",
    };
  }
  if (
    memory.version === 1 &&
    isPositive(resources.memorySwapBytes) &&
    !existsSync(`${memory.root}/memory.memsw.limit_in_bytes`)
  ) {
    return {
      flag: flagFor("memorySwapBytes", flagOf),
      reason: "this kernel does not count swap per container",
      hint: "boot with swapaccount=1, or leave the flag out",
    };
  }
  return undefined;
}

function isPositive(value: number | undefined): boolean {
  return value !== undefined && value > 0;
}

function blockRefusal(resources: Partial<ResourceOptions>, { cgroup }: HostAbout, flagOf: Flags): Refusal | undefined {
  if (resources.blkioWeight !== undefined && !hasWeight(cgroup)) {
    return {
      flag: flagFor("blkioWeight", flagOf),
      reason: "no I/O scheduler of this host knows weights (neither BFQ nor iocost)",
      hint: "load the bfq module and select it for the disk, or limit rates with --device-read-bps",
    };
  }
  const throttled = (["deviceReadBps", "deviceWriteBps", "deviceReadIops", "deviceWriteIops"] as const).find((field) =>
    isSet(resources[field]),
  );
  const blkio = cgroup.controllers.io === undefined ? cgroup.controllers.blkio : undefined;
  if (throttled !== undefined && blkio !== undefined && !existsSync(`${blkio.root}/blkio.throttle.read_bps_device`)) {
    return {
      flag: flagFor(throttled, flagOf),
      reason: "this kernel was built without I/O throttling (CONFIG_BLK_DEV_THROTTLING)",
      hint: "leave the flag out, or use another kernel",
    };
  }
  return undefined;
}

/** The weight's own file is not in the root cgroup; what the schedulers' other files there say is the same. */
function hasWeight({ controllers }: CgroupHost): boolean {
  const { io, blkio } = controllers;
  const files =
    io === undefined ? ["blkio.bfq.io_service_bytes", "blkio.weight"] : ["io.cost.qos", "ts-run/io.bfq.weight"];
  return files.some((file) => existsSync(`${(io ?? blkio)?.root}/${file}`)) || existsSync("/sys/module/bfq");
}
