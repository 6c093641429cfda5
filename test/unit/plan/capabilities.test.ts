import { describe, expect, test } from "vitest";
import type { HostFacts } from "../../../src/linux/index.ts";
import type { RuntimeProcess } from "../../../src/oci/index.ts";
import { capabilityWarnings } from "../../../src/plan/index.ts";
import { hostFacts } from "../../golden/plans/facts.ts";
import { opsFrom, planOf, specOf } from "./plan-of.ts";

const facts = hostFacts([6, 18]);
const without = (...names: string[]): Partial<HostFacts> => ({
  capabilities: facts.capabilities.filter((name) => !names.includes(name)),
});
const warningsOf = (capabilities: RuntimeProcess["capabilities"], host: Partial<HostFacts> = {}, linux = {}) =>
  capabilityWarnings(specOf({ process: capabilities ? { capabilities } : {}, linux }), { ...facts, ...host });
const every = (...names: string[]) => ({
  bounding: names,
  permitted: names,
  effective: names,
  inheritable: names,
  ambient: names,
});

/** Bits of effective, permitted and inheritable, and the ambient numbers. */
function granted(capabilities: NonNullable<RuntimeProcess["capabilities"]>, host: Partial<HostFacts> = {}) {
  const ops = opsFrom(planOf({ process: { capabilities }, host }), "/process/capabilities");
  const data = ops.find(({ call }) => call === "capset")?.args[1];
  const low =
    typeof data === "object" && "struct" in data ? data.struct.slice(0, 3).map(({ value }) => Number(value)) : [];
  return {
    low,
    ambient: ops.filter(({ args }) => JSON.stringify(args[0]).includes("AMBIENT")).map(({ args }) => args[2]),
  };
}

describe("process.capabilities", () => {
  test("that all can be granted are, without a warning", () => {
    expect(granted(every("CAP_CHOWN", "CAP_KILL"))).toEqual({ low: [0x21, 0x21, 0x21], ambient: [0, 5] });
    expect([warningsOf(every("CAP_CHOWN")), warningsOf(undefined)]).toEqual([[], []]);
  });

  test("that the kernel does not know, or that we lack, are left out and named", () => {
    const asked = every("CAP_CHOWN", "CAP_TELEPORT", "CAP_BPF");
    expect(warningsOf(asked, { ...without("CAP_CHOWN"), lastCapability: 38 })).toEqual([
      "/process/capabilities: ignoring what cannot be granted: CAP_CHOWN (the runtime itself does not have it), " +
        "CAP_TELEPORT (this kernel does not know it), CAP_BPF (this kernel does not know it)",
    ]);
    expect(granted(asked, { ...without("CAP_CHOWN"), lastCapability: 38 })).toEqual({ low: [0, 0, 0], ambient: [] });
  });

  test("of one set that another must allow are left out and named", () => {
    expect(granted({ permitted: ["CAP_CHOWN"], effective: ["CAP_CHOWN", "CAP_KILL"], ambient: ["CAP_CHOWN"] })).toEqual(
      {
        low: [1, 1, 0],
        ambient: [],
      },
    );
    expect(warningsOf({ permitted: ["CAP_CHOWN"], effective: ["CAP_KILL"], ambient: ["CAP_CHOWN"] })).toEqual([
      expect.stringContaining("CAP_KILL (effective, but not permitted), CAP_CHOWN (ambient, but not inheritable)"),
    ]);
  });

  test("are all there in a user namespace, whatever we have ourselves", () => {
    const mapping = [{ containerID: 0, hostID: 1000, size: 10 }];
    const linux = { namespaces: [{ type: "user" as const }], uidMappings: mapping, gidMappings: mapping };
    expect(warningsOf(every("CAP_SYS_RESOURCE"), without("CAP_SYS_RESOURCE"), linux)).toEqual([]);
    expect(warningsOf(every("CAP_SYS_RESOURCE"), without("CAP_SYS_RESOURCE"))).toHaveLength(1);
  });

  test("beyond our own table are dropped from the bounding set all the same", () => {
    const drops = (lastCapability: number) =>
      opsFrom(
        planOf({ process: { capabilities: { bounding: [] } }, host: { lastCapability } }),
        "/process/capabilities/bounding",
      );
    expect(drops(42).map(({ args }) => args[1])).toEqual(Array.from({ length: 43 }, (_, n) => n));
  });
});
