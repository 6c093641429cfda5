import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deviceList } from "../../../src/plan/device-list.ts";
import { type DeviceRule, deviceRules, type SpecDeviceRule, spelled } from "../../../src/plan/device-rules.ts";

const denyAll = { allow: false, access: "rwm" };
const lines = (rules: SpecDeviceRule[]) =>
  deviceList(deviceRules([denyAll, ...rules]))
    .filter(({ from }) => !from.startsWith("default:"))
    .map((rule) => `${rule.allow ? "allow" : "deny"} ${spelled(rule)}`);

describe("the list of v1's devices controller", () => {
  test("has one entry per device, with what the last rules about it leave", () => {
    expect(
      lines([
        { allow: true, type: "c", major: 10, minor: 1, access: "rw" },
        { allow: true, type: "c", major: 10, minor: 1, access: "m" },
        { allow: false, type: "c", major: 10, minor: 1, access: "w" },
        { allow: true, type: "b", major: 8, access: "r" },
        { allow: false, type: "b", access: "rwm" },
      ]),
    ).toEqual(["deny a", "allow c 10:1 rm"]);
  });

  test("cannot say that one device of many is denied, and says so with both rules", () => {
    expect(() =>
      lines([
        { allow: true, type: "c", major: 1, access: "rw" },
        { allow: false, type: "c", major: 1, minor: 11, access: "r" },
      ]),
    ).toThrow(
      expect.objectContaining({
        code: "ERR_UNSUPPORTED",
        message:
          'limiting by /linux/resources/devices/2: cgroup v1 cannot deny "c 1:11 r" out of "c 1:* rw" (/linux/resources/devices/1)',
      }),
    );
  });

  test("denies a device that every container has by default", () => {
    const list = deviceList(deviceRules([denyAll, { allow: false, type: "c", major: 1, minor: 9, access: "rwm" }]));
    expect(list.map(spelled)).not.toContain("c 1:9 rwm");
    expect(list.map(spelled)).toContain("c 1:8 rwm");
  });

  test("has an entry of its own where reading is allowed by one rule and writing by another", () => {
    expect(
      lines([
        { allow: true, type: "c", major: 5, access: "r" },
        { allow: true, type: "c", minor: 7, access: "w" },
      ]),
    ).toEqual(["deny a", "allow c 5:* r", "allow c *:7 w", "allow c 5:7 rw"]);
  });

  test("of a privileged container holds what is denied nevertheless", () => {
    expect(
      lines([
        { allow: true, access: "rwm" },
        { allow: false, type: "b", major: 8, access: "w" },
      ]),
    ).toEqual(["allow a", "deny b 8:* w"]);
  });

  test("means what the last rule about each access says, for whatever rules it can say", () => {
    const number = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
    const rule = fc.record({
      allow: fc.boolean(),
      type: fc.constantFrom("a", "b", "c"),
      major: number,
      minor: number,
      access: fc.constantFrom("r", "w", "m", "rw", "rwm"),
    });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 6 }), (spec) => {
        const rules = deviceRules(spec);
        const list = saying(() => deviceList(rules));
        if (list === undefined) return;
        for (const type of ["b", "c"] as const)
          for (const major of [1, 2, 4])
            for (const minor of [1, 2, 4])
              for (const access of ["r", "w", "rw"])
                expect({
                  spec,
                  at: [type, major, minor, access],
                  ok: inVersion1(list, { type, major, minor, access }),
                }).toEqual({
                  spec,
                  at: [type, major, minor, access],
                  ok: byLastRule(rules, { type, major, minor, access }),
                });
      }),
      { numRuns: 300 },
    );
  });
});

function saying<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    expect(error).toMatchObject({ code: "ERR_UNSUPPORTED" });
    return undefined;
  }
}

interface Access {
  readonly type: "b" | "c";
  readonly major: number;
  readonly minor: number;
  readonly access: string;
}

const matches = (rule: DeviceRule, { type, major, minor }: Access) =>
  (rule.type === "a" || rule.type === type) && (rule.major ?? major) === major && (rule.minor ?? minor) === minor;

function byLastRule(rules: readonly DeviceRule[], wanted: Access): boolean {
  return [...wanted.access].every(
    (letter) => rules.findLast((rule) => matches(rule, wanted) && rule.access.includes(letter))?.allow,
  );
}

/** security/device_cgroup.c: one exception has to allow all of it; any that denies a part denies it. */
function inVersion1([first, ...exceptions]: readonly DeviceRule[], wanted: Access): boolean {
  const matching = exceptions.filter((rule) => matches(rule, wanted));
  const letters = [...wanted.access];
  if (first?.allow) return !matching.some(({ access }) => letters.some((letter) => access.includes(letter)));
  return matching.some(({ access }) => letters.every((letter) => access.includes(letter)));
}
