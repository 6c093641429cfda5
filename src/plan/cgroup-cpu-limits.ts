// linux.resources.cpu -> the files of the cpu and cpuset controllers, v1 or v2.

import { TsRunError } from "../base/index.ts";
import { type Add, type CgroupLimit, type Context, collect, type Pointer } from "./cgroup-limit.ts";
import type { CgroupResources } from "./cgroup-resources.ts";

type Cpu = NonNullable<CgroupResources["cpu"]>;

const MIN_SHARES = 2;
const MAX_SHARES = 262_144;
const DEFAULT_PERIOD_US = 100_000;

/** Zero is what Go programs write for "not set", but for burst and idle, where it is a value. */
export function cpuLimits({ cpu = {} }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "cpu", (add, version) => {
    const v1 = version === 1;
    addShares(add, cpu, v1, context.pointer); // before idle: an idle cgroup refuses a weight
    addQuota(add, cpu, v1);
    if (cpu.burst !== undefined)
      add(v1 ? "cpu.cfs_burst_us" : "cpu.max.burst", cpu.burst, "cpu/burst", "unused quota that may be saved up");
    if (cpu.realtimePeriod)
      add(v1 && "cpu.rt_period_us", cpu.realtimePeriod, "cpu/realtimePeriod", "over which real-time CPU time counts");
    if (cpu.realtimeRuntime)
      add(v1 && "cpu.rt_runtime_us", cpu.realtimeRuntime, "cpu/realtimeRuntime", "real-time CPU time it may use");
    if (cpu.idle !== undefined)
      add("cpu.idle", cpu.idle, "cpu/idle", "whether it runs only when nobody else wants the CPU");
  });
}

function addShares(add: Add, { shares }: Cpu, v1: boolean, pointer: Pointer): void {
  if (!shares) return;
  const why = "its part of the CPU when there is not enough for all";
  if (!v1) {
    add("cpu.weight", weightOfShares(shares), "cpu/shares", `${why} (${shares} shares)`);
    return;
  }
  // v1 would write another number than this one without a word.
  if (shares < MIN_SHARES || shares > MAX_SHARES)
    throw new TsRunError("ERR_INVALID_SPEC", `limiting by ${pointer}/cpu/shares: ${shares} is not possible`, {
      hint: `cgroup v1 has ${MIN_SHARES} to ${MAX_SHARES} shares; 1024 is the default`,
    });
  add("cpu.shares", shares, "cpu/shares", why);
}

function addQuota(add: Add, { quota, period }: Cpu, v1: boolean): void {
  const why = quotaReason(quota, period);
  if (v1) {
    if (period) add("cpu.cfs_period_us", period, "cpu/period", "over which the CPU quota counts");
    if (quota) add("cpu.cfs_quota_us", quota < 0 ? -1 : quota, "cpu/quota", why);
  } else if (quota || period) {
    const value = `${quota && quota > 0 ? quota : "max"} ${period || DEFAULT_PERIOD_US}`;
    add("cpu.max", value, quota ? "cpu/quota" : "cpu/period", why);
  }
}

function quotaReason(quota = -1, period = 0): string {
  return quota > 0
    ? `at most ${Number((quota / (period || DEFAULT_PERIOD_US)).toFixed(2))} CPUs, enforced by throttling`
    : "CPU time is not limited";
}

/** v1's 2..262144 shares to v2's 1..10000 so that both defaults meet: 1024 -> 100 (the formula systemd, runc and crun agreed on). */
export function weightOfShares(shares: number): number {
  if (shares <= MIN_SHARES) return 1;
  if (shares >= MAX_SHARES) return 10_000;
  const log = Math.log2(shares);
  return Math.ceil(10 ** ((log * log + 125 * log) / 612 - 7 / 34));
}

export function cpusetLimits({ cpu }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "cpuset", (add) => {
    if (cpu?.cpus) add("cpuset.cpus", cpu.cpus, "cpu/cpus", `it runs on CPUs ${cpu.cpus} only`);
    if (cpu?.mems) add("cpuset.mems", cpu.mems, "cpu/mems", `its memory comes from NUMA nodes ${cpu.mems} only`);
  });
}
