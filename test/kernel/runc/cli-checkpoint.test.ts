// checkpoint and restore. TS_RUN_CRIU names a criu that is not in PATH; one that cannot work on this kernel skips what needs it
// (Debian 12's 3.17 does not know the vDSO of Linux 6.18, criu 4.2 does).
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { skipUnless } from "../../setup/skips.ts";
import { cannotRunBundles, eventually, isOurs, OciRuntime } from "./oci-runtime.ts";

const criu = process.env.TS_RUN_CRIU ?? "criu";
const works = spawnSync(criu, ["check"], { stdio: "ignore" }).status === 0;

describe.skipIf(cannotRunBundles() || !isOurs)("checkpoint and restore", () => {
  let runtime: OciRuntime;
  beforeAll(() => {
    runtime = new OciRuntime();
  });
  afterAll(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });
  const images = (name: string) => path.join(runtime.dir, name);
  const run = (...args: string[]) => runtime.run(["--criu", criu, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  /** Its streams are /dev/null: Node's pipes are sockets whose other end would be outside. */
  const start = (id: string) => {
    expect(runtime.run(["run", "-d", id], { stdio: "ignore" }).code).toBe(0);
  };
  const count = () => Number(runtime.out("count"));
  /** Places with their attributes and file systems. */
  const mounts = (id: string) =>
    runtime
      .ok("exec", id, "cat", "/proc/self/mountinfo")
      .trim()
      .split("\n")
      .map((line) => {
        const fields = line.split(" ");
        return [fields[4], fields[5], fields[fields.indexOf("-") + 1]].join(" ");
      })
      .sort();
  const COUNTING =
    "i=0; while :; do i=$((i+1)); echo $i > /out/count.new; mv /out/count.new /out/count; sleep 0.05; done";

  test("name criu where there is none, and leave the container alone", () => {
    const id = runtime.id("without");
    runtime.write("sleep 100");
    start(id);
    for (const command of [["checkpoint"], ["restore", "--image-path", runtime.dir]]) {
      const { code, stderr } = runtime.run(["--criu", "/no/criu", ...command, id]);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/find criu: no program \/no\/criu\nhint: install/)]);
    }
    expect(runtime.state(id).status).toBe("running");
    expect(run("checkpoint", "--manage-cgroups-mode", "none", id).stderr).toMatch(/invalid manage-cgroups-mode value/);
    expect(run("checkpoint", "--empty-ns", "pid", id).stderr).toMatch(/namespace "pid" is not supported/);
    expect(run("checkpoint", "--parent-path", "/absolute", id).code).toBe(1);
    runtime.ok("delete", "--force", id);
  });

  describe.skipIf(skipUnless(works, "a criu that works on this kernel"))("with criu", () => {
    test("bring a container back under another id, with its cgroup, its mounts and its pid of 1", async () => {
      const [before, after] = [runtime.id("before"), runtime.id("after")];
      const pidFile = path.join(runtime.dir, "restored.pid");
      mkdirSync(path.join(runtime.bundle, "data"));
      runtime.write(COUNTING, (spec) => {
        spec.mounts?.push({ destination: "/data", type: "bind", source: "data", options: ["bind", "ro"] });
      });
      start(before);
      await eventually(() => count() > 3);
      const mountsBefore = mounts(before);
      expect(run("checkpoint", "--image-path", images("moved"), before)).toMatchObject({ code: 0, stderr: "" });
      expect(runtime.run(["state", before]).stderr).toMatch(/container does not exist/);
      const stopped = count();
      await delay(200);
      expect(count()).toBe(stopped);
      const restore = ["--criu", criu, "restore", "-d", "--image-path", images("moved"), "--pid-file", pidFile, after];
      expect(runtime.run(restore, { stdio: "ignore" }).code).toBe(0);
      await eventually(() => count() > stopped + 3);
      const { pid, status } = runtime.state(after);
      expect([status, readFileSync(pidFile, "utf8")]).toEqual(["running", String(pid)]);
      expect(readFileSync(`/proc/${pid}/cgroup`, "utf8")).toMatch(new RegExp(`/ts-runc/${after}$`, "m"));
      expect(readFileSync(`/proc/${pid}/cgroup`, "utf8")).not.toContain(before);
      expect(readFileSync(`/proc/${pid}/status`, "utf8")).toMatch(/^NSpid:\s+\d+\s+1$/m);
      expect(mounts(after)).toEqual(mountsBefore);
      expect(runtime.ok("exec", after, "sh", "-c", "touch /data/x 2>/dev/null || echo read-only")).toBe("read-only\n");
      runtime.ok("delete", "--force", after);
    });

    test("let the container go on with --leave-running, and give its exit code in the foreground", async () => {
      const [id, copy] = [runtime.id("copied"), runtime.id("copy")];
      runtime.write("echo started > /out/state; while [ ! -e /out/go ]; do sleep 0.05; done; exit 7");
      start(id);
      await eventually(() => runtime.out("state") !== undefined);
      expect(run("checkpoint", "--leave-running", "--image-path", images("copy"), id).code).toBe(0);
      expect(runtime.state(id).status).toBe("running");
      runtime.ok("delete", "--force", id);
      spawnSync("touch", [path.join(runtime.rootfs, "out/go")]);
      expect(run("restore", "--image-path", images("copy"), "--work-path", images("logs"), copy).code).toBe(7);
      expect(existsSync(path.join(images("logs"), "restore.log"))).toBe(true);
      expect(runtime.leftovers()).toEqual([]);
    });

    test("say with criu's own words why it failed, and leave nothing of the attempt", () => {
      const id = runtime.id("broken");
      mkdirSync(images("empty"));
      const { code, stderr } = run("restore", "-d", "--image-path", images("empty"), id);
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/^ts-runc: restore \S+: criu failed.*: Error .*\nhint: all of it: /),
      ]);
      expect(runtime.leftovers()).toEqual([]);
    });

    test("refuse to bring a foreground run back detached, whose processes would die with us", async () => {
      const id = runtime.id("front");
      runtime.write("sleep 100");
      const child = spawnSync(
        "sh",
        ["-c", `"$0" --root "$1" run ${id} >/dev/null 2>&1 & echo`, runtime.program, runtime.root],
        {
          cwd: runtime.bundle,
          stdio: "ignore",
        },
      );
      expect(child.status).toBe(0);
      await eventually(() => runtime.run(["state", id]).stdout.includes('"running"'));
      const result = run("checkpoint", "--leave-running", "--image-path", images("front"), id);
      runtime.ok("delete", "--force", id);
      expect(result).toMatchObject({ code: 0 });
      expect(run("restore", "-d", "--image-path", images("front"), runtime.id("back")).stderr).toMatch(
        /die with their parent/,
      );
    });
  });
});
