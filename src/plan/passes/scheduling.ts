// How the kernel shares out time: I/O priority and scheduling policy of a process.

import { TsRunError } from "../../base/index.ts";
import type { FlagName } from "../../linux/index.ts";
import type { RuntimeSpec } from "../../oci/index.ts";
import { field, flags, op } from "../build.ts";
import type { Arg, Op } from "../op.ts";

type Process = NonNullable<RuntimeSpec["process"]>;
type Scheduler = NonNullable<Process["scheduler"]>;

/** `who`: a pid, or 0 for whoever performs it. */
export function scheduling({ ioPriority, scheduler }: Process, who: Arg = 0): Op[] {
  return [
    ...(ioPriority ? [setIoPriority(ioPriority, who)] : []),
    // last: a real-time or deadline process is not allowed everything any more (fork, affinity; sched(7))
    ...(scheduler ? [setScheduler(scheduler, who)] : []),
  ];
}

const IO_CLASS: Readonly<Record<string, number>> = { IOPRIO_CLASS_RT: 1, IOPRIO_CLASS_BE: 2, IOPRIO_CLASS_IDLE: 3 };
const CLASS_SHIFT = 13;

function setIoPriority({ class: name, priority = 0 }: NonNullable<Process["ioPriority"]>, who: Arg): Op {
  const value = ((IO_CLASS[name] ?? 0) << CLASS_SHIFT) | priority;
  return op("ioprio_set", [flags("IOPRIO_WHO_PROCESS"), who, value], {
    from: "/process/ioPriority",
    why: `I/O priority ${name} ${priority}`,
  });
}

function setScheduler(scheduler: Scheduler, who: Arg): Op {
  const { policy, nice = 0, priority = 0, runtime = 0, deadline = 0, period = 0 } = scheduler;
  const attr: Arg = {
    struct: [
      field("size", 4, 56), // with the utilization values: SCHED_FLAG_UTIL_CLAMP_* are refused without
      field("sched_policy", 4, flags(policyName(policy))),
      field("sched_flags", 8, flags(...((scheduler.flags ?? []) as FlagName[]))),
      field("sched_nice", 4, nice),
      field("sched_priority", 4, priority),
      field("sched_runtime", 8, runtime),
      field("sched_deadline", 8, deadline),
      field("sched_period", 8, period),
      field("sched_util_min", 4, 0),
      field("sched_util_max", 4, 0),
    ],
    note: "sched_attr",
  };
  return op("sched_setattr", [who, attr, 0], { from: "/process/scheduler", why: `scheduling policy ${policy}` });
}

function policyName(policy: string): FlagName {
  if (policy === "SCHED_OTHER") return "SCHED_NORMAL"; // the kernel's own name of it
  if (policy === "SCHED_ISO")
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      "/process/scheduler/policy: SCHED_ISO is reserved, no Linux implements it",
      {
        hint: "SCHED_OTHER, SCHED_BATCH, SCHED_IDLE, SCHED_FIFO, SCHED_RR and SCHED_DEADLINE exist (sched(7))",
      },
    );
  return policy as FlagName;
}
