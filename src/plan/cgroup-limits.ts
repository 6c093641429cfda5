// linux.resources -> the cgroup files to write and what to write there. One function per group of spec fields; each
// asks where its controller lives on this host and speaks v1 or v2. Order matters where a comment says so.

import type { CgroupHost } from "../linux/index.ts";
import { cpuLimits, cpusetLimits } from "./cgroup-cpu-limits.ts";
import { blockLimits, deviceLimits, hugepageLimits, networkLimits, rdmaLimits } from "./cgroup-device-limits.ts";
import { type CgroupLimit, type Context, collect, type Pointer } from "./cgroup-limit.ts";
import { memoryLimits } from "./cgroup-memory-limits.ts";
import type { CgroupResources } from "./cgroup-resources.ts";
import { unifiedLimits } from "./cgroup-unified.ts";

export { weightOfShares } from "./cgroup-cpu-limits.ts";

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

/** PID_MAX_LIMIT of 64-bit kernels: pids.max takes no larger number. */
const MAX_PIDS = 4 * 1024 * 1024;

function pidsLimits({ pids }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "pids", (add) => {
    const limit = pids?.limit;
    if (limit === undefined) return;
    if (limit < 0 || limit > MAX_PIDS) add("pids.max", "max", "pids/limit", "the number of processes is not limited");
    // 0 would forbid already our clone3 into the cgroup; with one process in it, 1 forbids the same forks.
    else if (limit === 0) add("pids.max", 1, "pids/limit", "its first process may have no others");
    else add("pids.max", limit, "pids/limit", `at most ${limit} processes and threads`);
  });
}
