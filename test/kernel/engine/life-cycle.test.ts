// A container's life: created, running, paused, exited, gone; by name, id and unique prefix.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers, eventually, exitOf } from "../../setup/cli.ts";

const obedient = ["sh", "-c", "trap 'echo bye; exit 5' TERM USR1; while :; do sleep 0.05; done"];
const stubborn = ["sh", "-c", "trap 'echo no' TERM; while :; do sleep 0.05; done"];

describe.skipIf(cannotRunContainers())("a container", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await Cli.open();
  });
  afterAll(async () => expect(await cli.close()).toEqual([]));

  test("is created, started, stopped, started again and removed", async () => {
    const id = await cli.ok("create", "--name", "cycle", busybox, ...obedient);
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(await cli.state("cycle")).toBe("created");
    expect(await cli.ok("start", "cycle")).toBe("cycle");
    expect(await cli.state("cycle")).toBe("running");
    await ready("cycle");
    expect(await cli.ok("stop", "cycle")).toBe("cycle");
    expect(await cli.state("cycle")).toBe("exited");
    expect((await cli.inspect("cycle")).State).toMatchObject({ ExitCode: 5, OOMKilled: false, Running: false, Pid: 0 });
    await cli.ok("start", "cycle");
    expect(await cli.state("cycle")).toBe("running");
    expect(await cli.fails("rm", "cycle")).toContain("it is running");
    await cli.ok("rm", "-f", "cycle");
    expect(await cli.fails("inspect", "cycle")).toContain("cycle");
  });

  test("keeps its files from one start to the next", async () => {
    await cli.ok("run", "--name", "keeper", busybox, "sh", "-c", "cat /kept 2>/dev/null; echo once more >>/kept");
    expect((await cli.run(["start", "-a", "keeper"])).stdout).toBe("once more\n");
    await cli.ok("rm", "keeper");
  });

  test("is killed when the stop signal has not ended it in time", async () => {
    await cli.ok("run", "-d", "--name", "stubborn", busybox, ...stubborn);
    await cli.ok("exec", "stubborn", "true");
    const before = Date.now();
    await cli.ok("stop", "-t", "1", "stubborn");
    expect(Date.now() - before).toBeGreaterThanOrEqual(1000);
    expect((await cli.inspect("stubborn")).State).toMatchObject({ ExitCode: 137, OOMKilled: false });
    await cli.ok("rm", "stubborn");
  });

  test("is stopped with its own --stop-signal and --stop-timeout", async () => {
    await cli.ok("run", "-d", "--name", "usr1", "--stop-signal", "USR1", busybox, ...obedient);
    await cli.ok("run", "-d", "--name", "quick", "--stop-timeout", "0", busybox, ...stubborn);
    await ready("usr1");
    await cli.ok("stop", "usr1", "quick");
    expect((await cli.inspect("usr1")).State.ExitCode).toBe(5);
    expect((await cli.inspect("quick")).State.ExitCode).toBe(137);
    await cli.ok("rm", "usr1", "quick");
  });

  test("is restarted with a new process", async () => {
    await cli.ok("run", "-d", "--name", "again", busybox, ...obedient);
    const first = (await cli.inspect("again")).State.Pid;
    await cli.ok("restart", "-t", "5", "again");
    const { Pid, Running } = (await cli.inspect("again")).State;
    expect(Running).toBe(true);
    expect(Pid).not.toBe(first);
    await cli.ok("rm", "-f", "again");
  });

  test("gets the signal of kill, KILL when none is named", async () => {
    await cli.ok("run", "-d", "--name", "target", busybox, ...obedient);
    await ready("target");
    await cli.ok("kill", "-s", "SIGUSR1", "target");
    expect(await cli.ok("wait", "target")).toBe("5");
    await cli.ok("start", "target");
    await cli.ok("kill", "target");
    expect(await cli.ok("wait", "target")).toBe("137");
    expect(await cli.fails("kill", "target")).toContain("not running");
    expect(await cli.fails("kill", "-s", "NOSUCH", "target")).toContain('unknown signal "NOSUCH"');
    await cli.ok("rm", "target");
  });

  test("stands still while paused, and goes on after unpause", async () => {
    await cli.ok("run", "-d", "--name", "paused", busybox, "sh", "-c", "while :; do echo tick; sleep 0.02; done");
    const ticks = async (): Promise<number> => (await cli.ok("logs", "paused")).length;
    await eventually(async () => (await ticks()) > 20);
    await cli.ok("pause", "paused");
    expect(await cli.state("paused")).toBe("paused");
    expect(await cli.ok("ps", "--format", "{{.Status}}", "-f", "name=paused")).toMatch(/^Up .*\(Paused\)$/);
    const then = await ticks();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await ticks()).toBe(then);
    expect(await cli.fails("exec", "paused", "true")).toContain("it is paused");
    expect(await cli.fails("pause", "paused")).toContain("paused already");
    await cli.ok("unpause", "paused");
    await eventually(async () => (await ticks()) > then);
    await cli.ok("pause", "paused");
    await cli.ok("rm", "-f", "paused");
  });

  test("can be stopped and removed while paused", async () => {
    await cli.ok("run", "-d", "--name", "frozen", busybox, ...obedient);
    await ready("frozen");
    await cli.ok("pause", "frozen");
    await cli.ok("stop", "frozen");
    expect((await cli.inspect("frozen")).State.ExitCode).toBe(5);
    await cli.ok("rm", "frozen");
  });

  test("is waited for until it ends", async () => {
    await cli.ok("run", "-d", "--name", "waited", busybox, "sh", "-c", "sleep 0.5; exit 9");
    const wait = cli.start("wait", "waited");
    expect(await exitOf(wait)).toBe(0);
    expect(wait.output).toBe("9\n");
    await cli.ok("rm", "waited");
  });

  test("goes by its name, its id and every unique prefix of it", async () => {
    const id = await cli.ok("create", "--name", "known", busybox, "true");
    for (const ref of ["known", id, id.slice(0, 12), id.slice(0, 5)]) expect((await cli.inspect(ref)).Id).toBe(id);
    expect(await cli.fails("create", "--name", "known", busybox, "true")).toMatch(/known/);
    await cli.ok("rename", "known", "renamed");
    expect((await cli.inspect("renamed")).Name).toBe("/renamed");
    expect(await cli.fails("inspect", "known")).toContain("known");
    await cli.ok("create", "--name", "known", busybox, "true");
    expect(await cli.fails("rename", "renamed", "known")).toContain("known");
    await cli.ok("rm", "known", "renamed");
  });

  test("has a name made up for it when it has none, and refuses names that are none", async () => {
    const id = await cli.ok("create", busybox, "true");
    expect((await cli.inspect(id)).Name).toMatch(/^\/[a-z]+[_-][a-z]+/);
    await cli.ok("rm", id);
    for (const name of ["-x", "a/b", "ä", ""])
      expect((await cli.run(["create", `--name=${name}`, busybox])).code).toBe(125);
  });

  test("refuses what does not fit its state", async () => {
    await cli.ok("create", "--name", "idle", busybox, "sleep", "100");
    for (const command of ["pause", "unpause", "kill", "top"])
      expect(await cli.fails(command, "idle")).toContain("not running");
    expect(await cli.fails("exec", "idle", "true")).toContain("not running");
    expect(await cli.fails("attach", "idle")).toContain("not running");
    await cli.ok("rm", "idle");
  });

  test("is dealt with although another of the same command is not", async () => {
    await cli.ok("create", "--name", "there", busybox, "true");
    const { code, stdout, stderr } = await cli.run(["rm", "not-there", "there"]);
    expect([code, stdout]).toEqual([125, "there\n"]);
    expect(stderr).toContain("find container not-there");
    expect(await cli.fails("inspect", "there")).toContain("there");
  });

  test("is removed by --rm with its anonymous volumes, whether run waited for it or not", async () => {
    await cli.ok("run", "--rm", "-v", "/data", busybox, "true");
    const id = await cli.ok("run", "-d", "--rm", "-v", "/data", busybox, "sleep", "0.1");
    await eventually(async () => (await cli.run(["inspect", id])).code !== 0);
    expect(await cli.ok("ps", "-aq")).toBe("");
    await eventually(async () => (await cli.ok("volume", "ls", "-q")) === "");
  });

  test("is removed by --rm as well when the front door is killed", async () => {
    const run = cli.start("run", "--rm", "--name", "orphan", busybox, "sleep", "1");
    await eventually(async () => (await cli.state("orphan")) === "running");
    run.kill("SIGKILL");
    expect(await exitOf(run)).toBe(128);
    expect(await cli.state("orphan")).toBe("running");
    await eventually(async () => (await cli.ok("ps", "-aq")) === "");
  });

  test("is cleared away by container prune once it has ended", async () => {
    await cli.ok("run", "--name", "ended", busybox, "true");
    await cli.ok("run", "-d", "--name", "alive", busybox, "sleep", "100");
    expect(await cli.ok("container", "prune", "-f")).toMatch(/[0-9a-f]{64}/);
    expect(await cli.ok("ps", "-a", "--format", "{{.Names}}")).toBe("alive");
    await cli.ok("rm", "-f", "alive");
  });

  /** Until its shell has set its trap. */
  async function ready(name: string): Promise<void> {
    const caught = /SigCgt:\s+0*([1-9a-f]\w*)/;
    await eventually(async () => caught.test(await cli.ok("exec", name, "grep", "SigCgt", "/proc/1/status")));
  }
});

describe.skipIf(cannotRunContainers())("a restart policy", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await Cli.open();
  });
  afterAll(async () => expect(await cli.close()).toEqual([]));

  test("on-failure:2 starts a failing container twice more and then leaves it", async () => {
    await cli.ok(
      "run",
      "-d",
      "--name",
      "failing",
      "--restart",
      "on-failure:2",
      busybox,
      "sh",
      "-c",
      "echo try; exit 3",
    );
    await eventually(async () => (await cli.ok("logs", "failing")) === "try\ntry\ntry");
    await eventually(async () => (await cli.state("failing")) === "exited");
    const { RestartCount, State } = await cli.inspect("failing");
    expect([RestartCount, State.ExitCode]).toEqual([2, 3]);
    await cli.ok("rm", "failing");
  });

  test("on-failure leaves a container that succeeded", async () => {
    await cli.ok("run", "-d", "--name", "fine", "--restart", "on-failure", busybox, "true");
    await eventually(async () => (await cli.state("fine")) === "exited");
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await cli.inspect("fine")).RestartCount).toBe(0);
    await cli.ok("rm", "fine");
  });

  test("always starts it until it is stopped, and rm -f ends it for good", async () => {
    await cli.ok("run", "-d", "--name", "always", "--restart", "always", busybox, "sleep", "0.2");
    await eventually(async () => (await cli.inspect("always")).RestartCount >= 2);
    await cli.ok("stop", "-t", "0", "always");
    const count = (await cli.inspect("always")).RestartCount;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await cli.state("always")).toBe("exited");
    expect((await cli.inspect("always")).RestartCount).toBe(count);
    await cli.ok("start", "always");
    await cli.ok("rm", "-f", "always");
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await cli.ok("ps", "-aq")).toBe("");
  });

  test("works on when the front door that started the container was killed", async () => {
    const run = cli.start("run", "--name", "left", "--restart", "always", busybox, "sleep", "0.5");
    await eventually(async () => (await cli.state("left")) === "running");
    run.kill("SIGKILL");
    await eventually(async () => (await cli.inspect("left")).RestartCount >= 1);
    await cli.ok("rm", "-f", "left");
  });

  test("is changed by update", async () => {
    await cli.ok("run", "-d", "--name", "changed", "--restart", "always", busybox, "sleep", "0.3");
    await cli.ok("update", "--restart", "no", "changed");
    await eventually(async () => (await cli.state("changed")) === "exited");
    await cli.ok("rm", "changed");
  });

  test("cannot be had together with --rm", async () => {
    expect(await cli.fails("run", "--rm", "--restart", "always", busybox, "true")).toContain("--rm");
  });
});
