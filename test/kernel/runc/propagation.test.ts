// linux.rootfsPropagation and the propagation options of mounts: who sees whose mounts. The host of these tests is a mount
// namespace of their own whose mounts are shared, as systemd makes them.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type MountLine, mountAt, mountTable } from "./mount-table.ts";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

describe.skipIf(cannotRunBundles())("propagation", () => {
  let runtime: OciRuntime;
  beforeEach(() => {
    runtime = new OciRuntime();
    mkdirSync(path.join(runtime.rootfs, "bound"));
    mkdirSync(path.join(runtime.dir, "source"));
  });
  afterEach(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });

  interface Seen {
    readonly inside: MountLine[];
    readonly outside: MountLine[];
    readonly before: number;
  }

  /**
   * Runs a container that mounts a tmpfs at /bound/sub (the host's source/sub) and at /inner; tells what both sides see.
   * `options`: of the bind mount. `late`: the host mounts one at source/sub while the container runs, and not the container.
   */
  const run = (name: string, about: { rootfs?: string; options: string[]; late?: boolean; flags?: string[] }): Seen => {
    const { rootfs, options, late = false, flags = [] } = about;
    const source = path.join(runtime.dir, "source");
    const mine = "busybox mount -t tmpfs mine /bound/sub; busybox mkdir -p /inner; busybox mount -t tmpfs mine /inner";
    const wait = "touch /out/ready; while ! [ -e /out/go ]; do sleep 0.05; done";
    runtime.write(`${late ? wait : mine}; cat /proc/self/mountinfo`, (spec) => {
      spec.mounts?.push({ destination: "/bound", type: "none", source, options });
      if (!spec.linux || !spec.process) return;
      if (rootfs !== undefined) spec.linux.rootfsPropagation = rootfs;
      for (const set of ["bounding", "permitted", "effective"] as const)
        spec.process.capabilities?.[set]?.push("CAP_SYS_ADMIN", "CAP_DAC_OVERRIDE");
    });
    const out = path.join(runtime.rootfs, "out");
    const host = [
      `mount -t tmpfs source ${source}; mkdir ${source}/sub`, // shared like all others here
      "echo before; cat /proc/self/mountinfo; echo inside",
      ...(late
        ? [
            `(while ! [ -e ${out}/ready ]; do sleep 0.05; done; mount -t tmpfs late ${source}/sub; mkdir -p ${runtime.rootfs}/hostdir;`,
            `mount -t tmpfs late ${runtime.rootfs}/hostdir; touch ${out}/go) &`,
          ]
        : []),
    ].join("\n");
    const result = runtime.runOnHost(
      { script: host, propagation: "shared", afterwards: "wait; echo outside; cat /proc/self/mountinfo" },
      ["run", ...flags, runtime.id(name)],
    );
    expect([result.code, result.stderr]).toEqual([0, ""]);
    const [before = "", inside = "", outside = ""] = result.stdout.split(/^(?:before|inside|outside)$/m).slice(1);
    return { inside: mountTable(inside), outside: hostTable(outside), before: hostTable(before).length };
  };
  /** The system's and ours: others on this host come and go, and take their mounts from every namespace with them. */
  const hostTable = (text: string): MountLine[] =>
    mountTable(text).filter(({ place }) => /^\/($|dev|proc|sys)/.test(place) || place.startsWith(runtime.dir));
  const has = (table: readonly MountLine[], place: string): boolean => table.some((line) => line.place === place);
  const source = (): string => path.join(runtime.dir, "source");

  test("goes neither way unless it is asked for, and the host keeps all its mounts", () => {
    const { inside, outside, before } = run("private", { options: ["rbind", "rprivate"] });
    expect([has(inside, "/bound/sub"), has(inside, "/inner")]).toEqual([true, true]);
    expect(outside).toHaveLength(before);
    expect(mountAt(inside, "/bound").propagation).toEqual([]);
    expect(mountAt(inside, "/").propagation).toEqual([]);
  });

  test("reaches the container only, where a mount is a slave", () => {
    const { inside, outside } = run("slave", { rootfs: "slave", options: ["rbind", "rslave"], late: true });
    expect(has(inside, "/bound/sub")).toBe(true);
    expect(mountAt(inside, "/bound").propagation).toEqual(["master"]);
    expect(has(outside, path.join(source(), "sub"))).toBe(true);
    if (!isOurs) return; // runc 1.3 makes the rootfs private all the same
    expect(mountAt(inside, "/").propagation).toEqual(["master"]);
    expect(has(inside, "/hostdir")).toBe(true);
  });

  test("reaches the host through a shared mount of a shared rootfs, and nothing of the host is lost", () => {
    const { inside, outside, before } = run("shared", { rootfs: "shared", options: ["rbind", "rshared"] });
    expect(has(outside, path.join(source(), "sub"))).toBe(true);
    expect(outside).toHaveLength(before + 1);
    expect(mountAt(inside, "/bound").propagation).toEqual(["shared"]);
    expect(mountAt(inside, "/").propagation).toEqual(["shared"]);
    expect(has(outside, path.join(runtime.rootfs, "inner"))).toBe(false);
  });

  test("of a mount that is called shared stays inside, unless the rootfs is shared as well", () => {
    const { inside, outside, before } = run("apart", { options: ["rbind", "rshared"] });
    expect(mountAt(inside, "/bound").propagation).toEqual(["shared", "master"]);
    expect(outside).toHaveLength(before);
  });

  test("has a root that nobody can bind, where it is unbindable", () => {
    const { inside, outside, before } = run("unbindable", { rootfs: "unbindable", options: ["bind", "unbindable"] });
    expect(mountAt(inside, "/").propagation).toEqual(["unbindable"]);
    expect(mountAt(inside, "/bound").propagation).toEqual(["unbindable"]);
    expect(outside).toHaveLength(before);
  });

  test("is private for a private rootfs, whatever the host mounts", () => {
    const { inside } = run("rprivate", { rootfs: "rprivate", options: ["rbind"], late: true });
    expect([has(inside, "/bound/sub"), has(inside, "/hostdir")]).toEqual([false, false]);
    expect(mountAt(inside, "/bound").propagation).toEqual([]);
  });

  test("by default lets the host's mounts in and none out", () => {
    const { inside, outside, before } = run("default", { options: ["rbind"], late: true });
    expect(has(inside, "/bound/sub")).toBe(true);
    expect(mountAt(inside, "/bound").propagation).toEqual(["master"]);
    expect(outside).toHaveLength(before + 2); // its own two
  });

  test("of every mount becomes the root's, where that is named for all of them", () => {
    const { inside, outside, before } = run("rshared", { rootfs: "rshared", options: ["rbind", "rprivate"] });
    expect(mountAt(inside, "/").propagation).toEqual(["shared"]);
    expect(mountAt(inside, "/bound").propagation).toEqual(["shared"]);
    expect(outside).toHaveLength(before); // a peer group of its own
  });

  test("of a shared rootfs harms no host without pivot_root either", () => {
    const { outside, before } = run("nopivot", {
      rootfs: "shared",
      options: ["rbind", "rshared"],
      flags: ["--no-pivot"],
    });
    expect(outside).toHaveLength(before + 1);
  });
});
