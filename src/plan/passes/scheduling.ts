// How the kernel shares out time: I/O priority and scheduling policy of a process.

import type { RuntimeSpec } from "../../oci/index.ts";
import { field, op } from "../build.ts";
import type { Arg, Op } from "../op.ts";

type Process = NonNullable<RuntimeSpec["process"]>;

const IO_CLASS: Readonly<Record<string, number>> = { IOPRIO_CLASS_RT: 1, IOPRIO_CLASS_BE: 2, IOPRIO_CLASS_IDLE: 3 };
const POLICIES = ["SCHED_OTHER", "SCHED_FIFO", "SCHED_RR", "SCHED_BATCH", "SCHED_ISO", "SCHED_IDLE", "SCHED_DEADLINE"];
const SCHED_FLAG: Readonly<Record<string, number>> = {
  SCHED_FLAG_RESET_ON_FORK: 1,
  SCHED_FLAG_RECLAIM: 2,
  SCHED_FLAG_DL_OVERRUN: 4,
  SCHED_FLAG_KEEP_POLICY: 8,
  SCHED_FLAG_KEEP_PARAMS: 16,
  SCHED_FLAG_UTIL_CLAMP_MIN: 32,
  SCHED_FLAG_UTIL_CLAMP_MAX: 64,
};

export function scheduling(process: Process, who: Arg = 0): Op[] {
  const ops: Op[] = [];
  const { ioPriority, scheduler } = process;
  if (ioPriority) {
    const value = ((IO_CLASS[ioPriority.class] ?? 0) << 13) | (ioPriority.priority ?? 0);
    ops.push(
      op("ioprio_set", [1, who, value], {
        from: "/process/ioPriority",
        why: `I/O priority ${ioPriority.class} ${ioPriority.priority ?? 0}`,
      }),
    );
  }
  if (scheduler) {
    const attr: Arg = {
      struct: [
        field("size", 4, 48),
        field("sched_policy", 4, Math.max(0, POLICIES.indexOf(scheduler.policy))),
        field(
          "sched_flags",
          8,
          (scheduler.flags ?? []).reduce((bits, name) => bits | (SCHED_FLAG[name] ?? 0), 0),
        ),
        field("sched_nice", 4, scheduler.nice ?? 0),
        field("sched_priority", 4, scheduler.priority ?? 0),
        field("sched_runtime", 8, BigInt(scheduler.runtime ?? 0)),
        field("sched_deadline", 8, BigInt(scheduler.deadline ?? 0)),
        field("sched_period", 8, BigInt(scheduler.period ?? 0)),
      ],
      note: "sched_attr",
    };
    ops.push(
      op("sched_setattr", [who, attr, 0], { from: "/process/scheduler", why: `scheduling policy ${scheduler.policy}` }),
    );
  }
  return ops;
}
