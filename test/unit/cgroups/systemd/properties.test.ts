import { describe, expect, test } from "vitest";
import { propertiesOfAnnotations } from "../../../../src/cgroups/systemd/annotations.ts";
import {
  inWholePercents,
  propertiesAtStart,
  propertiesOfResources,
} from "../../../../src/cgroups/systemd/properties.ts";
import { parseScopeName } from "../../../../src/cgroups/systemd/unit-name.ts";
import type { CgroupResources } from "../../../../src/plan/index.ts";

const INFINITY = 2n ** 64n - 1n;
const facts = { version: 257, mode: "v2" as const, bfq: false };
const of = (resources: CgroupResources, more: object = {}) =>
  Object.fromEntries(
    propertiesOfResources(resources, { ...facts, ...more }).map(([name, { value }]) => [
      name,
      value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
    ]),
  );

describe("the name of a scope", () => {
  test("is slice:prefix:name, and its slice lies in the slices that its name begins with", () => {
    expect(parseScopeName("kubepods-burstable-pod1_2.slice:cri-containerd:abc", "x")).toEqual({
      slice: "kubepods-burstable-pod1_2.slice",
      unit: "cri-containerd-abc.scope",
      path: "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1_2.slice/cri-containerd-abc.scope",
    });
    expect(parseScopeName("-.slice:p:n", "x").path).toBe("/p-n.scope");
  });

  test("is ours in system.slice when nothing is said", () => {
    const own = { slice: "system.slice", unit: "ts-runc-web.scope", path: "/system.slice/ts-runc-web.scope" };
    expect([parseScopeName(undefined, "web"), parseScopeName("", "web")]).toEqual([own, own]);
    expect(parseScopeName(":docker:web", "x")).toMatchObject({ slice: "system.slice", unit: "docker-web.scope" });
  });

  test("escapes what container ids may hold and unit names not", () => {
    expect(parseScopeName(undefined, "a+b").unit).toBe("ts-runc-a\\x2bb.scope");
  });

  test("is refused when it is a path, a slice, nameless, too long, or in what is no slice", () => {
    for (const bad of ["/a/b", "a/b", "x", "a:b", "a:b:c:d", "system.slice:p:", "system.slice:p:x.slice", "a.slic:p:n"])
      expect(() => parseScopeName(bad, "x"), bad).toThrow(expect.objectContaining({ code: "ERR_INVALID_SPEC" }));
    for (const slice of [".slice", "a--b.slice", "-a.slice", "a-.slice", "../x.slice"])
      expect(() => parseScopeName(`${slice}:p:n`, "x"), slice).toThrow(/cgroupsPath/);
    expect(() => parseScopeName(`system.slice:p:${"n".repeat(250)}`, "x")).toThrow(/longer than 255/);
  });
});

describe("resources as properties of a unit", () => {
  test("memory: swap without memory, and no limit is infinity", () => {
    expect(of({ memory: { limit: 1000, swap: 1500, reservation: 500 } })).toEqual({
      MemoryMax: 1000n,
      MemorySwapMax: 500n,
      MemoryLow: 500n,
    });
    expect(of({ memory: { limit: -1 } })).toEqual({ MemoryMax: INFINITY, MemorySwapMax: INFINITY });
    expect(of({ memory: { limit: 1000 } }, { mode: "hybrid" })).toMatchObject({ MemoryLimit: 1000n });
  });

  test("cpu: weight, idle as weight 0, and the quota in whole percents of a CPU", () => {
    expect(of({ cpu: { shares: 1024, quota: 33_333, period: 100_000 } })).toEqual({
      CPUWeight: 100n,
      CPUQuotaPeriodUSec: 100_000n,
      CPUQuotaPerSecUSec: 340_000n,
    });
    expect(inWholePercents({ cpu: { quota: 33_333, period: 100_000 } }).cpu).toMatchObject({ quota: 34_000 });
    expect(inWholePercents({ cpu: { quota: 50_000 } }).cpu).toEqual({ quota: 50_000 });
    expect(inWholePercents({ cpu: { quota: -1, period: 5 } }).cpu).toEqual({ quota: -1, period: 5 });
    expect(of({ cpu: { shares: 1024, idle: 1 } })).toEqual({ CPUWeight: 0n });
    expect(of({ cpu: { quota: -1, period: 50_000 } })).toMatchObject({ CPUQuotaPerSecUSec: INFINITY });
    expect(of({ cpu: { shares: 2048 } }, { mode: "v1" })).toMatchObject({ CPUShares: 2048n });
  });

  test("pids and CPU sets", () => {
    expect(of({ pids: { limit: 0 } })).toEqual({ TasksMax: 1n });
    expect(of({ pids: { limit: -1 } })).toEqual({ TasksMax: INFINITY });
    expect(of({ cpu: { cpus: "0-2,9", mems: "1" } })).toEqual({ AllowedCPUs: "0702", AllowedMemoryNodes: "02" });
    expect(of({ cpu: { cpus: "0" } }, { version: 240 })).toEqual({});
  });

  test("a disk's weight, so that what systemd makes of it for BFQ is what was asked for", () => {
    expect(of({ blockIO: { weight: 500 } })).toEqual({ IOWeight: 4950n });
    const systemdsBfq = (weight: number) => (weight <= 100 ? weight : 100 + ((weight - 100) * 900) / 9900);
    for (const weight of [10, 100, 500, 1000]) {
      const { IOWeight } = of({ blockIO: { weight } }, { bfq: true }) as { IOWeight: bigint };
      expect(systemdsBfq(Number(IOWeight))).toBe(weight);
    }
  });

  test("the unified map, as far as systemd writes these files", () => {
    expect(
      of({
        unified: {
          "memory.high": "64M",
          "memory.min": "max",
          "cpu.max": "max",
          "cpu.weight": "50",
          "pids.max": "0",
          "cpuset.cpus": "1",
          "hugetlb.2MB.max": "5",
        },
      }),
    ).toEqual({
      MemoryHigh: 67_108_864n,
      MemoryMin: INFINITY,
      CPUQuotaPeriodUSec: 100_000n,
      CPUQuotaPerSecUSec: INFINITY,
      CPUWeight: 50n,
      TasksMax: 1n,
      AllowedCPUs: "02",
    });
    expect(propertiesAtStart({ unified: { "memory.oom.group": "1" } }, facts)).toEqual([
      ["OOMPolicy", { signature: "s", value: "kill" }],
    ]);
  });

  test("devices on v1 only, where systemd would allow all again: a strict policy and a list", () => {
    const devices = [
      { allow: false, access: "rwm" },
      { allow: true, type: "c", major: 10, minor: 229, access: "rw" },
    ];
    expect(of({ devices })).toEqual({});
    const { DevicePolicy, DeviceAllow } = of({ devices }, { mode: "hybrid" });
    expect(DevicePolicy).toBe("strict");
    expect(DeviceAllow).toEqual(
      expect.arrayContaining([
        ["/dev/char/10:229", "rw"],
        ["char-136", "rwm"],
        ["block-*", "m"],
      ]),
    );
    expect(of({ devices: [{ allow: true, access: "rwm" }] }, { mode: "hybrid" })).toEqual({
      DevicePolicy: "auto",
      DeviceAllow: [],
    });
  });
});

describe("annotations org.systemd.property", () => {
  const read = (name: string, text: string) => propertiesOfAnnotations({ [`org.systemd.property.${name}`]: text })[0];

  test("are values in GVariant's text form, others are not looked at", () => {
    expect(propertiesOfAnnotations({ "org.example": "x" })).toEqual([]);
    expect(read("CollectMode", "'inactive-or-failed'")).toEqual([
      "CollectMode",
      { signature: "s", value: "inactive-or-failed" },
    ]);
    expect(read("TasksMax", "uint64 77")?.[1]).toEqual({ signature: "t", value: 77n });
    expect(read("KillSignal", "2")?.[1]).toEqual({ signature: "i", value: 2 });
    expect(read("Delegate", "true")?.[1]).toEqual({ signature: "b", value: true });
    expect(read("Wants", "['a.service', \"b's\"]")?.[1]).toEqual({ signature: "as", value: ["a.service", "b's"] });
    expect(read("After", "@as []")?.[1]).toEqual({ signature: "as", value: [] });
    expect(read("DeviceAllow", "[('/dev/null', 'rw')]")?.[1]).toEqual({
      signature: "a(ss)",
      value: [["/dev/null", "rw"]],
    });
    expect(read("AllowedCPUs", "[byte 0x3]")?.[1]).toEqual({ signature: "ay", value: [3] });
    expect(read("Anything", "<uint32 5>")?.[1]).toEqual({ signature: "v", value: { signature: "u", value: 5 } });
  });

  test("in seconds become microseconds, under the name that D-Bus has for them", () => {
    expect(read("TimeoutStopSec", "uint64 12")).toEqual(["TimeoutStopUSec", { signature: "t", value: 12_000_000n }]);
    expect(read("RuntimeMaxSec", "1.5")).toEqual(["RuntimeMaxUSec", { signature: "t", value: 1_500_000n }]);
  });

  test("that are no such values are refused with the annotation's name", () => {
    for (const text of [
      "",
      "yes",
      "'open",
      "[1, 'a']",
      "[]",
      "uint16 70000",
      "1 2",
      "@",
      "(1",
      "uint64 -1",
      "byte 1.5",
    ])
      expect(() => read("TasksMax", text), text).toThrow(
        expect.objectContaining({ code: "ERR_INVALID_SPEC", message: expect.stringContaining("property.TasksMax") }),
      );
    expect(() => read("A/B", "1")).toThrow(/no name of a property/);
    expect(() => read("TimeoutStopSec", "'soon'")).toThrow(/seconds are a number/);
  });
});
