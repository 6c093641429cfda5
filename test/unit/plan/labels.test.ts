import { describe, expect, test } from "vitest";
import { labelWarnings, mountLabelWarnings } from "../../../src/plan/index.ts";
import { hostFacts } from "../../golden/plans/facts.ts";
import { opsFrom, planOf, specOf } from "./plan-of.ts";

const facts = hostFacts([6, 18]);
const process = { apparmorProfile: "web" };

describe("labels of a security module that this kernel lacks", () => {
  const host = { ...facts, appArmor: false, selinux: false };

  test("are left out and told, since nothing could enforce them", () => {
    expect(opsFrom(planOf({ process, host }), "/process/apparmorProfile")).toEqual([]);
    expect(labelWarnings(specOf({ process }), host)).toEqual([
      "/process/apparmorProfile: this kernel runs without AppArmor: web confines nothing",
    ]);
    expect(mountLabelWarnings(specOf({ linux: { mountLabel: "a:b:c:s0" } }), host)).toEqual([
      "/linux/mountLabel: this kernel runs without SELinux: no file gets this label",
    ]);
  });

  test("are no reason for a warning where the module runs, or nothing is asked of it", () => {
    const active = { ...facts, appArmor: true, selinux: true };
    expect(opsFrom(planOf({ process, host: active }), "/process/apparmorProfile")).not.toEqual([]);
    expect(labelWarnings(specOf({ process }), active)).toEqual([]);
    expect(labelWarnings(specOf({ process: { apparmorProfile: "unconfined" } }), host)).toEqual([]);
    expect(mountLabelWarnings(specOf({ linux: { mountLabel: "a:b:c:s0" } }), active)).toEqual([]);
    expect(mountLabelWarnings(specOf({}), host)).toEqual([]);
  });
});
