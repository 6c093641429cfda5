// Proves that containerd runs on ts-runc: its runc v2 shim drives every verb through ctr and the task API, fifty containers
// at once as well, and nothing is left on the host. `TS_RUN_CLIENT_RUNTIME=/usr/sbin/runc` runs the same on another runtime.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../setup/cli.ts";
import { busybox, Containerd, containerdPrograms } from "../setup/containerd.ts";
import { cannotRunEngine, limitsOf, runtimeVersion, versionOf } from "../setup/engine-host.ts";

const version = versionOf("/usr/bin/containerd").replace("github.com/containerd/", "");

describe.skipIf(cannotRunEngine(...containerdPrograms))(`${version}, ${runtimeVersion}`, () => {
  let engine: Containerd;
  beforeAll(async () => {
    engine = await Containerd.open();
  });
  afterAll(async () => {
    expect(await engine.close()).toEqual([]);
  });

  describe("run", () => {
    test("gives back the program's streams and exit code", async () => {
      const script = "read line; echo $line; echo to-stderr >&2; exit 42"; // ctr does not tell of its input's end
      const { code, stdout, stderr } = await engine.run(["run", "--rm", busybox, "streams", "sh", "-c", script], {
        input: "to-stdout\n",
      });
      expect([code, stdout, stderr.split("\n")[0]]).toEqual([42, "to-stdout\n", "to-stderr"]);
    });

    test("tells why a program cannot be executed", async () => {
      expect(await engine.fails("run", "--rm", busybox, "none", "nosuch")).toMatch(
        /^1 .*OCI runtime create failed.*nosuch/s,
      );
      expect(await engine.ok("containers", "ls", "-q")).toBe("");
    });

    test("-t gives a terminal that follows the size of ours", async () => {
      const terminal = engine.terminal("run", "--rm", "-t", busybox, "shell", "sh");
      await terminal.sees("/ # ");
      await terminal.resize(33, 99);
      await terminal.answers("tty; stty size", /\/dev\/pts\/0\s+33 99/);
      terminal.type("exit 3\r");
      expect(await terminal.exited).toBe(3);
    });

    test("--cwd, --env, --mount, --read-only, --cap-drop, --seccomp, --uidmap", async () => {
      const mount = `type=bind,src=${engine.host.dir},dst=/host,options=rbind:ro`;
      const mapping = ["--uidmap", "0:100000:1000", "--gidmap", "0:200000:1000"];
      const flags = ["--cwd", "/tmp", "--env", "A=b", "--mount", mount, "--read-only", "--cap-drop", "CAP_NET_RAW"];
      const script = [
        "pwd; echo $A; for d in / /host /dev/shm; do touch $d/x 2>/dev/null && echo $d; done",
        "grep -E '^(CapBnd|Seccomp):' /proc/self/status; cat /proc/self/uid_map",
      ].join("; ");
      const lines = (await engine.sh("flags", script, ...flags, ...mapping, "--seccomp")).split("\n");
      expect(lines.map((line) => line.trim().split(/\s+/).join(" "))).toEqual([
        ...["/tmp", "b", "/dev/shm"],
        "CapBnd: 00000000a80405fb", // the fourteen without bit 13
        ...["Seccomp: 2", "0 100000 1000"],
      ]);
    });

    test("--memory-limit and --cpus reach the cgroup, and an OOM kill is told", async () => {
      const events = engine.host.start("/usr/bin/ctr", ["--namespace", engine.namespace, "events"]);
      await eventually(async () => {
        await engine.ok("namespaces", "label", engine.namespace, `at=${Date.now()}`); // an event, so that we see it listens
        return events.output.includes("/namespaces/update");
      });
      const limits = ["--memory-limit", String(16 << 20), "--cpus", "0.5"];
      const result = await engine.run([
        "run",
        "--rm",
        ...limits,
        busybox,
        "hungry",
        "sh",
        "-c",
        "head -c 64m /dev/zero | tail",
      ]);
      expect(result.code).toBe(137);
      await eventually(() => events.output.includes("/tasks/oom"));
      events.kill();
    });

    test("--with-ns joins a namespace by its path, --no-pivot enters the root without pivot_root", async () => {
      const own = await engine.host.ok("readlink", ["/proc/self/ns/net"]);
      const net = "network:/proc/self/ns/net";
      expect(await engine.sh("joins", "readlink /proc/self/ns/net", "--with-ns", net)).toBe(own);
      expect(await engine.sh("chroots", "ls / | wc -l", "--no-pivot")).toMatch(/^\d+$/);
    });
  });

  describe("a task", () => {
    const obedient = "trap 'exit 5' TERM; echo up; while :; do sleep 0.1; done";
    const tasks = (...args: string[]): Promise<string> => engine.ok("tasks", ...args);
    beforeAll(async () => {
      await engine.ok("run", "-d", busybox, "box", "sh", "-c", obedient);
    });

    test("is listed with its processes and measured", async () => {
      expect(await engine.status("box")).toBe("RUNNING");
      const [pid] = /^\d+/m.exec(await tasks("ps", "box")) ?? [];
      expect(await tasks("ls")).toContain(pid);
      expect(await tasks("metrics", "box")).toMatch(
        /(memory.usage_in_bytes|memory.usage) +\d+[\s\S]*pids.current +[12]/,
      );
    });

    test("executes more programs, with their own exit codes", async () => {
      expect(
        await tasks("exec", "--exec-id", "one", "--cwd", "/tmp", "--user", "1000", "box", "sh", "-c", "id -u; pwd"),
      ).toBe("1000\n/tmp");
      const failing = ["tasks", "exec", "--exec-id", "two", "box", "sh", "-c", "read line; echo $line; exit 9"];
      const { code, stdout } = await engine.run(failing, { input: "in\n" });
      expect([code, stdout]).toEqual([9, "in\n"]);
      expect(await engine.fails("tasks", "exec", "--exec-id", "three", "box", "nosuch")).toMatch(
        /exec failed.*nosuch/s,
      );
    });

    test("executes a shell on a terminal", async () => {
      const terminal = engine.terminal("tasks", "exec", "-t", "--exec-id", "four", "box", "sh");
      await terminal.sees("/ # ");
      terminal.type("tty; exit 4\r");
      await terminal.sees(/\/dev\/pts\/\d/);
      expect(await terminal.exited).toBe(4);
    });

    test("can be paused and resumed", async () => {
      await tasks("pause", "box");
      expect(await engine.status("box")).toBe("PAUSED");
      await tasks("resume", "box");
      expect(await engine.status("box")).toBe("RUNNING");
    });

    test("takes new limits through the API", async () => {
      await engine.update("box", {
        memory: { limit: 64 << 20 },
        cpu: { quota: 50_000, period: 100_000 },
        pids: { limit: 77 },
      });
      expect(limitsOf(`${engine.namespace}/box`)).toEqual(["67108864", "50000", "77"]);
    });

    test("is checkpointed, or it is told why criu could not, and runs on", async () => {
      expect(await engine.fails("tasks", "checkpoint", "box")).toMatch(/^0 |^1 .*(checkpoint|criu)/is);
      expect(await engine.status("box")).toBe("RUNNING");
    });

    test("ends by signal with its own exit code, and is deleted", async () => {
      await tasks("kill", "--signal", "TERM", "box");
      await eventually(async () => (await engine.status("box")) === "STOPPED");
      expect(await engine.fails("tasks", "delete", "box")).toMatch(/^0 .*non-zero exit code 5/s);
      await engine.ok("containers", "delete", "box");
      expect(await engine.ok("containers", "ls", "-q")).toBe("");
    });
  });

  test("fifty containers run at once, each with its own exit code", { timeout: 150_000 }, async () => {
    const shared = path.join(engine.host.dir, "shared");
    mkdirSync(shared);
    const mount = ["--mount", `type=bind,src=${shared},dst=/shared,options=rbind:ro`];
    const numbers = Array.from({ length: 50 }, (_, index) => index + 1);
    const ends = numbers.map((number) => {
      const script = `echo ${number}; until [ -e /shared/go ]; do sleep 0.5; done; exit ${number}`;
      const args = ["run", "--rm", ...mount, busybox, `many-${number}`, "sh", "-c", script];
      return engine.run(args, { timeoutMs: 140_000 });
    });
    const running = async () => (await engine.ok("tasks", "ls")).match(/RUNNING/g)?.length ?? 0;
    await eventually(async () => (await running()) === numbers.length, 80_000).catch(async () =>
      expect(await running()).toBe(numbers.length),
    );
    writeFileSync(path.join(shared, "go"), "");
    const results = (await Promise.all(ends)).map(({ code, stdout }) => `${code} ${stdout.trim()}`);
    expect(results).toEqual(numbers.map((number) => `${number} ${number}`));
    expect(await engine.ok("containers", "ls", "-q")).toBe("");
  });

  test("a container whose shim was killed is cleaned up", async () => {
    await engine.ok("run", "-d", busybox, "orphan", "sleep", "1000");
    const [shim] = engine.host.processes("containerd-shim-runc-v2");
    expect(shim).toBeGreaterThan(1);
    process.kill(Number(shim), "SIGKILL");
    await eventually(() => !existsSync(engine.host.inside(`${engine.bundles}/orphan`)));
    expect(await engine.status("orphan")).toBeUndefined();
    await engine.ok("containers", "delete", "orphan");
    await eventually(() => engine.host.processes("sleep").length === 0);
  });
});
