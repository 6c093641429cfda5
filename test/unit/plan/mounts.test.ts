// What mounts become in a plan, where no kernel of this machine could show it: SELinux, older kernels, refusals.
import { describe, expect, test } from "vitest";
import type { RuntimeMount, RuntimeSpec } from "../../../src/oci/index.ts";
import type { Op, PlanInput } from "../../../src/plan/index.ts";
import { compileRuncPlan } from "../../golden/plans/compile-runc.ts";
import { hostFacts } from "../../golden/plans/facts.ts";

const base: RuntimeSpec = {
  ociVersion: "1.3.0",
  root: { path: "rootfs" },
  process: { user: { uid: 0, gid: 0 }, args: ["/bin/true"], cwd: "/" },
  linux: { namespaces: [{ type: "mount" }, { type: "pid" }, { type: "cgroup" }] },
};
const withMounts = (...mounts: RuntimeMount[]): RuntimeSpec => ({ ...base, mounts });
const withLinux = (change: object, ...mounts: RuntimeMount[]): RuntimeSpec => ({
  ...withMounts(...mounts),
  linux: { ...base.linux, ...change },
});
const tmpfs = (options: string[] = [], destination = "/t"): RuntimeMount => ({
  destination,
  type: "tmpfs",
  source: "tmpfs",
  options,
});
const compile = (spec: RuntimeSpec, change: Partial<PlanInput> = {}) => compileRuncPlan(spec, change);
const container = (spec: RuntimeSpec, change: Partial<PlanInput> = {}): readonly Op[] =>
  compile(spec, change).lanes.container ?? [];
const options = (ops: readonly Op[], from: string): string[] =>
  ops
    .filter(({ call, from: origin }) => call === "fsconfig" && origin === from)
    .map(({ why }) => why)
    .filter((why) => / option /.test(why))
    .map((why) => why.replace(/.* option /, ""));

describe("mounts", () => {
  const label = "system_u:object_r:container_file_t:s0:c1,c2";

  test("labels the container's own file systems where SELinux runs, and nowhere else", () => {
    const spec = withLinux({ mountLabel: label, maskedPaths: ["/secrets"] }, tmpfs(["size=1k"]), {
      destination: "/proc",
      type: "proc",
    });
    const selinux = { host: { ...hostFacts([6, 18]), selinux: true } };
    expect(options(container(spec, selinux), "/mounts/0")).toEqual(["source=tmpfs", "size=1k", `context=${label}`]);
    expect(options(container(spec, selinux), "/mounts/1")).toEqual(["source=proc"]);
    expect(options(container(spec, selinux), "/linux/maskedPaths")).toContain(`context=${label}`);
    expect(options(container(spec), "/mounts/0")).toEqual(["source=tmpfs", "size=1k"]);
  });

  test("never write to a disk that is to be read only, not even its journal", () => {
    const disk: RuntimeMount = { destination: "/d", type: "ext4", source: "/dev/vdb", options: ["ro", "lazytime"] };
    expect(options(container(withMounts(disk)), "/mounts/0")).toEqual(["source=/dev/vdb", "ro", "lazytime"]);
  });

  test("of overlayfs name their layers one by one where the kernel takes them so", () => {
    const overlay: RuntimeMount = {
      destination: "/o",
      type: "overlay",
      source: "overlay",
      options: [String.raw`lowerdir=/a\:b:/c`, "upperdir=/u", "workdir=/w"],
    };
    expect(options(container(withMounts(overlay)), "/mounts/0").slice(1)).toEqual([
      "lowerdir+=/a:b",
      "lowerdir+=/c",
      "upperdir=/u",
      "workdir=/w",
    ]);
    const older = { host: hostFacts([6, 6]) };
    expect(options(container(withMounts(overlay), older), "/mounts/0")[1]).toBe(String.raw`lowerdir=/a\:b:/c`);
  });

  test("are refused by name where they cannot be honoured", () => {
    const refusals: [string, RuntimeSpec][] = [
      [
        "/mounts/0/options: tmpcopyup fills a tmpfs, this is a ramfs",
        withMounts({ ...tmpfs(["tmpcopyup"]), type: "ramfs" }),
      ],
      ["/mounts/0/destination: a mount at / would hide the rootfs", withMounts(tmpfs([], "/a/../"))],
      [
        "/mounts/0/options: size cannot be an option of all cgroup v1 hierarchies",
        withMounts({ destination: "/sys/fs/cgroup", type: "cgroup", options: ["size=1"] }),
      ],
      [
        "/mounts/0: a tmpfs of the container's user namespace shows its ids already",
        withLinux(
          {
            namespaces: [...(base.linux?.namespaces ?? []), { type: "user" }],
            uidMappings: [{ containerID: 0, hostID: 1, size: 9 }],
            gidMappings: [{ containerID: 0, hostID: 1, size: 9 }],
          },
          tmpfs(["idmap"]),
        ),
      ],
      [
        "/mounts/0/options: remount /host with lazytime would change a file system that the host uses, too",
        withMounts({ destination: "/host", options: ["remount", "lazytime"] }),
      ],
    ];
    for (const [message, spec] of refusals) expect(() => compileRuncPlan(spec, {}, hybrid())).toThrow(message);
    expect(() => compile(withMounts(tmpfs(["tmpcopyup"])), { programs: {} })).toThrow("tmpcopyup needs ts-run's");
  });

  test("share one mapping where they ask for the same, and the container's where it is that", () => {
    const map = (hostID: number) => ({
      uidMappings: [{ containerID: 0, hostID, size: 1 }],
      gidMappings: [{ containerID: 0, hostID, size: 1 }],
    });
    const bind = (destination: string, hostID: number): RuntimeMount => ({
      destination,
      source: "/data",
      options: ["bind", "idmap"],
      ...map(hostID),
    });
    const holders = (spec: RuntimeSpec): number =>
      compile(spec).lanes.parent.filter(({ lane }) => lane === "idMap").length;
    expect(holders(withMounts(bind("/a", 5), bind("/b", 6), bind("/c", 5)))).toBe(2);
    const own = { namespaces: [...(base.linux?.namespaces ?? []), { type: "user" as const }], ...map(7) };
    expect(holders(withLinux(own, bind("/a", 7)))).toBe(0);
    expect(holders(withLinux(own, bind("/a", 8)))).toBe(1);
  });
});

describe("masks", () => {
  const masks = (ops: readonly Op[]): string[] =>
    ops.filter(({ from }) => from.startsWith("/linux/maskedPaths/")).map(({ call }) => call);

  test("are copies of one cover, which itself goes first where the kernel copies no detached mount", () => {
    const spec = withLinux({ maskedPaths: ["/proc/acpi"] }, { destination: "/proc", type: "proc" });
    const host = { ...hostFacts([6, 14]), kernelPaths: { "/proc/acpi": "directory" as const } };
    expect(masks(container(spec, { host }))).toEqual([
      ...["openat2", "open_tree", "fcntl", "move_mount", "close", "close"],
    ]);
    expect(masks(container(spec, { host: { ...host, kernel: [6, 15] } }))).not.toContain("fcntl");
  });

  test("trust what the host has at a path only as long as the kernel itself is what is there", () => {
    const host = { ...hostFacts([6, 18]), kernelPaths: {}, checkedPaths: ["/sys/firmware"] };
    const spec = (...mounts: RuntimeMount[]) => withLinux({ maskedPaths: ["/sys/firmware"] }, ...mounts);
    const sysfs: RuntimeMount = { destination: "/sys", type: "sysfs" };
    expect(masks(container(spec(sysfs), { host }))).toEqual([]);
    for (const mounts of [[tmpfs([], "/sys")], [sysfs, tmpfs([], "/sys/firmware")], [sysfs, tmpfs([], "/sys")], []])
      expect(masks(container(spec(...mounts), { host }))).toContain("openat2");
  });
});

function hybrid() {
  return {
    mode: "hybrid" as const,
    unifiedRoot: "/sys/fs/cgroup/unified",
    controllers: {
      cpu: { version: 1 as const, root: "/sys/fs/cgroup/cpu,cpuacct" },
      cpuacct: { version: 1 as const, root: "/sys/fs/cgroup/cpu,cpuacct" },
    },
    named: {},
  };
}

describe("cgroup mounts", () => {
  const at = (mount: RuntimeMount): string[] =>
    (compileRuncPlan(withMounts(mount), {}, hybrid()).lanes.container ?? [])
      .filter(({ from, call }) => from === "/mounts/0" && (call === "move_mount" || call === "symlinkat"))
      .map(({ why }) => why);

  test("show each v1 hierarchy under its own name and that of every controller it has", () => {
    expect(at({ destination: "/sys/fs/cgroup", type: "cgroup" })).toEqual([
      "mount it on /sys/fs/cgroup",
      "mount it on /sys/fs/cgroup/cpu,cpuacct",
      "mount it on /sys/fs/cgroup/unified",
      "cpu -> cpu,cpuacct",
      "cpuacct -> cpu,cpuacct",
    ]);
  });

  test("are just the v2 hierarchy where that is asked for, also beside v1", () => {
    expect(at({ destination: "/cg", type: "cgroup2" })).toEqual(["mount it on /cg"]);
  });
});
