import { describe, expect, test } from "vitest";
import { cgroupEvidence, cloneIntoCgroupSlot, planCgroup } from "../../../src/plan/index.ts";
import type { PlanInput } from "../../../src/plan/input.ts";
import type { Arg, Op } from "../../../src/plan/op.ts";
import { hybrid, unified } from "../cgroups/fake-host.ts";

const input = (linux: object, cgroup: PlanInput["cgroup"] = hybrid): PlanInput =>
  ({ spec: { ociVersion: "1.2.0", linux }, ...(cgroup && { cgroup }) }) as unknown as PlanInput; // the pass looks at nothing else
const inPath = (linux: object, cgroup?: PlanInput["cgroup"]) =>
  planCgroup(
    input({ cgroupsPath: "/ts-run/a", resources: { devices: [{ allow: true, access: "rwm" }] }, ...linux }, cgroup),
  );
const privileged = [{ allow: true, access: "rwm" }];

/** "openat /sys/fs/cgroup/x", "write text", ... */
const line = ({ call, args }: Op): string =>
  [call, ...args.flatMap((arg: Arg) => (typeof arg === "object" && "string" in arg ? [arg.string] : []))].join(" ");
const lines = (ops: readonly Op[] | undefined): string[] => (ops ?? []).map(line);

describe("on a hybrid host", () => {
  test("the container has a cgroup in every hierarchy before its limits are written, and joins each by itself", () => {
    const lanes = inPath({ resources: { pids: { limit: 5 }, devices: privileged }, namespaces: [{ type: "cgroup" }] });
    const before = lines(lanes.parentBefore);
    for (const root of [
      "memory",
      "cpu",
      "cpuacct",
      "cpuset",
      "pids",
      "blkio",
      "devices",
      "freezer",
      "systemd",
      "unified",
    ]) {
      expect(before).toContain(`mkdirat /sys/fs/cgroup/${root}/ts-run/a`);
    }
    expect(before.indexOf("write 5")).toBeGreaterThan(before.indexOf("mkdirat /sys/fs/cgroup/pids/ts-run/a"));
    expect(before.indexOf("write 5")).toBeLessThan(before.indexOf("openat /sys/fs/cgroup/pids/ts-run/a/tasks"));
    expect(lines(lanes.container)).toEqual([...new Array<string>(9).fill("write 0"), "unshare"]);
    expect(lanes.container?.at(-1)?.from).toBe("/linux/namespaces/0");
  });

  test("an ancestor keeps its CPUs unless it has none, the leaf starts from its parent's", () => {
    const ops = inPath({}).parentBefore ?? [];
    const at = (step: string) => ops.findIndex((op) => line(op) === `mkdirat /sys/fs/cgroup/cpuset/${step}`);
    const calls = (start: number, count: number) => ops.slice(start + 1, start + 1 + count).map(({ call }) => call);
    const copy = ["openat", "openat", "sendfile", "close", "close"];
    const [outer, leaf] = [at("ts-run"), at("ts-run/a")];
    expect(calls(outer, 16)).toEqual(Array.from({ length: 2 }, () => ["openat", "read", ...copy, "close"]).flat());
    expect(ops[outer + 2]).toMatchObject({ expect: 2, ignore: ["EPIPE"], skip: { when: "ok", ops: copy.length } });
    expect(calls(leaf, 10)).toEqual([...copy, ...copy]);
  });

  test("the exit lane kills what is left and removes every directory, trying again while it is busy", () => {
    const exit = inPath({}).exit ?? [];
    expect(lines(exit).slice(0, 3)).toEqual(["openat /sys/fs/cgroup/unified/ts-run/a/cgroup.kill", "write 1", "close"]);
    const memory = exit.findIndex((op) => line(op) === "unlinkat /sys/fs/cgroup/memory/ts-run/a");
    expect(exit.slice(memory, memory + 5).map((op) => [op.call, op.skip?.ops])).toEqual([
      ["unlinkat", 4],
      ["nanosleep", undefined],
      ["unlinkat", 2],
      ["nanosleep", undefined],
      ["unlinkat", undefined],
    ]);
  });

  test("descriptors of the parent are closed again, as many as were opened", () => {
    const lanes = inPath({});
    const opened = (lanes.parentBefore ?? []).filter((op) => op.call === "openat").length;
    const closed = [...(lanes.parentBefore ?? []), ...(lanes.parentAfter ?? [])].filter(
      (op) => op.call === "close",
    ).length;
    expect(closed).toBe(opened);
  });
});

describe("on a v2 host", () => {
  test("controllers are enabled one by one down to the parent of the leaf, and nobody joins by hand", () => {
    const lanes = inPath({ resources: { memory: { limit: 9 }, devices: privileged } }, unified);
    const before = lines(lanes.parentBefore);
    const enable = before.indexOf("openat /sys/fs/cgroup/ts-run/cgroup.subtree_control");
    expect(before[enable + 1]).toBe("write +memory");
    expect(before.indexOf("mkdirat /sys/fs/cgroup/ts-run")).toBeLessThan(enable);
    expect(before.indexOf("mkdirat /sys/fs/cgroup/ts-run/a")).toBeGreaterThan(enable);
    expect(before).not.toContain("openat /sys/fs/cgroup/ts-run/a/cgroup.subtree_control");
    expect(lanes.container).toEqual([]);
  });

  test("a controller that a limit needs must be there, one that only counts may be missing", () => {
    const ops = inPath({ resources: { memory: { limit: 9 }, devices: privileged } }, unified).parentBefore ?? [];
    expect(ops.find((op) => line(op) === "write +memory")?.ignore).toBeUndefined();
    expect(ops.find((op) => line(op) === "write +pids")?.ignore).toContain("EBUSY");
  });

  test("devices are restricted by a program that is attached to the leaf", () => {
    const ops = inPath({ resources: {} }, unified).parentBefore ?? [];
    const leaf = ops.findIndex((op) => op.store === "cgroupFd");
    const [load, attach] = ops.filter((op) => op.call === "bpf");
    expect(load?.args[0]).toBe(5);
    expect(attach?.args[0]).toBe(8);
    expect(ops.findIndex((op) => op.call === "bpf")).toBeGreaterThan(leaf);
  });
});

describe("the path", () => {
  test("is below /ts-run when relative", () => {
    expect(lines(inPath({ cgroupsPath: "x/y" }).parentBefore)).toContain("mkdirat /sys/fs/cgroup/memory/ts-run/x/y");
  });

  test("of the systemd form is refused by name", () => {
    expect(() => inPath({ cgroupsPath: "system.slice:ts-run:a" })).toThrow(
      expect.objectContaining({ code: "ERR_UNSUPPORTED" }),
    );
  });

  test("may not climb, nor be the root", () => {
    for (const cgroupsPath of ["/../x", "/a/../../b", "/", "//"]) {
      expect(() => inPath({ cgroupsPath }), cgroupsPath).toThrow(expect.objectContaining({ code: "ERR_INVALID_SPEC" }));
    }
  });

  test("that is missing means no cgroup, which limits may not ask for", () => {
    expect(planCgroup(input({ namespaces: [{ type: "cgroup" }] })).parentBefore).toBeUndefined();
    expect(cloneIntoCgroupSlot(input({}))).toBeUndefined();
    expect(() => planCgroup(input({ resources: { memory: { limit: 5 } } }))).toThrow(
      /\/linux\/resources\/memory: \/linux\/cgroupsPath names no cgroup/,
    );
  });
});

describe("the owner of the cgroup", () => {
  const mount = { destination: "/sys/fs/cgroup", type: "cgroup", source: "cgroup", options: ["rw", "nosuid"] };
  const linux = {
    cgroupsPath: "/ts-run/a",
    resources: { devices: privileged },
    namespaces: [{ type: "cgroup" }, { type: "user" }],
    uidMappings: [{ containerID: 0, hostID: 100_000, size: 10 }],
  };
  const changed = (spec: object, host: PlanInput["cgroup"] = unified) => {
    const given = { spec: { ociVersion: "1.3.0", linux, mounts: [mount], ...spec }, cgroup: host };
    return (planCgroup(given as unknown as PlanInput).parentBefore ?? [])
      .filter(({ call }) => call === "fchownat")
      .map((op) => `${line(op)} ${op.args[2]}`);
  };

  test("becomes the container's user, of the directory and of what may be delegated, where the container may write", () => {
    expect(changed({ process: { user: { uid: 5, gid: 0 } } })).toEqual([
      "fchownat /sys/fs/cgroup/ts-run/a 100005",
      "fchownat /sys/fs/cgroup/ts-run/a/cgroup.procs 100005",
      "fchownat /sys/fs/cgroup/ts-run/a/cgroup.subtree_control 100005",
      "fchownat /sys/fs/cgroup/ts-run/a/cgroup.threads 100005",
    ]);
    expect(changed({}, { ...unified, delegate: ["memory.reclaim"] })).toContain(
      "fchownat /sys/fs/cgroup/ts-run/a/memory.reclaim 100000",
    );
  });

  test("stays the host's root on v1, below a read-only mount, without a namespace of its own, and for root itself", () => {
    expect(changed({}, hybrid)).toEqual([]);
    expect(changed({ mounts: [{ ...mount, options: ["ro"] }] })).toEqual([]);
    expect(changed({ mounts: [] })).toEqual([]);
    expect(changed({ linux: { ...linux, namespaces: [{ type: "user" }] } })).toEqual([]);
    expect(changed({ linux: { ...linux, namespaces: [{ type: "cgroup" }] } })).toEqual([]);
  });
});

test("evidence is read from the hierarchy each controller is in", () => {
  const paths = (host: PlanInput["cgroup"]) =>
    cgroupEvidence(input({ cgroupsPath: "/ts-run/a" }, host)).map(({ path }) => path);
  expect(paths(hybrid)).toContain("/sys/fs/cgroup/memory/ts-run/a/memory.oom_control");
  expect(paths(unified)).toContain("/sys/fs/cgroup/ts-run/a/memory.events");
  expect(cgroupEvidence(input({ cgroupsPath: "/ts-run/a" })).at(-1)).toEqual({
    name: "kmsg",
    path: "/dev/kmsg",
    needle: "/ts-run/a",
  });
});
