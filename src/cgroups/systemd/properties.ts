// linux.resources -> properties of the container's unit, so that systemd, which writes them again at a daemon-reload or
// when a neighbour changes, writes what the container was given. Only what systemd writes by itself is here; the other
// files of a cgroup it leaves alone. systemd.resource-control(5); names and types as in org.freedesktop.systemd1(5).

import { TsRunError } from "../../base/index.ts";
import type { CgroupHost } from "../../linux/index.ts";
import { type CgroupResources, weightOfShares } from "../../plan/index.ts";
import type { Value } from "../dbus/index.ts";
import { deviceProperties } from "./device-properties.ts";
import type { UnitProperty } from "./manager.ts";

export interface SystemdFacts {
  readonly version: number;
  readonly mode: CgroupHost["mode"];
  /** On v2: the kernel's weights for disks are BFQ's, which systemd derives from its own. */
  readonly bfq: boolean;
}

const INFINITY = 2n ** 64n - 1n;
const DEFAULT_PERIOD_US = 100_000;

export function propertiesOfResources(resources: CgroupResources, facts: SystemdFacts): UnitProperty[] {
  const isVersion2 = facts.mode === "v2";
  return [
    ...(isVersion2 ? memory(resources) : memoryVersion1(resources)),
    ...(isVersion2 ? cpu(resources, facts) : cpuVersion1(resources)),
    ...quota(resources.cpu?.quota, resources.cpu?.period, facts),
    ...processes(resources.pids?.limit),
    ...(isVersion2
      ? [...cpuset(resources.cpu, facts), ...blockWeight(resources, facts)]
      : blockWeightVersion1(resources)),
    ...(isVersion2 ? unified(resources.unified ?? {}, facts) : []),
    ...(isVersion2 ? [] : deviceProperties(resources)), // on v2 our own program decides, and systemd has none
  ];
}

/** OOMPolicy cannot be changed once the unit runs; systemd derives memory.oom.group from it, for scopes since 253. */
export function propertiesAtStart({ unified: map }: CgroupResources, { version, mode }: SystemdFacts): UnitProperty[] {
  const group = map?.["memory.oom.group"]?.trim();
  if (group === undefined || mode !== "v2" || version < 253) return [];
  return [text("OOMPolicy", group === "1" ? "kill" : "continue")];
}

function memory({ memory: { limit = 0, reservation = 0, swap = 0 } = {} }: CgroupResources): UnitProperty[] {
  const swapMax = swap ? (swap < 0 || limit < 0 ? swap : swap - limit) : limit < 0 ? -1 : undefined;
  return [
    ...(limit ? [amount("MemoryMax", limit)] : []),
    ...(reservation ? [amount("MemoryLow", reservation)] : []),
    ...(swapMax === undefined ? [] : [amount("MemorySwapMax", swapMax)]),
  ];
}

function memoryVersion1({ memory: { limit = 0 } = {} }: CgroupResources): UnitProperty[] {
  return limit ? [amount("MemoryLimit", limit)] : [];
}

/** Weight 0 is systemd's word for cpu.idle. */
function cpu({ cpu: { shares, idle } = {} }: CgroupResources, { version }: SystemdFacts): UnitProperty[] {
  if (idle === 1 && version >= 252) return [amount("CPUWeight", 0)];
  return shares ? [amount("CPUWeight", weightOfShares(shares))] : [];
}

function cpuVersion1({ cpu: { shares } = {} }: CgroupResources): UnitProperty[] {
  return shares ? [amount("CPUShares", shares)] : [];
}

function quota(quotaUs = 0, periodUs = 0, { version }: SystemdFacts): UnitProperty[] {
  if (!quotaUs && !periodUs) return [];
  const perSecond = quotaUs > 0 ? percentOf(quotaUs, periodUs) * 10_000 : -1;
  return [
    ...(periodUs && version >= 242 ? [amount("CPUQuotaPeriodUSec", periodUs)] : []),
    amount("CPUQuotaPerSecUSec", perSecond),
  ];
}

/** Of one CPU, rounded up. */
function percentOf(quotaUs: number, periodUs = 0): number {
  return Math.ceil((quotaUs * 100) / (periodUs || DEFAULT_PERIOD_US));
}

/**
 * systemd remembers CPU time in whole percents (it parses its own "CPUQuota=34%" after a daemon-reload). So that the limit
 * is the same before and after, it is the next percent from the start, as with runc.
 */
export function inWholePercents<T extends Pick<CgroupResources, "cpu">>(resources: T): T {
  const { quota: quotaUs = 0, period: periodUs } = resources.cpu ?? {};
  if (quotaUs <= 0) return resources;
  const rounded = Math.floor((percentOf(quotaUs, periodUs) * (periodUs || DEFAULT_PERIOD_US)) / 100);
  return Object.assign({}, resources, { cpu: { ...resources.cpu, quota: rounded } });
}

/** systemd knows no TasksMax of 0. */
function processes(limit: number | undefined): UnitProperty[] {
  return limit === undefined ? [] : [amount("TasksMax", limit < 0 ? -1 : Math.max(limit, 1))];
}

function cpuset(wanted: CgroupResources["cpu"], { version }: SystemdFacts): UnitProperty[] {
  if (version < 244) return [];
  return [
    ...(wanted?.cpus ? [bits("AllowedCPUs", wanted.cpus)] : []),
    ...(wanted?.mems ? [bits("AllowedMemoryNodes", wanted.mems)] : []),
  ];
}

/** systemd computes io.bfq.weight from IOWeight (1..10000 to 1..1000, 100 being 100): this is the way back. */
function blockWeight({ blockIO: { weight } = {} }: CgroupResources, { bfq }: SystemdFacts): UnitProperty[] {
  if (!weight) return [];
  if (!bfq) return [amount("IOWeight", 1 + Math.floor(((weight - 10) * 9999) / 990))];
  return [amount("IOWeight", weight <= 100 ? weight : 100 + (weight - 100) * 11)];
}

function blockWeightVersion1({ blockIO: { weight } = {} }: CgroupResources): UnitProperty[] {
  return weight ? [amount("BlockIOWeight", weight)] : [];
}

const AMOUNTS: Readonly<Record<string, string>> = {
  "memory.min": "MemoryMin",
  "memory.low": "MemoryLow",
  "memory.high": "MemoryHigh",
  "memory.max": "MemoryMax",
  "memory.swap.max": "MemorySwapMax",
  "memory.zswap.max": "MemoryZSwapMax",
  "pids.max": "TasksMax",
};

function unified(map: Readonly<Record<string, string>>, facts: SystemdFacts): UnitProperty[] {
  return Object.entries(map).flatMap(([file, given]): UnitProperty[] => {
    const value = given.trim();
    const name = AMOUNTS[file];
    if (file === "memory.zswap.max" && facts.version < 253) return [];
    if (name !== undefined) return [amount(name, file === "pids.max" && value === "0" ? 1 : toAmount(file, value))];
    if (file === "cpu.idle") return cpu({ cpu: { idle: Number(value) } }, facts);
    if (file === "cpu.weight")
      return map["cpu.idle"]?.trim() === "1" ? [] : [amount("CPUWeight", toAmount(file, value))];
    if (file === "cpu.max") {
      const [limit = "", period] = value.split(/\s+/);
      return quota(toAmount(file, limit), period === undefined ? DEFAULT_PERIOD_US : toAmount(file, period), facts);
    }
    if (file === "cpuset.cpus") return cpuset({ cpus: value }, facts);
    if (file === "cpuset.mems") return cpuset({ mems: value }, facts);
    return [];
  });
}

function toAmount(file: string, value: string): number {
  if (value === "max") return -1;
  const found = /^(\d+)([KMG]?)$/i.exec(value); // the suffixes the kernel takes
  if (found) return Number(found[1]) * 1024 ** ["", "K", "M", "G"].indexOf((found[2] ?? "").toUpperCase());
  throw new TsRunError("ERR_INVALID_SPEC", `limiting by /linux/resources/unified/${file}: "${value}" is no amount`);
}

function amount(name: string, value: number): UnitProperty {
  return [name, { signature: "t", value: value < 0 || value >= 2 ** 63 ? INFINITY : BigInt(Math.floor(value)) }];
}

function text(name: string, value: string): UnitProperty {
  return [name, { signature: "s", value }];
}

const MAX_CPUS = 8192;

/** "0-2,9" as a mask, the lowest first. */
function bits(name: string, list: string): UnitProperty {
  const mask = new Uint8Array(MAX_CPUS / 8);
  let highest = 0;
  for (const range of list.split(",")) {
    const [first = "", last = first] = range.trim().split("-");
    for (let number = Number(first); number <= Math.min(Number(last), MAX_CPUS - 1); number += 1) {
      mask[number >> 3] = (mask[number >> 3] ?? 0) | (1 << (number & 7));
      highest = Math.max(highest, number);
    }
  }
  const value: Value = mask.subarray(0, (highest >> 3) + 1);
  return [name, { signature: "ay", value }];
}
