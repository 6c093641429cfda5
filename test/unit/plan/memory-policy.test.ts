import { describe, expect, test } from "vitest";
import { opsFrom, planOf } from "./plan-of.ts";

const policyOf = (memoryPolicy: { mode: string; nodes?: string; flags?: string[] }, kernel?: [number, number]) =>
  opsFrom(planOf({ linux: { memoryPolicy }, ...(kernel && { host: { kernel } }) }), "/linux/memoryPolicy").map(
    ({ call, args }) => [call, ...args],
  );

describe("linux.memoryPolicy", () => {
  test("sets the mode and its flags over the nodes; maxnode counts one more than the mask has bits", () => {
    expect(policyOf({ mode: "MPOL_INTERLEAVE", nodes: "2-3", flags: ["MPOL_F_STATIC_NODES"] })).toEqual([
      [
        "set_mempolicy",
        { flags: ["MPOL_INTERLEAVE", "MPOL_F_STATIC_NODES"] },
        { bytes: Uint8Array.of(12, 0, 0, 0, 0, 0, 0, 0) },
        65,
      ],
    ]);
  });

  test("gives no mask to modes that take none", () => {
    expect(policyOf({ mode: "MPOL_LOCAL" })).toEqual([["set_mempolicy", { flags: ["MPOL_LOCAL"] }, 0, 0]]);
  });

  test("is refused by name where the kernel lacks the mode", () => {
    const weighted = { mode: "MPOL_WEIGHTED_INTERLEAVE", nodes: "0" };
    expect(() => policyOf(weighted, [6, 8])).toThrow(
      "/linux/memoryPolicy/mode: MPOL_WEIGHTED_INTERLEAVE needs Linux 6.9",
    );
    expect(policyOf(weighted, [6, 9])).toHaveLength(1);
  });
});
