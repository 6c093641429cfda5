// create, start, state, kill, delete, run: the runtime specification's operations and states, in a real container.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cannotRunBundles, eventually, isOurs, isRunning, OciRuntime } from "./oci-runtime.ts";

let runtime: OciRuntime;
beforeEach(() => {
  runtime = new OciRuntime();
});
afterEach(() => {
  runtime.close();
});

const FOREVER = "trap 'exit 9' TERM; touch /out/started; while :; do sleep 0.05; done";

describe.skipIf(cannotRunBundles())("an OCI runtime", () => {
  test("creates a container that waits, starts it, kills it and deletes it without a trace", async () => {
    const id = runtime.id("whole");
    const pidFile = path.join(runtime.dir, "pid");
    runtime.write(FOREVER);
    runtime.create(id, "--pid-file", pidFile);
    const created = runtime.state(id);
    expect(created).toMatchObject({ id, status: "created", bundle: runtime.bundle, ociVersion: expect.any(String) });
    expect(Number(readFileSync(pidFile, "utf8"))).toBe(created.pid);
    expect(runtime.out("started")).toBeUndefined();
    runtime.ok("start", id);
    await runtime.until(id, "running");
    expect(runtime.state(id).pid).toBe(created.pid);
    await eventually(() => runtime.out("started") !== undefined);
    runtime.ok("kill", id, "TERM");
    await runtime.until(id, "stopped");
    expect(runtime.state(id).pid).toBe(0);
    runtime.ok("delete", id);
    expect(isRunning(created.pid)).toBe(false);
    expect(runtime.leftovers()).toEqual([]);
  });

  test("refuses ids that could leave its directory, and a second container of the same name", () => {
    runtime.write("true");
    for (const bad of ["../x", "a/b", "", ".", "a b"]) expect(runtime.run(["create", bad]).code).not.toBe(0);
    const id = runtime.id("twice");
    runtime.create(id);
    const again = runtime.run(["create", id]);
    expect(again.code).not.toBe(0);
    expect(again.stderr).toMatch(/already exists/);
    expect(runtime.state(id).status).toBe("created");
  });

  test("allows each operation in its state only", async () => {
    const id = runtime.id("order");
    runtime.write(FOREVER);
    runtime.create(id);
    runtime.ok("start", id);
    await runtime.until(id, "running");
    expect(runtime.run(["start", id]).stderr).toMatch(/cannot start an already running container/);
    expect(runtime.run(["delete", id]).stderr).toMatch(/is not stopped/);
    runtime.ok("kill", id, "9");
    await runtime.until(id, "stopped");
    expect(runtime.run(["kill", id, "9"]).stderr).toMatch(/container not running/);
    expect(runtime.run(["start", id]).stderr).toMatch(/cannot start a container that has stopped/);
    expect(runtime.run(["kill", id, "NOSUCH"]).code).not.toBe(0);
    runtime.ok("delete", id);
    for (const operation of ["state", "delete", "start"])
      expect(runtime.run([operation, id]).stderr).toMatch(/container does not exist/);
    runtime.ok("delete", "--force", id);
  });

  test("deletes a created container, and with --force a running one", async () => {
    const first = runtime.id("created");
    runtime.write(FOREVER);
    runtime.create(first);
    runtime.ok("delete", first);
    const second = runtime.id("running");
    runtime.create(second);
    runtime.ok("start", second);
    await runtime.until(second, "running");
    const { pid } = runtime.state(second);
    runtime.ok("delete", "--force", second);
    expect(isRunning(pid)).toBe(false);
    expect(runtime.leftovers()).toEqual([]);
  });

  test("leaves nothing of a create that fails", () => {
    const id = runtime.id("failed");
    runtime.write("true", (spec) => {
      spec.mounts?.push({ destination: "/data", type: "tmpfs", source: "tmpfs", options: ["size=nonsense"] });
    });
    expect(() => runtime.create(id)).toThrow(/EINVAL|invalid argument/);
    expect(runtime.leftovers()).toEqual([]);
  });

  test("runs in the foreground with the caller's own streams and exit codes", () => {
    runtime.write('read line; echo "got $line"; echo bad >&2; exit 7');
    expect(runtime.run(["run", runtime.id("streams")], { input: "word\n", stdio: "pipe" })).toMatchObject({
      code: 7,
      stdout: "got word\n",
      stderr: "bad\n",
    });
    runtime.write("kill -9 $$; sleep 9", (spec) => {
      if (spec.linux) spec.linux.namespaces = spec.linux.namespaces?.filter(({ type }) => type !== "pid") ?? [];
    });
    expect(runtime.run(["run", runtime.id("killed")]).code).toBe(128 + 9);
    expect(runtime.leftovers()).toEqual([]);
  });

  test("names a program that is not there, in words that engines know, also in the JSON log", () => {
    const log = path.join(runtime.dir, "log.json");
    runtime.write("", (spec) => {
      if (spec.process) spec.process.args = ["no-such-program"];
    });
    const { code, stderr } = runtime.run(["--log", log, "--log-format", "json", "run", runtime.id("missing")]);
    expect(code).not.toBe(0);
    const words = /exec: "no-such-program": executable file not found in \$PATH/;
    expect(stderr).toMatch(words);
    const last = readFileSync(log, "utf8").trim().split("\n").at(-1) ?? "";
    expect(JSON.parse(last)).toMatchObject({
      level: "error",
      msg: expect.stringMatching(words) as string,
      time: expect.any(String),
    });
    expect(runtime.leftovers()).toEqual([]);
  });

  test("passes no descriptor of its caller but the standard streams", () => {
    runtime.write("ls /proc/self/fd");
    const { stdout } = runtime.run(["run", runtime.id("fds")], {
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", "pipe"],
    });
    expect(stdout.trim().split(/\s+/)).toEqual(["0", "1", "2", "3"]); // 3 is ls reading the directory
  });

  test("lists its containers, as a table, as JSON and as ids", () => {
    const ids = ["a", "b"].map((name) => runtime.id(name));
    runtime.write(FOREVER);
    for (const id of ids) runtime.create(id);
    expect(runtime.ok("list", "-q").trim().split("\n").sort()).toEqual(ids);
    const listed = JSON.parse(runtime.ok("list", "-f", "json")) as { id: string; status: string }[];
    expect(listed.map(({ id, status }) => [id, status]).sort()).toEqual(ids.map((id) => [id, "created"]));
    expect(runtime.ok("list").split("\n")[0]).toMatch(/^ID +PID +STATUS +BUNDLE +CREATED +OWNER$/);
  });

  test.skipIf(!isOurs)("names every violation of a bad config.json in one message", () => {
    runtime.write("true", (spec) => {
      if (spec.process) spec.process.cwd = "work";
      if (spec.linux) spec.linux.maskedPaths = ["proc"];
    });
    const { code, stderr } = runtime.run(["create", runtime.id("bad")]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /\/process\/cwd: cwd MUST be an absolute path \(config.md#process\); \/linux\/maskedPaths\/0: the values MUST be/,
    );
    writeFileSync(path.join(runtime.bundle, "config.json"), "{");
    expect(runtime.run(["create", runtime.id("bad")]).stderr).toMatch(/read .*config\.json: /);
    expect(runtime.leftovers()).toEqual([]);
  });

  test.skipIf(!isOurs)("refuses by name what it cannot do", () => {
    runtime.write("true");
    expect(runtime.run(["--rootless", "true", "create", runtime.id("refused")]).stderr).toMatch(/--rootless true/);
    expect(runtime.run(["--systemd-cgroup", "create", runtime.id("refused")]).stderr).toMatch(/systemd/);
    expect(runtime.run(["create", "--preserve-fds", "0", runtime.id("zero")], { stdio: "ignore" }).code).toBe(0);
  });
});
