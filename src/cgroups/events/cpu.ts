// CPU time, throttling and CPU sets. Times are nanoseconds.

import type { CgroupHost } from "../../linux/index.ts";
import { count, type Json, keyed, numbersOf } from "./counter.ts";
import { type Pressure, readPressure } from "./pressure.ts";
import { reader } from "./reader.ts";

export interface Cpu {
  readonly usage: {
    readonly total: bigint;
    readonly kernel: bigint;
    readonly user: bigint;
    /** By CPU; v1 only. */
    readonly percpu?: readonly bigint[];
    readonly percpu_kernel?: readonly bigint[];
    readonly percpu_user?: readonly bigint[];
    readonly [more: string]: Json | undefined;
  };
  readonly throttling: { readonly periods: bigint; readonly throttledPeriods: bigint; readonly throttledTime: bigint };
  readonly psi?: Pressure;
  readonly [more: string]: Json | undefined;
}

export function readCpu(host: CgroupHost, path: string): Cpu {
  const stat = keyed(reader(host, "cpu", path)("cpu.stat"));
  const isVersion1 = host.controllers.cpuacct?.version === 1;
  const psi = readPressure(host, path, "cpu");
  return {
    usage: isVersion1 ? usageVersion1(host, path) : usage(host, path),
    throttling: {
      periods: stat.nr_periods ?? 0n,
      throttledPeriods: stat.nr_throttled ?? 0n,
      throttledTime: stat.throttled_time ?? (stat.throttled_usec ?? 0n) * 1000n,
    },
    ...(psi && { psi }),
  };
}

/** Every v2 cgroup counts CPU time, also without the cpu controller. */
function usage(host: CgroupHost, path: string): Cpu["usage"] {
  const here = host.controllers.cpu?.version === 2 ? host : unifiedCpu(host);
  const stat = keyed(reader(here, "cpu", path)("cpu.stat"));
  const nanoseconds = (key: string) => (stat[key] ?? 0n) * 1000n;
  return { total: nanoseconds("usage_usec"), kernel: nanoseconds("system_usec"), user: nanoseconds("user_usec") };
}

function unifiedCpu(host: CgroupHost): CgroupHost {
  const { unifiedRoot: root } = host;
  return root === undefined ? host : { ...host, controllers: { cpu: { version: 2, root } } };
}

const TICK_NS = 10_000_000n; // USER_HZ is 100 on both architectures

function usageVersion1(host: CgroupHost, path: string): Cpu["usage"] {
  const read = reader(host, "cpuacct", path);
  const ticks = keyed(read("cpuacct.stat"));
  const perCpu = (read("cpuacct.usage_percpu") ?? "").split(" ").filter((one) => one !== "");
  // "cpu user system", then a line of three numbers per CPU
  const all = (read("cpuacct.usage_all") ?? "")
    .split("\n")
    .slice(1)
    .map((line) => line.split(" "));
  return {
    total: count(read("cpuacct.usage")),
    kernel: (ticks.system ?? 0n) * TICK_NS,
    user: (ticks.user ?? 0n) * TICK_NS,
    percpu: perCpu.map(count),
    percpu_kernel: all.map(([, , system]) => count(system)),
    percpu_user: all.map(([, user]) => count(user)),
  };
}

export interface Cpuset {
  readonly cpus: readonly number[];
  readonly mems: readonly number[];
  readonly [flag: string]: Json;
}

const FLAGS = [
  ["cpu_exclusive", "cpuset.cpu_exclusive"],
  ["mem_hardwall", "cpuset.mem_hardwall"],
  ["mem_exclusive", "cpuset.mem_exclusive"],
  ["memory_migrate", "cpuset.memory_migrate"],
  ["memory_spread_page", "cpuset.memory_spread_page"],
  ["memory_spread_slab", "cpuset.memory_spread_slab"],
  ["memory_pressure", "cpuset.memory_pressure"],
  ["sched_load_balance", "cpuset.sched_load_balance"],
] as const;

/** v2 has no flags but the sets; there they are what the container may really use. */
export function readCpuset(host: CgroupHost, path: string): Cpuset {
  const read = reader(host, "cpuset", path);
  const isVersion1 = host.controllers.cpuset?.version === 1;
  const set = (kind: "cpus" | "mems") => numbersOf(read(`cpuset.${kind}${isVersion1 ? "" : ".effective"}`));
  return {
    cpus: set("cpus"),
    mems: set("mems"),
    ...Object.fromEntries(FLAGS.map(([name, file]) => [name, count(read(file))])),
    sched_relax_domain_level: Number(read("cpuset.sched_relax_domain_level") ?? 0), // may be -1
  };
}
