import { describe, expect, test } from "vitest";
import type { LinuxIntelRdt } from "../../../src/oci/index.ts";
import type { Op, Resctrl } from "../../../src/plan/index.ts";
import { execPlanOf, opsFrom, planOf } from "./plan-of.ts";

const FROM = "/linux/intelRdt";
const identity = { id: "c1", bundle: "/bundle", callerEnv: [] };
const absent: Resctrl = { root: "/sys/fs/resctrl", groupExists: false };
const there = (schemata = ""): Resctrl => ({ ...absent, groupExists: true, schemata });
const planWith = (intelRdt: LinuxIntelRdt, resctrl: Resctrl = absent) =>
  planOf({ linux: { intelRdt }, input: { identity, resctrl } });

/** "mkdirat /sys/fs/resctrl/c1", "write L3:0=f" ... */
const lines = (ops: readonly Op[]): string[] =>
  ops.map(({ call, args }) =>
    [call, ...args.flatMap((arg) => (typeof arg === "object" && "string" in arg ? [arg.string.trim()] : []))].join(" "),
  );

describe("linux.intelRdt", () => {
  test("makes a group named after the container, writes L3, bandwidth and the rest in this order, and joins it", () => {
    const plan = planWith({ memBwSchema: "MB:0=20", schemata: ["L2:0=f"], l3CacheSchema: "L3:0=7f0" });
    expect(lines(opsFrom(plan, FROM, "parent"))).toEqual([
      "mkdirat /sys/fs/resctrl/c1",
      "openat /sys/fs/resctrl/c1/schemata",
      "write L3:0=7f0",
      "write MB:0=20",
      "write L2:0=f",
      "close",
      "openat /sys/fs/resctrl/c1/tasks",
      "close",
    ]);
    expect(lines(opsFrom(plan, FROM))).toEqual(["write 0"]);
    expect(lines(opsFrom(plan, FROM, "exit"))).toEqual(["unlinkat /sys/fs/resctrl/c1"]);
  });

  test("leaves a class of service that has a name alone, and makes it only with schemata", () => {
    const plan = planWith({ closID: "gold" }, there());
    expect(lines(opsFrom(plan, FROM, "parent"))).toEqual(["openat /sys/fs/resctrl/gold/tasks", "close"]);
    expect(opsFrom(plan, FROM, "exit")).toEqual([]);
    expect(() => planWith({ closID: "gold" })).toThrow("/linux/intelRdt/closID: there is no /sys/fs/resctrl/gold");
    expect(lines(opsFrom(planWith({ closID: "gold", schemata: ["L3:0=f"] }), FROM, "parent"))[0]).toContain("mkdirat");
  });

  test("takes / for the default class, and a monitoring group of the container's own in any class", () => {
    const plan = planWith({ closID: "/", enableMonitoring: true }, there());
    expect(lines(opsFrom(plan, FROM, "parent"))).toEqual([
      "mkdirat /sys/fs/resctrl/mon_groups/c1",
      "openat /sys/fs/resctrl/tasks",
      "openat /sys/fs/resctrl/mon_groups/c1/tasks",
      "close",
      "close",
    ]);
    expect(lines(opsFrom(plan, FROM, "exit"))).toEqual(["unlinkat /sys/fs/resctrl/mon_groups/c1"]);
  });

  test("compares with the schemata of a class that exists, however the kernel prints them", () => {
    const kernel = there("    MB:0=100;1= 70\n    L3:0=07f0;1=001f\n");
    expect(() =>
      planWith({ closID: "gold", l3CacheSchema: "L3:1=1f;0=7F0", memBwSchema: "MB:1=70" }, kernel),
    ).not.toThrow();
    expect(() => planWith({ closID: "gold", l3CacheSchema: "L3:0=7ff" }, kernel)).toThrow(`${FROM}/l3CacheSchema: `);
    expect(() => planWith({ closID: "gold", memBwSchema: "MB:2=10" }, kernel)).toThrow(`${FROM}/memBwSchema: `);
  });

  test("is refused where no resctrl is mounted, as the specification wants", () => {
    expect(() => planOf({ linux: { intelRdt: {} }, input: { identity } })).toThrow(
      "/linux/intelRdt: no resctrl file system is mounted",
    );
  });

  test("holds for what exec starts", () => {
    const tasks = ["/sys/fs/resctrl/c1/tasks"];
    const plan = execPlanOf({ exec: { resctrlTasks: tasks } });
    expect(lines(opsFrom(plan, FROM, "parent"))).toEqual([`openat ${tasks[0]}`, "close"]);
    expect(lines(opsFrom(plan, FROM))).toEqual(["write 0"]);
  });
});
