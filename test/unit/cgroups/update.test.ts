import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { updateCgroup } from "../../../src/cgroups/index.ts";
import { valueBefore } from "../../../src/cgroups/restore.ts";
import type { CgroupResources } from "../../../src/plan/index.ts";
import { fakeTree, hybridAt, unifiedAt } from "./fake-host.ts";

// Regular files take any value, so what a kernel refuses is a directory here; files keep what is beyond a shorter write.
const trees: string[] = [];
const tree = (files: Record<string, string>): string => {
  const base = fakeTree(files);
  trees.push(base);
  return base;
};
afterEach(() => {
  for (const base of trees.splice(0)) rmSync(base, { recursive: true });
});

describe("what an update leaves out is completed from what is there", () => {
  const update = (files: Record<string, string>, resources: CgroupResources) => {
    const base = tree(files);
    return updateCgroup(unifiedAt(base), "/a", resources).resources;
  };

  test("a new CPU quota keeps the period, a new period the quota", () => {
    const files = { "a/cpu.max": "50000 200000" };
    expect(update(files, { cpu: { quota: 9000 } }).cpu).toEqual({ quota: 9000, period: 200_000 });
    expect(update(files, { cpu: { period: 90_000 } }).cpu).toEqual({ quota: 50_000, period: 90_000 });
    expect(update({ "a/cpu.max": "max 100000" }, { cpu: { period: 9000 } }).cpu).toEqual({ quota: -1, period: 9000 });
  });

  test("a new memory limit keeps the sum of memory and swap", () => {
    const files = { "a/memory.max": "1000", "a/memory.swap.max": "500" };
    expect(update(files, { memory: { limit: 1200 } }).memory).toEqual({ limit: 1200, swap: 1500 });
    expect(update(files, { memory: { swap: 9000 } }).memory).toEqual({ limit: 1000, swap: 9000 });
    expect(() => update(files, { memory: { limit: 1501 } })).toThrow(/above its memory\+swap limit of 1.5 KiB/);
    const unlimited = { "a/memory.max": "1000", "a/memory.swap.max": "max" };
    expect(update(unlimited, { memory: { limit: 5000 } }).memory).toEqual({ limit: 5000 });
  });
});

test("all limits are put back, in their files' own terms, when one cannot be set", () => {
  const base = tree({
    "a/memory.max": "64000",
    "a/memory.swap.max": "max",
    "a/memory.current": "0",
    "a/pids.max": "32",
    "a/io.max": "8:0 rbps=100 wbps=max",
  });
  mkdirSync(`${base}/a/cpuset.cpus`);
  const resources: CgroupResources = { memory: { limit: 80_000 }, pids: { limit: 16 }, cpu: { cpus: "0" } };
  expect(() => updateCgroup(unifiedAt(base), "/a", resources)).toThrow(/^updating cgroup \/a: EISDIR/);
  expect([readFileSync(`${base}/a/memory.max`, "utf8"), readFileSync(`${base}/a/pids.max`, "utf8")]).toEqual([
    "64000",
    "32",
  ]);
});

test("device rules of a running container are refused", () => {
  const host = hybridAt(tree({}));
  expect(() => updateCgroup(host, "/a", { devices: [{ allow: true }] })).toThrow(
    expect.objectContaining({ code: "ERR_UNSUPPORTED" }),
  );
});

describe("the value before a write", () => {
  const earlier = (file: string, text: string, value: string) =>
    valueBefore(`${tree({ [file]: text })}/${file}`, value);

  test("is the whole text of a file with one value, also when that is empty", () => {
    expect(earlier("memory.max", "max\n", "5")).toBe("max");
    expect(earlier("cpuset.cpus", "\n", "0-1")).toBe("\n");
    expect(earlier("cpu.max", "max 100000\n", "5 5")).toBe("max 100000");
  });

  test("is a device's line, or what no line means", () => {
    const io = "8:0 rbps=100 wbps=max riops=max wiops=7\n";
    expect(earlier("io.max", io, "8:0 rbps=5 wiops=max")).toBe("8:0 rbps=100 wiops=7");
    expect(earlier("io.max", io, "8:16 wbps=5")).toBe("8:16 wbps=max");
    expect(earlier("blkio.throttle.read_bps_device", "8:0 100\n", "8:0 5")).toBe("8:0 100");
    expect(earlier("blkio.throttle.read_bps_device", "", "8:0 5")).toBe("8:0 0");
    expect(earlier("io.bfq.weight", "default 100\n8:0 7\n", "8:0 9")).toBe("8:0 7");
    expect(earlier("blkio.bfq.weight_device", "", "8:0 9")).toBe("8:0 default");
    expect(earlier("io.weight", "default 300\n8:0 7\n", "default 9")).toBe("300");
    expect(earlier("rdma.max", "mlx5_0 hca_handle=max hca_object=3\n", "mlx5_0 hca_handle=1")).toBe(
      "mlx5_0 hca_handle=max hca_object=3",
    );
    expect(earlier("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\n", "1")).toBe("0");
  });
});
