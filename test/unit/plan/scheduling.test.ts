import { describe, expect, test } from "vitest";
import type { RuntimeProcess } from "../../../src/oci/index.ts";
import { encodePlan } from "../../../src/plan/index.ts";
import { opsFrom, planOf } from "./plan-of.ts";

const schedulerOf = (scheduler: NonNullable<RuntimeProcess["scheduler"]>) => {
  const [op] = opsFrom(planOf({ process: { scheduler } }), "/process/scheduler");
  const attr = op?.args[1];
  if (typeof attr !== "object" || !("struct" in attr)) throw new Error("no sched_attr");
  return { call: op?.call, ...Object.fromEntries(attr.struct.map(({ name, value }) => [name, value])) };
};

describe("process.scheduler", () => {
  test("is one sched_setattr with everything that sched_attr has", () => {
    const deadline = { runtime: 10_000_000, deadline: 20_000_000, period: 30_000_000 };
    expect(schedulerOf({ policy: "SCHED_DEADLINE", flags: ["SCHED_FLAG_RECLAIM"], ...deadline })).toEqual({
      call: "sched_setattr",
      size: 56,
      sched_policy: { flags: ["SCHED_DEADLINE"] },
      sched_flags: { flags: ["SCHED_FLAG_RECLAIM"] },
      sched_nice: 0,
      sched_priority: 0,
      sched_runtime: 10_000_000,
      sched_deadline: 20_000_000,
      sched_period: 30_000_000,
      sched_util_min: 0,
      sched_util_max: 0,
    });
  });

  test("knows every flag and policy of the specification but SCHED_ISO, which no Linux has", () => {
    const flags = [
      "RESET_ON_FORK",
      "RECLAIM",
      "DL_OVERRUN",
      "KEEP_POLICY",
      "KEEP_PARAMS",
      "UTIL_CLAMP_MIN",
      "UTIL_CLAMP_MAX",
    ];
    for (const policy of ["OTHER", "FIFO", "RR", "BATCH", "IDLE", "DEADLINE"]) {
      const scheduler = { policy: `SCHED_${policy}`, flags: flags.map((name) => `SCHED_FLAG_${name}`) };
      expect(() => encodePlan(planOf({ process: { scheduler } }), "arm64")).not.toThrow();
    }
    expect(() => schedulerOf({ policy: "SCHED_ISO" })).toThrow("/process/scheduler/policy: SCHED_ISO");
  });

  test("of a container with a user namespace is set by the parent, which has the right to", () => {
    const mapping = [{ containerID: 0, hostID: 1000, size: 10 }];
    const plan = planOf({
      process: {
        scheduler: { policy: "SCHED_BATCH", nice: -5 },
        ioPriority: { class: "IOPRIO_CLASS_RT", priority: 3 },
      },
      linux: { namespaces: [{ type: "user" }], uidMappings: mapping, gidMappings: mapping },
    });
    expect(opsFrom(plan, "/process/scheduler", "parent").map(({ args }) => args[0])).toEqual([{ fd: "initPid" }]);
    expect(opsFrom(plan, "/process/ioPriority", "parent")[0]?.args).toEqual([
      { flags: ["IOPRIO_WHO_PROCESS"] },
      { fd: "initPid" },
      (1 << 13) | 3,
    ]);
    expect(opsFrom(plan, "/process")).not.toContainEqual(expect.objectContaining({ call: "sched_setattr" }));
  });
});
