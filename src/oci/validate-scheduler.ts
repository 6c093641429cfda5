// The rules on process.scheduler: config.md's lists, and what sched_setattr(2) says EINVAL to.

import type { RuntimeProcess } from "./runtime-spec.ts";
import { isWithin, type Report } from "./violation.ts";

const POLICIES = "OTHER FIFO RR BATCH ISO IDLE DEADLINE".split(" ").map((name) => `SCHED_${name}`);
const FLAGS = "RESET_ON_FORK RECLAIM DL_OVERRUN KEEP_POLICY KEEP_PARAMS UTIL_CLAMP_MIN UTIL_CLAMP_MAX"
  .split(" ")
  .map((name) => `SCHED_FLAG_${name}`);

export function validateScheduler(
  scheduler: NonNullable<RuntimeProcess["scheduler"]>,
  at: string,
  report: Report,
): void {
  const bad = (field: string, rule: string) => report(`${at}/${field}`, rule, "linux-process");
  const { policy, nice = 0, priority = 0, flags = [] } = scheduler;
  if (!POLICIES.includes(policy)) bad("policy", `a valid list of values is ${POLICIES.join(", ")}`);
  if (!isWithin(nice, -20, 19)) bad("nice", "nice is between -20 and 19 (sched(7))");
  const isRealTime = policy === "SCHED_FIFO" || policy === "SCHED_RR";
  if (isRealTime && !isWithin(priority, 1, 99)) bad("priority", `priority of ${policy} is between 1 and 99 (sched(7))`);
  if (!isRealTime && priority !== 0)
    bad("priority", "the static priority is used by real-time policies like SCHED_FIFO and SCHED_RR");
  flags.forEach((name, i) => {
    if (!FLAGS.includes(name)) bad(`flags/${i}`, `a valid list of values is ${FLAGS.join(", ")}`);
  });
  validateDeadline(scheduler, bad);
}

function validateDeadline(
  { policy, runtime = 0, deadline = 0, period = 0 }: NonNullable<RuntimeProcess["scheduler"]>,
  bad: (field: string, rule: string) => void,
): void {
  if (policy !== "SCHED_DEADLINE") {
    for (const [name, value] of Object.entries({ runtime, deadline, period }))
      if (value !== 0) bad(name, "it is used by the deadline scheduler: SCHED_DEADLINE");
  } else if (runtime < 1024 || runtime > deadline || (period !== 0 && deadline > period))
    bad("runtime", "the kernel wants 1024 ns <= runtime <= deadline <= period (sched(7))");
}
