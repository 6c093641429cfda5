// exec: one more process in a container, with streams, exit code and identity of its own.
import { readFileSync, readlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotRunBundles, eventually, isRunning, OciRuntime } from "./oci-runtime.ts";

describe.skipIf(cannotRunBundles())("exec", () => {
  let runtime: OciRuntime;
  let id: string;
  beforeAll(() => {
    runtime = new OciRuntime();
    id = runtime.id("exec");
    runtime.write("while :; do sleep 0.1; done", (spec) => {
      if (spec.process) spec.process.env = ["PATH=/bin", "COLOUR=red"];
    });
    runtime.create(id);
    runtime.ok("start", id);
  });
  afterAll(() => {
    runtime.ok("delete", "--force", id);
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });

  test("runs in all namespaces and cgroups of the container's init", () => {
    const { pid } = runtime.state(id);
    const kinds = ["mnt", "pid", "net", "ipc", "uts", "cgroup"];
    const inside = runtime.ok(
      "exec",
      id,
      "sh",
      "-c",
      `for n in ${kinds.join(" ")}; do readlink /proc/self/ns/$n; done`,
    );
    const ofInit = kinds.map((kind) => readlinkSync(`/proc/${pid}/ns/${kind}`));
    expect(inside.trim().split("\n")).toEqual(ofInit);
    expect(ofInit).not.toContain(readlinkSync("/proc/self/ns/mnt"));
    const cgroupInside = runtime.ok("exec", id, "cat", "/proc/self/cgroup").split("\n").sort();
    expect(cgroupInside).toEqual(runtime.ok("exec", id, "cat", "/proc/1/cgroup").split("\n").sort());
  });

  test("passes streams and the exit code through", () => {
    const command = ["exec", id, "sh", "-c", "read x; echo out $x; echo err >&2; exit 42"];
    expect(runtime.run(command, { input: "in\n", stdio: "pipe" })).toEqual({
      code: 42,
      stdout: "out in\n",
      stderr: "err\n",
    });
  });

  test("adds to the container's environment, and takes another directory and user", () => {
    const script = "echo $COLOUR $SIZE $(pwd) $(id -u):$(id -g)";
    const flags = ["--env", "SIZE=big", "--cwd", "/out", "--user", "7:8"];
    expect(runtime.ok("exec", ...flags, id, "sh", "-c", script)).toBe("red big /out 7:8\n");
  });

  test("takes a whole process document", () => {
    const file = path.join(runtime.dir, "process.json");
    const document = {
      terminal: false,
      user: { uid: 3, gid: 4, additionalGids: [5] },
      args: ["sh", "-c", "echo $A $COLOUR; id; cat /proc/self/status"],
      env: ["A=b", "PATH=/bin"],
      cwd: "/bin",
      noNewPrivileges: true,
      capabilities: { bounding: ["CAP_KILL"], effective: [], permitted: [] },
    };
    writeFileSync(file, JSON.stringify(document));
    const output = runtime.ok("exec", "--process", file, id);
    expect(output).toMatch(/^b\nuid=3 gid=4 groups=.*5/);
    expect(output).toMatch(/^NoNewPrivs:\s1$/m);
    expect(output).toMatch(/^CapEff:\s0+$/m);
    expect(output).toMatch(/^CapBnd:\s0+20$/m);
  });

  test("detaches, and writes the pid of the process", async () => {
    const pidFile = path.join(runtime.dir, "exec.pid");
    runtime.detached(
      "exec",
      "--detach",
      "--pid-file",
      pidFile,
      id,
      "sh",
      "-c",
      "echo $$ > /out/inside; exec sleep 600",
    );
    const pid = Number(readFileSync(pidFile, "utf8"));
    await eventually(() => runtime.out("inside") !== undefined);
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    expect(/^NSpid:\s+(.*)$/m.exec(status)?.[1]?.split(/\s+/)).toEqual([String(pid), runtime.out("inside")?.trim()]);
    process.kill(pid, "SIGKILL");
    await eventually(() => !isRunning(pid));
  });

  test("names a program that is not there", () => {
    const { code, stderr } = runtime.run(["exec", id, "nothing"]);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/exec: \\?"nothing\\?": executable file not found in \$PATH/);
  });

  test("is refused in a container that is paused, and one that is not there", () => {
    runtime.ok("pause", id);
    expect(runtime.run(["exec", id, "true"]).stderr).toMatch(/cannot exec in a paused container/);
    runtime.ok("resume", id);
    expect(runtime.run(["exec", id, "true"]).code).toBe(0);
    expect(runtime.run(["exec", "nobody", "true"]).stderr).toMatch(/container does not exist/);
  });
});
