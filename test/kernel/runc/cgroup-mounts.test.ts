// Mounts of type cgroup and cgroup2: a container's view of its cgroups, on v2 hosts and on those with v1 hierarchies.
import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type MountLine, mountTable } from "./mount-table.ts";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

type Spec = Parameters<NonNullable<Parameters<OciRuntime["write"]>[1]>>[0];

const isV2 = existsSync("/sys/fs/cgroup/cgroup.controllers");
const hasUnified = isV2 || existsSync("/sys/fs/cgroup/unified/cgroup.procs");

describe.skipIf(cannotRunBundles())("a cgroup mount", () => {
  let runtime: OciRuntime;
  beforeEach(() => {
    runtime = new OciRuntime();
  });
  afterEach(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });
  const at = "/sys/fs/cgroup";
  /** The hierarchies that a container is to see: v2 alone, or each that the host has. */
  const hierarchies = isV2
    ? [at]
    : mountTable(readFileSync("/proc/self/mountinfo", "utf8"))
        .filter(
          ({ place, type }) => place.startsWith(`${at}/`) && (type === "cgroup" || (isOurs && type === "cgroup2")),
        )
        .map(({ place }) => place);
  const run = (
    name: string,
    script: string,
    change: (spec: Spec) => void = () => {},
  ): { lines: string[]; table: MountLine[] } => {
    runtime.write(`cat /proc/self/mountinfo; ${script}`, change);
    const { code, stdout, stderr } = runtime.run(["run", runtime.id(name)]);
    expect([code, stderr]).toEqual([0, ""]);
    const table = mountTable(stdout).filter(({ place }) => place.startsWith(at) || place === "/cg");
    return {
      table,
      lines: stdout
        .trim()
        .split("\n")
        .filter((line) => !line.includes(" - ")),
    };
  };
  const withoutNamespace = (spec: Spec): void => {
    if (spec.linux) spec.linux.namespaces = spec.linux.namespaces?.filter(({ type }) => type !== "cgroup") ?? [];
  };
  const inEach = (command: (dir: string) => string): string => hierarchies.map(command).join("; ");
  const places = (table: readonly MountLine[]): string[] =>
    [...new Set(table.filter(({ type }) => type.startsWith("cgroup")).map(({ place }) => place))].sort();

  test("shows each hierarchy with the container's own cgroup as its root, read-only", () => {
    const { table, lines } = run(
      "own",
      `${inEach((dir) => `wc -l < ${dir}/cgroup.procs; busybox mkdir ${dir}/x 2>/dev/null || echo refused`)}; busybox mkdir ${at}/y 2>/dev/null || echo refused`,
    );
    expect(places(table)).toEqual([...hierarchies].sort());
    // runc leaves the tmpfs with the v1 hierarchies writable
    for (const { root, options } of table.filter(({ type }) => isOurs || type !== "tmpfs"))
      expect([root, options[0]]).toEqual(["/", "ro"]);
    expect(lines.filter((line) => line === "refused").length).toBeGreaterThanOrEqual(
      hierarchies.length + (isOurs ? 1 : 0),
    );
    for (const count of lines.filter((line) => /^\d+$/.test(line))) expect(Number(count)).toBeLessThanOrEqual(3);
  });

  test("may be written to where it is not read-only, with the propagation that is asked for", () => {
    const [one = at] = isV2 ? [at] : hierarchies.filter((dir) => dir.endsWith("/pids"));
    const { table, lines } = run("rw", `busybox mkdir ${one}/x && ls -d ${one}/x && busybox rmdir ${one}/x`, (spec) => {
      const mount = spec.mounts?.find(({ destination }) => destination === at);
      if (mount) mount.options = ["nosuid", "noexec", "nodev", "relatime", "rw", "rprivate"];
    });
    expect(lines).toEqual([`${one}/x`]);
    for (const { options, propagation } of table)
      expect([options.slice(0, 4), propagation]).toEqual([["rw", "nosuid", "nodev", "noexec"], []]);
  });

  test("without a cgroup namespace shows the container's cgroup all the same", () => {
    const { table, lines } = run(
      "host",
      inEach((dir) => `wc -l < ${dir}/cgroup.procs`),
      withoutNamespace,
    );
    expect(places(table)).toEqual([...hierarchies].sort());
    if (isOurs || !isV2)
      for (const { root, type } of table.filter(({ type }) => type !== "tmpfs"))
        expect([type, root]).toEqual([type, expect.stringMatching(/.host$/)]);
    for (const count of lines) expect(Number(count)).toBeLessThanOrEqual(3);
  });

  test.skipIf(!hasUnified)("of type cgroup2 is the v2 hierarchy, wherever it goes", () => {
    const { table, lines } = run(
      "v2",
      "wc -l < /cg/cgroup.procs; busybox mkdir /cg/x 2>/dev/null || echo refused",
      (spec) => {
        spec.mounts?.push({ destination: "/cg", type: "cgroup2", source: "cgroup", options: ["ro"] });
      },
    );
    expect(table.find(({ place }) => place === "/cg")).toMatchObject({ type: "cgroup2", root: "/" });
    expect(lines.at(-1)).toBe("refused");
  });

  test("in a user namespace shows the container's cgroup, too", () => {
    const { table } = run("userns", "true", (spec) => {
      if (!spec.linux) return;
      spec.linux.namespaces = [...(spec.linux.namespaces ?? []), { type: "user" }];
      spec.linux.uidMappings = spec.linux.gidMappings = [{ containerID: 0, hostID: 100_000, size: 65_536 }];
      runtime.openToOthers();
    });
    expect(places(table)).toEqual([...hierarchies].sort());
    for (const { root } of table) expect(root).toBe("/");
  });

  test.skipIf(!isOurs)("of a container of which no cgroup is made shows where its caller is", () => {
    runtime.write("cat /proc/self/mountinfo", (spec) => {
      if (spec.linux) spec.linux = { ...spec.linux, resources: {} };
    });
    const { code, stdout, stderr } = runtime.run(["--cgroup-manager", "disabled", "run", runtime.id("none")]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(places(mountTable(stdout).filter(({ place }) => place.startsWith(at)))).toEqual([...hierarchies].sort());
  });
});
