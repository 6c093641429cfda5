import { describe, expect, test } from "vitest";
import { execPlanOf, opsFrom, planOf } from "./plan-of.ts";

const all = "default:our own CPU affinity is not the container's";
const FROM = "/process/execCPUAffinity";
const mask = (...bytes: number[]) => ({ bytes: Uint8Array.from(bytes) });

describe("CPU affinity", () => {
  test("of a container's init is every CPU that can ever be, whatever execCPUAffinity says", () => {
    const plan = planOf({ host: { lastCpu: 70 }, process: { execCPUAffinity: { initial: "0", final: "1" } } });
    expect(opsFrom(plan, all).map(({ call, args }) => [call, ...args])).toEqual([
      ["sched_setaffinity", 0, 16, mask(...new Array<number>(16).fill(255))],
    ]);
    expect([...opsFrom(plan, FROM), ...opsFrom(plan, FROM, "parent")]).toEqual([]);
  });

  test("of an exec is initial while its parent works, and final in the container", () => {
    const plan = execPlanOf({ process: { execCPUAffinity: { initial: "0-1, 9", final: "3," } } });
    expect(plan.lanes.parent[0]).toMatchObject({
      call: "sched_setaffinity",
      args: [0, 8, mask(3, 2, 0, 0, 0, 0, 0, 0)],
    });
    expect(opsFrom(plan, FROM).map(({ args }) => args)).toEqual([[0, 8, mask(8, 0, 0, 0, 0, 0, 0, 0)]]);
    expect(opsFrom(plan, all)).toEqual([]);
  });

  test("of an exec is left to the kernel when only initial is given, and everything when nothing is", () => {
    const initial = execPlanOf({ process: { execCPUAffinity: { initial: "1", final: "" } } });
    expect([opsFrom(initial, FROM).length, opsFrom(initial, all).length]).toEqual([0, 0]);
    expect(opsFrom(execPlanOf(), all)).toHaveLength(1);
  });

  test("refuses numbers that no kernel has", () => {
    expect(() => execPlanOf({ process: { execCPUAffinity: { final: "8192" } } })).toThrow(/final: 8192/);
  });
});
