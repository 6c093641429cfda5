// cgroupsPath and --cgroup-manager: where a container's cgroup is, and who makes it.
import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { detectCgroupHost } from "../../../src/cgroups/index.ts";
import { skipUnless } from "../../setup/skips.ts";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

const host = detectCgroupHost();

describe.skipIf(cannotRunBundles())("the cgroup of a container", () => {
  let runtime: OciRuntime;
  let id: string;
  beforeEach(() => {
    runtime = new OciRuntime();
    id = runtime.id("placed");
  });
  afterEach(() => {
    runtime.ok("delete", "--force", id);
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });

  const write = (cgroupsPath: string | undefined, resources?: object): void =>
    runtime.write("sleep 60", (spec) => {
      if (!spec.linux) return;
      if (cgroupsPath === undefined) delete spec.linux.cgroupsPath;
      else spec.linux.cgroupsPath = cgroupsPath;
      Object.assign(spec.linux, { resources: resources ?? spec.linux.resources });
    });
  /** Of init, in each hierarchy, each once. */
  const paths = (): string[] => {
    const lines = readFileSync(`/proc/${runtime.state(id).pid}/cgroup`, "utf8")
      .trim()
      .split("\n");
    return [...new Set(lines.map((line) => line.slice(line.indexOf("/"))))];
  };

  test.skipIf(!isOurs)(
    "is below /ts-runc when its path is relative, and named by the container when there is none",
    () => {
      write(`deep/${id}`);
      runtime.create(id);
      expect(paths()).toEqual([`/ts-runc/deep/${id}`]);
      runtime.ok("delete", "--force", id);
      write(undefined);
      runtime.create(id);
      expect(paths()).toEqual([`/ts-runc/${id}`]);
    },
  );

  test.skipIf(!isOurs)("is never above or at the root of the hierarchy", () => {
    for (const bad of ["/../etc", "../../x", "/", "/a/../../b"]) {
      write(bad);
      expect(runtime.run(["create", id]).stderr, bad).toContain("/linux/cgroupsPath");
    }
  });

  test.skipIf(!isOurs)("in systemd's form is made by systemd only", () => {
    write(`system.slice:ts:${id}`);
    expect(runtime.run(["create", id]).stderr).toMatch(
      /slice:prefix:name is the form of systemd.*\nhint: .*--systemd-cgroup/,
    );
    expect(runtime.run(["--cgroup-manager", "cgroupd", "create", id]).stderr).toContain(
      "cgroupfs, systemd or disabled",
    );
  });

  test.skipIf(!isOurs || skipUnless(!existsSync("/run/systemd/system"), "a host without systemd"))(
    "cannot be made by systemd where that does not run",
    () => {
      write(undefined);
      for (const flags of [["--systemd-cgroup"], ["--cgroup-manager", "systemd"]])
        expect(runtime.run([...flags, "create", id]).stderr).toMatch(
          /systemd does not run on this host.*\nhint: .*cgroupfs/,
        );
    },
  );

  test.skipIf(!isOurs)(
    "is none with --cgroup-manager disabled: limits are refused, processes listed by namespace",
    async () => {
      write("/nowhere", { memory: { limit: 64 * 1024 * 1024 } });
      expect(runtime.run(["--cgroup-manager", "disabled", "create", id]).stderr).toContain(
        "limiting by /linux/resources/memory: cgroups are switched off",
      );
      write("/nowhere", { devices: [{ allow: false, access: "rwm" }] });
      runtime.detached("--cgroup-manager=disabled", "create", id);
      runtime.ok("start", id);
      const own = readFileSync("/proc/self/cgroup", "utf8");
      expect(readFileSync(`/proc/${runtime.state(id).pid}/cgroup`, "utf8")).toBe(own);
      await expect.poll(() => JSON.parse(runtime.ok("ps", "-f", "json", id))).toContain(runtime.state(id).pid);
      expect(runtime.run(["pause", id]).stderr).toContain("it has none");
      expect(existsSync(`${host.controllers.pids?.root}/nowhere`)).toBe(false);
    },
  );
});
