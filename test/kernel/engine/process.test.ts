// What the program in a container gets: command, environment, user, directories, limits.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers, eventually, exitOf } from "../../setup/cli.ts";

describe.skipIf(cannotRunContainers())("the program", () => {
  let cli: Cli;
  let scratch: string;
  beforeAll(async () => {
    cli = await Cli.open();
    scratch = mkdtempSync("/tmp/ts-run-test-files-");
  });
  afterAll(async () => {
    rmSync(scratch, { recursive: true, force: true });
    expect(await cli.close()).toEqual([]);
  });

  const file = (name: string, text: string): string => {
    const target = path.join(scratch, name);
    writeFileSync(target, text);
    return target;
  };

  test("is the image's command, or the one after the image's name", async () => {
    expect((await cli.run(["run", "--rm", "-i", busybox], { input: "echo in the shell of $0" })).stdout).toBe(
      "in the shell of sh\n",
    );
    expect(await cli.ok("run", "--rm", busybox, "echo", "a b", "", "$HOME")).toBe("a b  $HOME");
  });

  test("is --entrypoint with the command as its arguments", async () => {
    expect(await cli.ok("run", "--rm", "--entrypoint", "/bin/echo", busybox, "x", "y")).toBe("x y");
  });

  test("has PID 1, and is alone", async () => {
    expect(await cli.sh("echo $$; echo /proc/[0-9]*")).toBe("1\n/proc/1");
  });

  test("is a child of a small init with --init, which passes on signals and exit codes", async () => {
    expect(await cli.sh("echo $PPID; tr '\\0' ' ' </proc/1/cmdline", "--init")).toMatch(/^1\n\S+/);
    expect((await cli.run(["run", "--rm", "--init", busybox, "sh", "-c", "exit 7"])).code).toBe(7);
    await cli.ok("run", "-d", "--name", "sleeper", "--init", busybox, "sleep", "100");
    await cli.ok("stop", "-t", "5", "sleeper");
    expect((await cli.inspect("sleeper")).State.ExitCode).toBe(143);
    await cli.ok("rm", "sleeper");
  });

  test("gets the environment of -e (own value when only named), --env-file, and the image", async () => {
    const envFile = file("env", "# comment\nFROM_FILE=file value\nBOTH=file\nPASSED_ON\n\n");
    const { stdout } = await cli.run(
      [
        "run",
        "--rm",
        "-e",
        "A=1",
        "-e",
        "BOTH=flag",
        "-e",
        "OWN",
        "-e",
        "ABSENT",
        "--env-file",
        envFile,
        busybox,
        "env",
      ],
      { env: { OWN: "mine", PASSED_ON: "too" } },
    );
    const env = stdout.trim().split("\n");
    expect(env).toEqual(
      expect.arrayContaining(["A=1", "BOTH=flag", "OWN=mine", "PASSED_ON=too", "FROM_FILE=file value", "HOME=/root"]),
    );
    expect(env.some((line) => line.startsWith("PATH=/"))).toBe(true);
    expect(env.some((line) => line.startsWith("ABSENT"))).toBe(false);
    expect(env.find((line) => line.startsWith("HOSTNAME="))).toMatch(/^HOSTNAME=[0-9a-f]{12}$/);
  });

  test("works in -w, which is made when missing", async () => {
    expect(await cli.ok("run", "--rm", "-w", "/made/for/it", busybox, "pwd")).toBe("/made/for/it");
  });

  test("is root unless -u says a user, by number or by name, with the groups of the image and of --group-add", async () => {
    expect(await cli.ok("run", "--rm", busybox, "id")).toMatch(/^uid=0\(root\) gid=0\(root\)/);
    expect(await cli.ok("run", "--rm", "-u", "1234:4321", busybox, "id")).toBe("uid=1234 gid=4321 groups=4321");
    const groups = ["--group-add", "77", "--group-add", "www-data", busybox, "id", "-G"];
    expect(await cli.ok("run", "--rm", "-u", "1234", ...groups)).toBe("0 33 77");
    expect(await cli.ok("run", "--rm", "-u", "nobody", busybox, "sh", "-c", "id -un; echo $HOME")).toMatch(
      /^nobody\n\//,
    );
  });

  test("has no capability left when it is not root", async () => {
    const status = await cli.sh("grep Cap /proc/self/status", "-u", "1000");
    expect(status).toMatch(/CapPrm:\t0+\nCapEff:\t0+/);
    expect(status).toMatch(/CapInh:\t0+/);
    expect(status).toMatch(/CapAmb:\t0+/);
  });

  test("has the resource limits of --ulimit", async () => {
    const script = "ulimit -Sn; ulimit -Hn; ulimit -c";
    expect(await cli.sh(script, "--ulimit", "nofile=100:200", "--ulimit", "core=0")).toBe("100\n200\n0");
  });

  test("has the OOM score of --oom-score-adj", async () => {
    expect(await cli.sh("cat /proc/self/oom_score_adj", "--oom-score-adj", "500")).toBe("500");
  });

  test("has nothing open but its three streams", async () => {
    // "3" is the directory that ls itself reads.
    expect(await cli.ok("run", "--rm", busybox, "ls", "/proc/self/fd")).toBe("0\n1\n2\n3");
    expect(await cli.ok("run", "--rm", "--init", busybox, "ls", "/proc/1/fd")).toBe("0\n1\n2");
  });

  test("starts with no signal blocked or ignored", async () => {
    expect(await cli.ok("run", "--rm", busybox, "grep", "-E", "Sig(Blk|Ign)", "/proc/self/status")).toBe(
      "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000",
    );
  });

  test("leaves its id in --cidfile and the host's pid of it in --pidfile", async () => {
    const cidfile = path.join(scratch, "cid");
    const pidfile = path.join(scratch, "pid");
    const id = await cli.ok("run", "-d", "--cidfile", cidfile, "--pidfile", pidfile, busybox, "sleep", "100");
    expect(readFileSync(cidfile, "utf8")).toBe(id);
    const pid = Number(readFileSync(pidfile, "utf8"));
    expect(readFileSync(`/proc/${pid}/cmdline`, "utf8")).toBe("sleep\u0000100\u0000");
    expect((await cli.inspect(id)).State.Pid).toBe(pid);
    expect(await cli.fails("run", "--cidfile", cidfile, busybox, "true")).toContain("the file exists");
    await cli.ok("rm", "-f", id);
  });

  test("is described by labels and annotations", async () => {
    const id = await cli.ok("create", "-l", "a=1", "-l", "empty", "--annotation", "org.example=x", busybox, "true");
    const { Config, HostConfig } = await cli.inspect(id);
    expect(Config.Labels).toMatchObject({ a: "1", empty: "" });
    expect(HostConfig.Annotations).toEqual({ "org.example": "x" });
    await cli.ok("rm", id);
  });
});

describe.skipIf(cannotRunContainers())("the exit code of run", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await Cli.open();
  });
  afterAll(async () => expect(await cli.close()).toEqual([]));
  const code = async (...args: string[]): Promise<number> => (await cli.run(["run", "--rm", ...args])).code;

  test("is the program's", async () => {
    expect(await code(busybox, "true")).toBe(0);
    expect(await code(busybox, "sh", "-c", "exit 42")).toBe(42);
  });

  test("is 128 + n when signal n ended it", async () => {
    // sh -c would execute a lone command in its place, and PID 1 ignores what it has no handler for
    expect(await code(busybox, "sh", "-c", "sh -c 'kill -TERM $$'; exit $?")).toBe(143);
    const run = cli.start("run", "--name", "killed", busybox, "sleep", "100");
    await eventually(async () => (await cli.state("killed")) === "running");
    await cli.ok("kill", "-s", "KILL", "killed");
    expect(await exitOf(run)).toBe(137);
    await cli.ok("rm", "killed");
  });

  test("is 125 when ts-run itself fails", async () => {
    expect(await code("--no-such-flag", busybox)).toBe(125);
    expect(await code("--pull", "never", "no-such-image")).toBe(125);
    expect(await code("-u", "nosuchuser", busybox, "true")).toBe(125);
  });

  test("is 126 when the program cannot be executed, with the reason", async () => {
    const { code, stderr } = await cli.run(["run", "--rm", busybox, "/etc/passwd"]);
    expect(code).toBe(126);
    expect(stderr).toMatch(/\/etc\/passwd.*not executable|permission/i);
    expect((await cli.run(["run", "--rm", busybox, "/etc"])).code).toBe(126);
  });

  test("is 127 when there is no such program, by path and by name", async () => {
    expect(await code(busybox, "/no/such/program")).toBe(127);
    expect(await code(busybox, "no-such-program")).toBe(127);
  });

  test("is kept by a container without --rm, and inspect has the reason of a failed start", async () => {
    await cli.run(["run", "--name", "broken", busybox, "/no/such/program"]);
    const { State } = await cli.inspect("broken");
    expect(State.ExitCode).toBe(127);
    expect(State.Error).toContain("/no/such/program");
    await cli.ok("rm", "broken");
  });
});
