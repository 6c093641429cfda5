// Proves that docker runs on ts-runc, as the daemon's default runtime: what people do with docker all day gives what it
// gives on runc, and leaves nothing on the host. `TS_RUN_CLIENT_RUNTIME=/usr/sbin/runc` runs the same on another runtime.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../setup/cli.ts";
import { busybox, docker as client, Docker, dockerd } from "../setup/docker.ts";
import { cannotRunEngine, limitsOf, runtime, runtimeVersion, versionOf } from "../setup/engine-host.ts";
import { skipUnless } from "../setup/skips.ts";

const versions = [versionOf(dockerd), versionOf("/usr/bin/containerd"), runtimeVersion];

/** Says "up", tells of USR1, ends with 5 at TERM; short sleeps, because sh looks at signals between commands. */
const obedient = "trap 'echo got USR1' USR1; trap 'echo bye; exit 5' TERM; echo up; while :; do sleep 0.1; done";

const skip = skipUnless(existsSync("/usr/bin/skopeo"), "skopeo") || cannotRunEngine(dockerd, client);

describe.skipIf(skip)(versions.join(", "), () => {
  let docker: Docker;
  beforeAll(async () => {
    docker = await Docker.open();
  });
  afterAll(async () => {
    expect(await docker.close()).toEqual([]);
  });

  test("docker info names the runtime", async () => {
    const info = JSON.parse(await docker.ok("info", "--format", "{{json .}}"));
    expect(info).toMatchObject({ DefaultRuntime: "tested", Runtimes: { tested: { path: runtime } } });
  });

  describe("run", () => {
    test("gives back the program's streams and exit code", async () => {
      const script = "cat; echo to-stderr >&2; exit 42";
      const result = await docker.run(["run", "--rm", "-i", busybox, "sh", "-c", script], { input: "to-stdout" });
      expect(result).toEqual({ code: 42, stdout: "to-stdout", stderr: "to-stderr\n" });
    });

    test("ends with 125 for a refusal, 126 for what cannot be executed, 127 for what is not there", async () => {
      expect(await docker.fails("run", "--rm", "--no-such-flag", busybox)).toMatch(/^125 /);
      expect(await docker.fails("run", "--rm", busybox, "/etc/hostname")).toMatch(
        /^126 .*\/etc\/hostname.*permission denied/is,
      );
      expect(await docker.fails("run", "--rm", busybox, "nosuch")).toMatch(/^127 .*nosuch.*not found/is);
    });

    test("-it gives a terminal that follows the size of ours", async () => {
      const terminal = docker.terminal("run", "--rm", "-it", busybox, "sh");
      await terminal.sees("/ # ");
      await terminal.resize(33, 99);
      await terminal.answers("tty; stty size", /\/dev\/pts\/0\s+33 99/);
      terminal.type("exit 3\r");
      expect(await terminal.exited).toBe(3);
    });

    test("--user, --workdir, --env, --hostname, --init, --ulimit, --sysctl", async () => {
      const flags = ["--user", "1000:1001", "-w", "/tmp", "-e", "WORD=two words", "--hostname", "boxy", "--init"];
      const more = ["--ulimit", "nofile=512:600", "--sysctl", "net.ipv4.ip_unprivileged_port_start=77"];
      const script = [
        ...['id -u; id -g; pwd; echo "$WORD"; hostname; ulimit -Sn; ulimit -Hn'],
        ...["cat /proc/sys/net/ipv4/ip_unprivileged_port_start", "echo $HOME", 'cat /proc/1/cmdline | tr "\\0" " "'],
      ].join("; ");
      const lines = (await docker.sh(script, ...flags, ...more)).split("\n");
      expect(lines.slice(0, -1)).toEqual(["1000", "1001", "/tmp", "two words", "boxy", "512", "600", "77", "/"]);
      expect(lines.at(-1)).toMatch(/^\S*init -- sh -c/);
    });

    test("--cap-drop, --cap-add, --security-opt", async () => {
      const script = "grep -E '^(CapEff|CapBnd|NoNewPrivs|Seccomp):' /proc/self/status | cut -f2";
      const tight = await docker.sh(script, "--cap-drop=all", "--cap-add=chown", "--security-opt=no-new-privileges");
      expect(tight.split("\n")).toEqual(["0000000000000001", "0000000000000001", "1", "2"]);
      const open = await docker.sh(script, "--cap-add=sys_admin", "--security-opt=seccomp=unconfined");
      expect(open.split("\n")).toEqual(["00000000a82425fb", "00000000a82425fb", "0", "0"]);
    });

    test("--read-only, --tmpfs, volumes and binds", async () => {
      const binds = ["-v", "vol:/vol", "-v", `${docker.host.dir}:/host:ro`];
      const script =
        "for d in / /vol /scratch /dev/shm /host; do touch $d/x 2>/dev/null && echo $d; done; df /scratch | tail -1";
      const lines = (await docker.sh(script, "--read-only", "--tmpfs", "/scratch:size=1m", ...binds)).split("\n");
      expect(lines.slice(0, -1)).toEqual(["/vol", "/scratch", "/dev/shm"]);
      expect(lines.at(-1)).toMatch(/^tmpfs +1024 /);
      expect(await docker.sh("ls /vol", "-v", "vol:/vol")).toBe("x");
    });

    test("--network and --pid of another container, --network host", async () => {
      await docker.ok("run", "-d", "--name", "first", busybox, "sleep", "1000");
      const links = "for n in net pid; do readlink /proc/self/ns/$n; done";
      const shared = await docker.sh(links, "--network", "container:first", "--pid", "container:first");
      expect(await docker.ok("exec", "first", "sh", "-c", links)).toBe(shared);
      const host = await docker.host.ok("readlink", ["/proc/self/ns/net"]);
      expect(await docker.sh("readlink /proc/self/ns/net", "--network", "host")).toBe(host);
      await docker.ok("rm", "-f", "first");
    });

    test("-p publishes a port of the bridge network", async () => {
      const serve = "echo page >/tmp/index.html; exec httpd -f -p 80 -h /tmp";
      await docker.ok("run", "-d", "--name", "web", "-p", "8080:80", busybox, "sh", "-c", serve);
      await eventually(async () => (await docker.host.get("http://127.0.0.1:8080/")) === "page\n");
      expect(await docker.ok("exec", "web", "ip", "-o", "-4", "addr", "show", "eth0")).toContain("inet 172.17.");
      await docker.ok("rm", "-f", "web");
    });

    test("a container that is killed for its memory is told so", async () => {
      const hungry = "head -c 64m /dev/zero | tail";
      const { code } = await docker.run(["run", "--name", "hungry", "-m", "16m", busybox, "sh", "-c", hungry]);
      expect([code, await docker.inspect("hungry", ".State.OOMKilled")]).toEqual([137, "true"]);
      await docker.ok("rm", "hungry");
    });

    test("--restart=on-failure:2 starts it three times in all", async () => {
      await docker.ok(
        "run",
        "-d",
        "--name",
        "again",
        "--restart",
        "on-failure:2",
        busybox,
        "sh",
        "-c",
        "echo x; exit 3",
      );
      await eventually(async () => (await docker.inspect("again", ".RestartCount")) === "2");
      expect(await docker.ok("wait", "again")).toBe("3");
      expect(await docker.ok("logs", "again")).toBe("x\nx\nx");
      await docker.ok("rm", "again");
    });
  });

  describe("a running container", () => {
    const status = (): Promise<string> => docker.inspect("box", ".State.Status");
    beforeAll(async () => {
      await docker.ok("run", "-d", "--name", "box", "--hostname", "boxy", busybox, "sh", "-c", obedient);
    });
    afterAll(async () => {
      await docker.ok("rm", "-f", "box");
    });

    test("executes more programs, as another user and with their own exit codes", async () => {
      const flags = ["-u", "1000:1001", "-w", "/tmp", "-e", "A=b"];
      expect(await docker.ok("exec", ...flags, "box", "sh", "-c", "id -u; id -g; pwd; echo $A; hostname")).toBe(
        "1000\n1001\n/tmp\nb\nboxy",
      );
      expect(await docker.ok("exec", "box", "sh", "-c", "echo $HOME")).toBe("/root");
      const { code, stdout } = await docker.run(["exec", "-i", "box", "sh", "-c", "cat; exit 9"], { input: "in" });
      expect([code, stdout]).toEqual([9, "in"]);
      // 126 for both with dockerd 20.10
      expect(await docker.fails("exec", "box", "nosuch")).toMatch(/^12[67] .*nosuch.*not found/s);
      expect(await docker.fails("exec", "box", "/etc/hostname")).toMatch(/^126 .*permission denied/is);
    });

    test("executes a shell on a terminal", async () => {
      const terminal = docker.terminal("exec", "-it", "box", "sh");
      await terminal.sees("/ # ");
      terminal.type("tty; hostname; exit 4\r");
      await terminal.sees(/\/dev\/pts\/\d\s+boxy/);
      expect(await terminal.exited).toBe(4);
    });

    test("takes signals, and its log tells of them", async () => {
      await docker.ok("kill", "-s", "USR1", "box");
      await eventually(async () => (await docker.ok("logs", "box")) === "up\ngot USR1");
    });

    test("is listed, measured and looked into", async () => {
      expect(await docker.ok("ps", "--format", "{{.Names}} {{.Status}}")).toMatch(/^box Up /);
      expect(await docker.ok("top", "box", "-o", "pid,args")).toMatch(/^ *\d+ +sh -c trap/m);
      const stats = await docker.ok("stats", "--no-stream", "--format", "{{.MemUsage}} {{.PIDs}}", "box");
      expect(stats).toMatch(/^[1-9]\S+iB \/ \S+ [1-9]/);
    });

    test("takes and gives files", async () => {
      const file = path.join(docker.host.dir, "copied");
      writeFileSync(file, "carried\n");
      await docker.ok("cp", file, "box:/tmp/copied");
      expect(await docker.ok("exec", "box", "cat", "/tmp/copied")).toBe("carried");
      await docker.ok("cp", "box:/etc/hostname", file);
      expect(readFileSync(file, "utf8").trim()).toBe("boxy");
    });

    test("can be paused and unpaused", async () => {
      await docker.ok("pause", "box");
      expect(await status()).toBe("paused");
      await docker.ok("unpause", "box");
      expect(await status()).toBe("running");
      expect(await docker.ok("exec", "box", "echo", "thawed")).toBe("thawed");
    });

    test("takes new limits", async () => {
      await docker.ok("update", "-m", "64m", "--memory-swap", "64m", "--cpus", "0.5", "--pids-limit", "77", "box");
      expect(limitsOf(path.join(docker.host.cgroup, await docker.inspect("box", ".Id")))).toEqual([
        "67108864",
        "50000",
        "77",
      ]);
    });

    test("is checkpointed, or it is told why criu could not, and runs on", async () => {
      expect(await docker.fails("checkpoint", "create", "--leave-running", "box", "point")).toMatch(
        /^0 |^1 .*(checkpoint|criu)/is,
      );
      expect(await status()).toBe("running");
    });

    test("lives on while the daemon is restarted", async () => {
      const pid = await docker.inspect("box", ".State.Pid");
      await docker.host.stopDaemons();
      await docker.startDaemon();
      expect([await status(), await docker.inspect("box", ".State.Pid")]).toEqual(["running", pid]);
      expect(await docker.ok("exec", "box", "hostname")).toBe("boxy");
    });

    test("stops with its own exit code, starts again, restarts, and dies when it must", async () => {
      const follower = docker.run(["logs", "-f", "box"]);
      await docker.ok("stop", "box");
      expect((await follower).stdout).toMatch(/bye\n$/);
      expect([await status(), await docker.inspect("box", ".State.ExitCode")]).toEqual(["exited", "5"]);
      await docker.ok("start", "box");
      const first = await docker.inspect("box", ".State.Pid");
      await docker.ok("restart", "-t", "5", "box");
      expect(await docker.inspect("box", ".State.Pid")).not.toBe(first);
      await docker.ok("kill", "box");
      expect(await docker.ok("wait", "box")).toBe("137");
    });
  });

  test("a health check makes a container healthy or not", async () => {
    const check = ["--health-cmd", "test -e /healthy", "--health-interval=300ms", "--health-retries=1"];
    await docker.ok("run", "-d", "--name", "patient", ...check, busybox, "sleep", "1000");
    const health = () => docker.inspect("patient", ".State.Health.Status");
    await eventually(async () => (await health()) === "unhealthy");
    await docker.ok("exec", "patient", "touch", "/healthy");
    await eventually(async () => (await health()) === "healthy");
    await docker.ok("rm", "-f", "patient");
  });

  test("an image is built, its steps in containers", async () => {
    const context = path.join(docker.host.dir, "context");
    mkdirSync(context);
    const steps = ["FROM ts-run/busybox", "RUN id -u >/who", "USER 1000", "RUN id -u >/tmp/who", "RUN exit 9"];
    writeFileSync(path.join(context, "Dockerfile"), steps.slice(0, 4).join("\n"));
    const id = await docker.ok("build", "-q", context);
    expect(await docker.ok("run", "--rm", id, "cat", "/who", "/tmp/who")).toBe("0\n1000");
    writeFileSync(path.join(context, "Dockerfile"), steps.join("\n"));
    expect(await docker.fails("build", context)).toMatch(/^9 .*exit 9' returned a non-zero code: 9/s);
  });

  test("events tell a container's life", async () => {
    await docker.ok("run", "--rm", "--name", "short", busybox, "true");
    const filter = ["--since", "5m", "--until", "0s", "--filter", "container=short", "--format", "{{.Status}}"];
    const told = async () => (await docker.ok("events", ...filter)).split("\n");
    await eventually(async () => (await told()).includes("destroy"));
    expect(await told()).toEqual(["create", "attach", "start", "die", "destroy"]);
  });
});
