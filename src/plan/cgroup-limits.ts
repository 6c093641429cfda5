// linux.resources -> the cgroup files to write and what to write there. One function per group of spec fields; each
// asks where its controller lives on this host and speaks v1 or v2. Order matters where a comment says so.

import { TsRunError } from "../base/index.ts";
import type { CgroupHost } from "../linux/index.ts";
import { blockLimits, deviceLimits, hugepageLimits, networkLimits, rdmaLimits } from "./cgroup-device-limits.ts";
import { type Add, amount, bytes, type CgroupLimit, type Context, collect, type Pointer } from "./cgroup-limit.ts";
import type { CgroupResources } from "./cgroup-resources.ts";
import { unifiedLimits } from "./cgroup-unified.ts";

/** Throws ERR_UNSUPPORTED, naming the field and the controller, for what this host cannot do. */
export function cgroupLimits(
  resources: CgroupResources,
  host: CgroupHost,
  pointer: Pointer = "/linux/resources",
): CgroupLimit[] {
  const context = { host, pointer };
  return [
    ...deviceLimits(resources, context),
    ...memoryLimits(resources, context),
    ...cpuLimits(resources, context),
    ...cpusetLimits(resources, context),
    ...pidsLimits(resources, context),
    ...blockLimits(resources, context),
    ...hugepageLimits(resources, context),
    ...rdmaLimits(resources, context),
    ...networkLimits(resources, context),
    ...unifiedLimits(resources, context), // last: the most specific words win
  ];
}

function memoryLimits({ memory }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "memory", (add, version) => {
    const v1 = version === 1;
    const { limit, swap, reservation, swappiness } = memory ?? {};
    // v1 refuses memsw below the limit, and a fresh cgroup has memsw unlimited: limit first.
    if (limit)
      add(
        v1 ? "memory.limit_in_bytes" : "memory.max",
        amount(limit, v1),
        "memory/limit",
        `memory is limited to ${bytes(limit)}`,
      );
    if (swap) addSwap(add, swap, limit, v1, context.pointer);
    if (reservation) {
      const file = v1 ? "memory.soft_limit_in_bytes" : "memory.low";
      add(
        file,
        amount(reservation, v1),
        "memory/reservation",
        `${bytes(reservation)} are reclaimed last when the host is short of memory`,
      );
    }
    if (swappiness !== undefined)
      add(v1 && "memory.swappiness", swappiness, "memory/swappiness", "how willingly its memory is swapped out");
    if (memory?.useHierarchy === true && v1) {
      add("memory.use_hierarchy", 1, "memory/useHierarchy", "child cgroups count towards the limit", {
        ignore: ["ENOENT"],
      });
    }
    if (memory?.disableOOMKiller === true) {
      add(
        v1 && "memory.oom_control",
        1,
        "memory/disableOOMKiller",
        "processes wait at the limit instead of being killed",
      );
    }
  });
}

function addSwap(add: Add, swap: number, limit: number | undefined, v1: boolean, pointer: Pointer): void {
  if (v1) {
    // Without swap accounting "no limit" is what there is anyway.
    const extra: Partial<CgroupLimit> = swap < 0 ? { ignore: ["ENOENT"] } : {};
    const why = `memory and swap together: ${bytes(swap)}`;
    add("memory.memsw.limit_in_bytes", swap < 0 ? -1 : swap, "memory/swap", why, extra);
    return;
  }
  if (swap < 0) {
    add("memory.swap.max", "max", "memory/swap", "swap is not limited", { ignore: ["ENOENT"] });
    return;
  }
  if (limit === undefined || limit <= 0 || swap < limit) {
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      `limiting by ${pointer}/memory/swap: it is memory plus swap, so it needs a memory limit that is not above it`,
      {
        hint: `set ${pointer}/memory/limit to at most ${swap}`,
      },
    );
  }
  add(
    "memory.swap.max",
    swap - limit,
    "memory/swap",
    `swap is limited to ${bytes(swap - limit)} (the spec's number includes memory)`,
  );
}

function cpuLimits({ cpu }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "cpu", (add, version) => {
    const v1 = version === 1;
    // Before idle: an idle cgroup refuses a weight.
    if (cpu?.shares) {
      if (v1) add("cpu.shares", cpu.shares, "cpu/shares", "its part of the CPU when there is not enough for all");
      else
        add(
          "cpu.weight",
          weightOfShares(cpu.shares),
          "cpu/shares",
          `its part of the CPU when there is not enough for all (${cpu.shares} shares)`,
        );
    }
    const { quota, period } = cpu ?? {};
    if (v1) {
      if (period) add("cpu.cfs_period_us", period, "cpu/period", "over which the CPU quota counts");
      if (quota) add("cpu.cfs_quota_us", quota < 0 ? -1 : quota, "cpu/quota", quotaReason(quota, period));
    } else if (quota || period) {
      const value = `${quota && quota > 0 ? quota : "max"} ${period || 100_000}`;
      add("cpu.max", value, quota ? "cpu/quota" : "cpu/period", quotaReason(quota, period));
    }
    if (cpu?.burst !== undefined)
      add(v1 ? "cpu.cfs_burst_us" : "cpu.max.burst", cpu.burst, "cpu/burst", "unused quota that may be saved up");
    if (cpu?.realtimePeriod)
      add(v1 && "cpu.rt_period_us", cpu.realtimePeriod, "cpu/realtimePeriod", "over which real-time CPU time counts");
    if (cpu?.realtimeRuntime)
      add(v1 && "cpu.rt_runtime_us", cpu.realtimeRuntime, "cpu/realtimeRuntime", "real-time CPU time it may use");
    if (cpu?.idle !== undefined)
      add("cpu.idle", cpu.idle, "cpu/idle", "whether it runs only when nobody else wants the CPU");
  });
}

function quotaReason(quota = -1, period = 100_000): string {
  return quota > 0
    ? `at most ${Number((quota / (period || 100_000)).toFixed(2))} CPUs, enforced by throttling`
    : "CPU time is not limited";
}

/** v1's 2..262144 shares to v2's 1..10000 so that both defaults meet: 1024 -> 100 (the formula systemd, runc and crun agreed on). */
export function weightOfShares(shares: number): number {
  if (shares <= 2) return 1;
  if (shares >= 262_144) return 10_000;
  const log = Math.log2(shares);
  return Math.ceil(10 ** ((log * log + 125 * log) / 612 - 7 / 34));
}

function cpusetLimits({ cpu }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "cpuset", (add) => {
    if (cpu?.cpus) add("cpuset.cpus", cpu.cpus, "cpu/cpus", `it runs on CPUs ${cpu.cpus} only`);
    if (cpu?.mems) add("cpuset.mems", cpu.mems, "cpu/mems", `its memory comes from NUMA nodes ${cpu.mems} only`);
  });
}

function pidsLimits({ pids }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "pids", (add) => {
    const limit = pids?.limit;
    if (limit === undefined) return;
    add(
      "pids.max",
      limit > 0 ? limit : "max",
      "pids/limit",
      limit > 0 ? `at most ${limit} processes and threads` : "the number of processes is not limited",
    );
  });
}
