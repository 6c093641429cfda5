// Proves that podman runs on ts-runc: what people do with podman all day, through conmon, gives what it gives on runc, and
// leaves nothing on the host. `TS_RUN_CLIENT_RUNTIME=/usr/sbin/runc` runs the same on another runtime.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../setup/cli.ts";
import { cannotRunEngine, isOurs, runtime, runtimeVersion, versionOf } from "../setup/engine-host.ts";
import { busybox, Podman, podmanProgram } from "../setup/podman.ts";

const programs = [podmanProgram, "/usr/bin/conmon", "/usr/bin/catatonit", "/usr/lib/podman/netavark"];
const versions = [versionOf(podmanProgram), versionOf("/usr/bin/conmon"), runtimeVersion];

/** Says "up", tells of USR1, ends with 5 at TERM; short sleeps, because sh looks at signals between commands. */
const obedient = "trap 'echo got USR1' USR1; trap 'echo bye; exit 5' TERM; echo up; while :; do sleep 0.1; done";

describe.skipIf(cannotRunEngine(...programs))(versions.join(", "), () => {
  let podman: Podman;
  beforeAll(async () => {
    podman = await Podman.open();
  });
  afterAll(async () => {
    expect(await podman.close()).toEqual([]);
  });

  test("podman info names the runtime", async () => {
    const told = JSON.parse(await podman.ok("info", "--format", "{{json .Host.OCIRuntime}}"));
    expect(told).toMatchObject({ path: runtime, version: expect.stringContaining(runtimeVersion) });
  });

  describe("run", () => {
    test("gives back the program's streams and exit code", async () => {
      const script = "cat; echo to-stderr >&2; exit 42";
      const result = await podman.run(["run", "--rm", "-i", busybox, "sh", "-c", script], { input: "to-stdout" });
      expect(result).toEqual({ code: 42, stdout: "to-stdout", stderr: "to-stderr\n" });
    });

    test("ends with 125 for a refusal, 126 for what cannot be executed, 127 for what is not there", async () => {
      expect(await podman.fails("run", "--rm", "--no-such-flag", busybox)).toMatch(/^125 /);
      expect(await podman.fails("run", "--rm", busybox, "/etc/hostname")).toMatch(
        /^126 .*\/etc\/hostname.*permission denied/is,
      );
      expect(await podman.fails("run", "--rm", busybox, "nosuch")).toMatch(/^127 .*nosuch.*not found/is);
    });

    test("-it gives a terminal that follows the size of ours", async () => {
      const terminal = podman.terminal("run", "--rm", "-it", busybox, "sh");
      await terminal.sees("/ # ");
      await terminal.resize(33, 99);
      await terminal.answers("tty; stty size", /\/dev\/pts\/0\s+33 99/);
      terminal.type("exit 3\r");
      expect(await terminal.exited).toBe(3);
    });

    test("--user, --workdir, --env, --hostname, --init", async () => {
      const flags = ["--user", "1000:1001", "-w", "/tmp", "-e", "WORD=two words", "--hostname", "boxy", "--init"];
      const script = 'id -u; id -g; pwd; echo "$WORD"; hostname; cat /proc/1/cmdline | tr "\\0" " "';
      const [uid, gid, directory, word, hostname, init] = (await podman.sh(script, ...flags)).split("\n");
      expect([uid, gid, directory, word, hostname]).toEqual(["1000", "1001", "/tmp", "two words", "boxy"]);
      expect(init).toMatch(/^\S*init -- sh -c/);
    });

    test("--cap-drop, --security-opt, --privileged", async () => {
      const script = "grep -E '^(CapEff|CapBnd|NoNewPrivs|Seccomp):' /proc/self/status; ls /dev | wc -l";
      const tight = await podman.sh(script, "--cap-drop=all", "--cap-add=chown", "--security-opt=no-new-privileges");
      expect(tight.split(/\s+/)).toEqual([
        ...["CapEff:", "0000000000000001", "CapBnd:", "0000000000000001", "NoNewPrivs:", "1", "Seccomp:", "2"],
        expect.stringMatching(/^1\d$/),
      ]);
      const open = (await podman.sh(script, "--privileged")).split(/\s+/);
      expect(open).toContain(/^CapEff:\s*(\w+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
      expect(open).toEqual(expect.arrayContaining(["NoNewPrivs:", "0", "Seccomp:"]));
      expect(Number(open.at(-1))).toBeGreaterThan(20);
    });

    test("--read-only, --tmpfs, volumes and binds", async () => {
      const tmpfs = ["--read-only", "--tmpfs", "/scratch:size=1m", "--tmpfs", "/etc"];
      const flags = [...tmpfs, "-v", "vol:/vol", "-v", `${podman.host.dir}:/host:ro`];
      const script = [
        "for d in / /vol /scratch /tmp /etc /host; do touch $d/x 2>/dev/null && echo $d; done",
        "grep -c ^root: /etc/passwd", // a tmpfs begins with what the image has there
        "df /scratch | tail -1",
      ].join("; ");
      const lines = (await podman.sh(script, ...flags)).split("\n");
      expect(lines.slice(0, -1)).toEqual(["/vol", "/scratch", "/tmp", "/etc", "1"]);
      expect(lines.at(-1)).toMatch(/^tmpfs +1024 /);
      expect(await podman.sh("ls /vol", "-v", "vol:/vol")).toBe("x");
    });

    test("-m, --cpus, --pids-limit, --cpu-shares reach the cgroup", async () => {
      const flags = ["-m", "64m", "--cpus", "0.5", "--pids-limit", "77", "--cpu-shares", "512"];
      expect(await podman.sh(limits, ...flags)).toBe("67108864 50000 77");
      expect(await podman.sh(limits, "--pids-limit", "-1")).toMatch(/ max$/);
    });

    // crun and ours: podman asks no other runtime for it
    test.runIf(isOurs)("--cgroups=disabled leaves it in the cgroups of podman itself", async () => {
      const own = await podman.host.ok("cat", ["/proc/self/cgroup"]);
      expect(await podman.sh("cat /proc/self/cgroup", "--cgroups=disabled")).toBe(own);
    });

    test("--uidmap makes root somebody else, and the files his", async () => {
      const flags = ["--uidmap", "0:100000:1000", "--gidmap", "0:200000:1000"];
      const script =
        "id -u; tr -s ' ' </proc/self/uid_map; tr -s ' ' </proc/self/gid_map; touch /x && stat -c %u:%g /x";
      expect(await podman.sh(script, ...flags)).toBe("0\n 0 100000 1000\n 0 200000 1000\n0:0");
    });

    test("--systemd=always gives what a systemd inside needs", async () => {
      const script =
        "touch /run/x; grep -E ' (/run|/tmp|/sys/fs/cgroup(/systemd)?) ' /proc/mounts | cut -d' ' -f2-4 | cut -d, -f1";
      const mounts = (await podman.sh(script, "--systemd=always")).split("\n");
      expect(mounts).toEqual(expect.arrayContaining(["/run tmpfs rw", "/tmp tmpfs rw"]));
      expect(mounts.at(-1)).toMatch(/^\/sys\/fs\/cgroup\S* cgroup2? rw$/);
    });

    test("--preserve-fds hands on an open file", async () => {
      const file = path.join(podman.host.dir, "open-file");
      writeFileSync(file, "through descriptor 3");
      const command = ["run", "--rm", "--preserve-fds", "1", busybox, "sh", "-c", "cat <&3"];
      expect(await podman.okWithFile(file, ...command)).toBe("through descriptor 3");
    });

    test("--restart=on-failure:2 starts it three times in all", async () => {
      await podman.run([
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
      ]);
      await eventually(async () => (await podman.inspect("again", ".RestartCount")) === "2");
      expect(await podman.ok("wait", "again")).toBe("3");
      expect(await podman.ok("logs", "again")).toBe("x\nx\nx");
      await podman.ok("rm", "again");
    });

    test("-p publishes a port of a bridge network", async () => {
      const serve = "echo page >/tmp/index.html; exec httpd -f -p 80 -h /tmp";
      await podman.ok("run", "-d", "--name", "web", "--network", "podman", "-p", "8080:80", busybox, "sh", "-c", serve);
      const get = () => podman.host.get("http://127.0.0.1:8080/");
      await eventually(async () => (await get()) === "page\n");
      expect(await podman.ok("exec", "web", "ip", "-o", "-4", "addr", "show", "eth0")).toContain("inet 10.88.");
      await podman.ok("rm", "-f", "-t", "0", "web");
    });
  });

  describe("a running container", () => {
    const status = (): Promise<string> => podman.inspect("box", ".State.Status");
    beforeAll(async () => {
      await podman.ok("run", "-d", "--name", "box", "--hostname", "boxy", busybox, "sh", "-c", obedient);
    });
    afterAll(async () => {
      await podman.ok("rm", "-f", "-t", "0", "box");
    });

    test("executes more programs, as another user and with their own exit codes", async () => {
      const flags = ["-u", "1000:1001", "-w", "/tmp", "-e", "A=b"];
      expect(await podman.ok("exec", ...flags, "box", "sh", "-c", "id -u; id -g; pwd; echo $A; hostname")).toBe(
        "1000\n1001\n/tmp\nb\nboxy",
      );
      const { code, stdout } = await podman.run(["exec", "-i", "box", "sh", "-c", "cat; exit 9"], { input: "in" });
      expect([code, stdout]).toEqual([9, "in"]);
      expect(await podman.fails("exec", "box", "nosuch")).toMatch(/^127 .*nosuch/s);
      expect(await podman.fails("exec", "box", "/etc/hostname")).toMatch(/^126 .*permission denied/is);
    });

    test("executes a shell on a terminal", async () => {
      const terminal = podman.terminal("exec", "-it", "box", "sh");
      await terminal.sees("/ # ");
      terminal.type("tty; hostname; exit 4\r");
      await terminal.sees(/\/dev\/pts\/\d\s+boxy/);
      expect(await terminal.exited).toBe(4);
    });

    test("executes a program in the background", async () => {
      await podman.ok("exec", "-d", "box", "sh", "-c", "echo done >/background");
      await eventually(async () => (await podman.run(["exec", "box", "cat", "/background"])).stdout === "done\n");
    });

    test("takes signals, and its log can be followed", async () => {
      await podman.ok("kill", "-s", "USR1", "box");
      await eventually(async () => (await podman.ok("logs", "box")).endsWith("got USR1"));
      expect(await podman.ok("logs", "box")).toBe("up\ngot USR1");
    });

    test("is listed, measured and looked into", async () => {
      expect(await podman.ok("ps", "--format", "{{.Names}} {{.Status}}")).toMatch(/^box Up /);
      expect(await podman.ok("top", "box", "pid", "args")).toMatch(/^1 +sh -c trap/m);
      const stats = await podman.ok("stats", "--no-stream", "--format", "{{.MemUsageBytes}} {{.PIDs}}", "box");
      expect(stats).toMatch(/^\d\S+iB \/ \S+ [1-9]/);
    });

    test("takes and gives files", async () => {
      const file = path.join(podman.host.dir, "copied");
      writeFileSync(file, "carried\n");
      await podman.ok("cp", file, "box:/tmp/copied");
      expect(await podman.ok("exec", "box", "cat", "/tmp/copied")).toBe("carried");
      await podman.ok("cp", "box:/etc/hostname", file);
      expect(readFileSync(file, "utf8").trim()).toBe("boxy");
    });

    test("can be paused, and takes no exec then", async () => {
      await podman.ok("pause", "box");
      expect(await status()).toBe("paused");
      expect((await podman.run(["exec", "box", "true"])).code).not.toBe(0);
      await podman.ok("unpause", "box");
      expect(await status()).toBe("running");
      expect(await podman.ok("exec", "box", "echo", "thawed")).toBe("thawed");
    });

    test("takes new limits", async () => {
      await podman.ok("update", "-m", "64m", "--cpus", "0.5", "box");
      expect(await podman.ok("exec", "box", "sh", "-c", limits)).toMatch(/^67108864 50000 /);
    });

    test("is checkpointed, or it is told why criu could not, and runs on", async () => {
      expect(await podman.fails("container", "checkpoint", "--leave-running", "box")).toMatch(
        /^0 |^125 .*(checkpoint|criu)/is,
      );
      expect(await status()).toBe("running");
    });

    test("stops with its own exit code, starts again, restarts, and dies when it must", async () => {
      const follower = podman.run(["logs", "-f", "box"]);
      await podman.ok("stop", "box");
      expect((await follower).stdout).toMatch(/^up\n/); // podman's follower may end before the last line
      expect(await podman.ok("logs", "box")).toMatch(/bye$/);
      expect([await status(), await podman.inspect("box", ".State.ExitCode")]).toEqual(["exited", "5"]);
      await podman.ok("start", "box");
      const first = await podman.inspect("box", ".State.Pid");
      await podman.ok("restart", "-t", "5", "box");
      expect(await podman.inspect("box", ".State.Pid")).not.toBe(first);
      await podman.ok("kill", "box");
      expect(await podman.ok("wait", "box")).toBe("137");
    });
  });

  test("a created container waits for its start", async () => {
    await podman.ok("create", "--name", "waits", busybox, "echo", "started");
    await podman.ok("init", "waits");
    expect(await podman.inspect("waits", ".State.Status")).toBe("initialized");
    expect(await podman.ok("start", "--attach", "waits")).toBe("started");
    await podman.ok("rm", "waits");
  });

  test("a healthcheck is a program inside", async () => {
    const check = ["--health-cmd", "test -e /healthy", "--health-interval=disable", "--health-retries=1"];
    await podman.ok("run", "-d", "--name", "patient", ...check, busybox, "sleep", "1000");
    expect((await podman.run(["healthcheck", "run", "patient"])).code).toBe(1);
    expect(await podman.inspect("patient", ".State.Health.Status")).toBe("unhealthy");
    await podman.ok("exec", "patient", "touch", "/healthy");
    await podman.ok("healthcheck", "run", "patient");
    expect(await podman.inspect("patient", ".State.Health.Status")).toBe("healthy");
    await podman.ok("rm", "-f", "-t", "0", "patient");
  });

  test("the containers of a pod share its namespaces, and not their root", async () => {
    const infra = ["--infra-image", busybox, "--infra-command", "/bin/sleep 1000", "--share", "net,ipc,uts,pid"];
    await podman.ok("pod", "create", "--name", "pod", "--cgroup-parent", `/${podman.host.cgroup}`, ...infra);
    await podman.ok("run", "-d", "--pod", "pod", "--name", "one", busybox, "sh", "-c", obedient);
    await podman.ok("run", "-d", "--pod", "pod", "--name", "two", busybox, "sleep", "1000");
    const links = "for n in net ipc uts pid mnt; do readlink /proc/self/ns/$n; done";
    const [one = [], two = []] = await Promise.all(
      ["one", "two"].map(async (name) => (await podman.ok("exec", name, "sh", "-c", links)).split("\n")),
    );
    expect(one.slice(0, 4)).toEqual(two.slice(0, 4));
    expect(one[4]).not.toBe(two[4]);
    expect(await podman.ok("exec", "two", "ps", "-o", "args")).toContain("trap");
    await podman.ok("pod", "stop", "-t", "1", "pod");
    expect(await podman.inspect("one", ".State.ExitCode")).toBe("5");
    await podman.ok("pod", "rm", "pod");
  });

  test("events tell a container's life", async () => {
    await podman.ok("run", "--rm", "--name", "short", busybox, "true");
    const told = await podman.ok("events", "--stream=false", "--filter", "container=short", "--format", "{{.Status}}");
    expect(told.split("\n")).toEqual(expect.arrayContaining(["create", "init", "start", "died", "remove"]));
  });
});

/** memory.limit_in_bytes or memory.max, quota per 100 ms, pids.max. */
const limits = [
  "cd /sys/fs/cgroup; if [ -e memory.max ]; then m=memory.max; else m=memory/memory.limit_in_bytes; fi",
  "if [ -e cpu.max ]; then c=cpu.max; p=pids.max; else c=cpu/cpu.cfs_quota_us; p=pids/pids.max; fi",
  "echo $(cat $m) $(cut -d' ' -f1 $c) $(cat $p)",
].join("; ");
