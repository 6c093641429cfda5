// Id-mapped mounts: the owner that files have for the container, and the one that they have on the host.
import { chmodSync, chownSync, mkdirSync, statfsSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { skipUnless } from "../../setup/skips.ts";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

type Spec = Parameters<NonNullable<Parameters<OciRuntime["write"]>[1]>>[0];

const map = (containerID: number, hostID: number, size = 1) => ({ containerID, hostID, size });

const TMPFS_MAGIC = 0x01021994;
const [major = 0, minor = 0] = os
  .release()
  .split(".")
  .map((part) => Number.parseInt(part, 10));
const lacksTmpfs = (): boolean =>
  skipUnless(major > 6 || (major === 6 && minor >= 3), "id-mapped mounts of tmpfs (Linux 6.3)");
const lacksIdMaps = (): boolean => statfsSync("/tmp").type === TMPFS_MAGIC && lacksTmpfs();

describe.skipIf(cannotRunBundles() || lacksIdMaps())("an id-mapped mount", () => {
  let runtime: OciRuntime;
  let source: string;
  beforeEach(() => {
    runtime = new OciRuntime();
    source = path.join(runtime.dir, "source");
    mkdirSync(source);
    chmodSync(runtime.dir, 0o755); // on the way to a rootfs that another uid must reach
    for (const name of ["proc", "dev", "sys", "m"]) mkdirSync(path.join(runtime.rootfs, name));
    for (const [name, uid, gid] of [
      ["root", 0, 0],
      ["user", 1000, 1001],
    ] as const) {
      writeFileSync(path.join(source, name), name);
      chownSync(path.join(source, name), uid, gid);
    }
  });
  afterEach(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });
  const withAllCapabilities = (spec: Spec): void => {
    for (const set of ["bounding", "permitted", "effective"] as const)
      spec.process?.capabilities?.[set]?.push("CAP_DAC_OVERRIDE", "CAP_CHOWN");
  };
  const withUserNamespace = (spec: Spec): void => {
    if (!spec.linux) return;
    spec.linux.namespaces = [...(spec.linux.namespaces ?? []), { type: "user" }];
    spec.linux.uidMappings = spec.linux.gidMappings = [map(0, 100_000, 65_536)];
  };
  const run = (name: string, script: string, change: (spec: Spec) => void): string[] => {
    runtime.write(script, (spec) => {
      withAllCapabilities(spec);
      change(spec);
    });
    return runtime.ok("run", runtime.id(name)).trim().split("\n");
  };
  const owner = (name: string): number[] => {
    const { uid, gid } = statSync(path.join(source, name));
    return [uid, gid];
  };
  const stat = "cd /m && busybox stat -c '%n %u:%g' *";

  test("shows the ids of its own mapping, and writes them back, without any user namespace", () => {
    const output = run("plain", `${stat}; touch /m/new`, (spec) => {
      spec.mounts?.push({
        destination: "/m",
        type: "none",
        source,
        options: ["bind", "idmap"],
        uidMappings: [map(1000, 0), map(0, 5)],
        gidMappings: [map(1001, 0), map(0, 6)],
      });
    });
    expect(output).toEqual(["root 5:6", "user 0:0"]);
    expect(owner("new")).toEqual([1000, 1001]);
  });

  test("has its own mapping beside another one's, and what no mapping names belongs to nobody", () => {
    const shifted = (destination: string, to: number) => ({
      destination,
      type: "none",
      source,
      options: ["bind", "idmap"],
      uidMappings: [map(0, to)],
      gidMappings: [map(0, to)],
    });
    const output = run("several", "for d in a b c; do busybox stat -c '%n %u:%g' /$d/root /$d/user; done", (spec) => {
      spec.mounts?.push(shifted("/a", 7), shifted("/b", 8), shifted("/c", 7));
    });
    expect(output).toEqual([
      ...["/a/root 7:7", "/a/user 65534:65534", "/b/root 8:8", "/b/user 65534:65534", "/c/root 7:7"],
      "/c/user 65534:65534",
    ]);
  });

  test("reaches the mounts below with ridmap, and not with idmap", () => {
    const mount = (destination: string, word: string) => ({
      destination,
      type: "none",
      source,
      options: ["rbind", word],
      uidMappings: [map(0, 9)],
      gidMappings: [map(0, 9)],
    });
    mkdirSync(path.join(source, "sub"));
    runtime.write("busybox stat -c '%n %u' /r /r/sub /i /i/sub", (spec) => {
      spec.mounts?.push(mount("/r", "ridmap"), mount("/i", "idmap"));
    });
    const script = `mount -t tmpfs sub ${source}/sub`;
    const { stdout, stderr } = runtime.runOnHost({ script }, ["run", runtime.id("recursive")]);
    expect([stdout.trim().split("\n"), stderr]).toEqual([["/r 9", "/r/sub 9", "/i 9", "/i/sub 0"], ""]);
  });

  test("has the container's mapping where it names none", () => {
    const output = run("own", `${stat}; touch /m/new`, (spec) => {
      withUserNamespace(spec);
      spec.mounts?.push({ destination: "/m", type: "none", source, options: ["bind", "idmap"] });
    });
    expect(output).toEqual(["root 0:0", "user 1000:1001"]);
    expect(owner("new")).toEqual([0, 0]);
  });

  test("may have another mapping than the container's user namespace", () => {
    const output = run("other", stat, (spec) => {
      withUserNamespace(spec);
      spec.mounts?.push({
        destination: "/m",
        type: "none",
        source,
        options: ["bind", "idmap"],
        uidMappings: [map(0, 100_042), map(1000, 100_000)],
        gidMappings: [map(0, 100_043), map(1001, 100_001)],
      });
    });
    expect(output).toEqual(["root 42:43", "user 0:1"]);
  });

  test.skipIf(!isOurs || lacksTmpfs())("may be one of a file system of its own", () => {
    const output = run("tmpfs", "busybox stat -c '%u:%g' /m; touch /m/new; busybox stat -c '%u:%g' /m/new", (spec) => {
      spec.mounts?.push({
        destination: "/m",
        type: "tmpfs",
        source: "tmpfs",
        options: ["idmap", "mode=777"],
        uidMappings: [map(0, 3), map(1, 0)],
        gidMappings: [map(0, 4), map(1, 0)],
      });
    });
    expect(output).toEqual(["3:4", "0:0"]);
  });

  test("is refused where there is no mapping to shift by", () => {
    runtime.write("true", (spec) => {
      spec.mounts?.push({ destination: "/m", type: "none", source, options: ["bind", "idmap"] });
    });
    const { code, stderr } = runtime.run(["run", runtime.id("none")]);
    expect(code).toBe(1);
    if (isOurs) expect(stderr).toMatch(/\/mounts\/7\/options: if there are no uidMappings .* MUST be returned/);
  });
});
