// kill -9 of anything at any moment, and many things at once: nobody else is hurt, the next command puts things right.
import { execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers, eventually, exitOf } from "../../setup/cli.ts";

describe.skipIf(cannotRunContainers())("after a fault", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await Cli.open();
    await cli.ok("run", "-d", "--name", "bystander", busybox, "sleep", "1000");
  });
  afterAll(async () => {
    expect(await cli.state("bystander")).toBe("running");
    expect(await cli.close()).toEqual([]);
  });

  const parentOf = (pid: number): number =>
    Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[1]);

  test("a killed monitor takes its container with it, which can be started again and removed", async () => {
    await cli.ok("run", "-d", "--name", "lost", "-p", "18085:80", busybox, "sleep", "1000");
    const { Id, State } = await cli.inspect("lost");
    process.kill(parentOf(State.Pid), "SIGKILL");
    await eventually(async () => (await cli.state("lost")) === "exited");
    expect((await cli.inspect("lost")).State.ExitCode).toBe(137);
    await cli.ok("start", "lost");
    expect(await cli.state("lost")).toBe("running");
    process.kill(parentOf((await cli.inspect("lost")).State.Pid), "SIGKILL");
    await eventually(async () => (await cli.state("lost")) === "exited");
    await cli.ok("rm", "lost");
    expect(execFileSync("find", ["/sys/fs/cgroup", "-name", Id], { encoding: "utf8" })).toBe("");
    await cli.ok("run", "--rm", "-p", "18085:80", busybox, "true");
  });

  test("run says so when the monitor is killed under it, with the terminal's and the shell's peace", async () => {
    const run = cli.start("run", "--name", "under", busybox, "sleep", "1000");
    await eventually(async () => (await cli.state("under")) === "running");
    process.kill(parentOf((await cli.inspect("under")).State.Pid), "SIGKILL");
    expect(await exitOf(run)).not.toBe(0);
    expect(run.output).toContain("monitor was killed");
    await cli.ok("rm", "under");
  });

  test("a process that somebody else kills inside is just an exit", async () => {
    await cli.ok("run", "-d", "--name", "shot", busybox, "sleep", "1000");
    process.kill((await cli.inspect("shot")).State.Pid, "SIGKILL");
    expect(await cli.ok("wait", "shot")).toBe("137");
    expect((await cli.inspect("shot")).State.OOMKilled).toBe(false);
    await cli.ok("rm", "shot");
  });

  test("a run that was killed at any moment leaves nothing that rm -f does not remove", async () => {
    for (let after = 40; after <= 260; after += 30) {
      const run = cli.start(
        "run",
        "--name",
        "cut",
        "-p",
        "18086:80",
        "-v",
        "/anonymous",
        "-m",
        "64m",
        busybox,
        "sleep",
        "1000",
      );
      await delay(after);
      run.kill("SIGKILL");
      await exitOf(run);
      const all = (await cli.ok("ps", "-a", "--format", "{{.Names}}")).split("\n");
      if (all.includes("cut")) await cli.ok("rm", "-f", "-v", "cut");
      // The name, the port and the address are free again.
      const { code, stderr } = await cli.run(["run", "--rm", "--name", "cut", "-p", "18086:80", busybox, "true"]);
      expect([code, stderr], `killed after ${after} ms`).toEqual([0, ""]);
    }
  });

  test("a stop that was killed can be done again", async () => {
    await cli.ok("run", "-d", "--name", "tough", busybox, "sh", "-c", "trap '' TERM; while :; do sleep 0.1; done");
    await cli.ok("exec", "tough", "true");
    const stop = cli.start("stop", "-t", "100", "tough");
    await delay(400);
    stop.kill("SIGKILL");
    await exitOf(stop);
    await cli.ok("stop", "-t", "0", "tough");
    expect((await cli.inspect("tough")).State.ExitCode).toBe(137);
    await cli.ok("rm", "tough");
  });

  test("a killed exec leaves the container alone, and its command to itself", async () => {
    const exec = cli.start("exec", "bystander", "sleep", "997");
    await eventually(async () => (await cli.ok("top", "bystander")).includes("sleep 997"));
    exec.kill("SIGKILL");
    await exitOf(exec);
    expect(await cli.ok("top", "bystander")).toContain("sleep 997");
    await cli.ok("exec", "bystander", "sh", "-c", "kill $(pidof sleep | cut -d' ' -f1)");
  });

  test("two commands at once on one container: one waits or says why not", async () => {
    await cli.ok("create", "--name", "wanted", busybox, "sleep", "1000");
    const starts = await Promise.all(Array.from({ length: 4 }, () => cli.run(["start", "wanted"])));
    for (const { code, stderr } of starts) if (code !== 0) expect(stderr).toContain("it runs already");
    expect(await cli.state("wanted")).toBe("running");
    const removals = await Promise.all(Array.from({ length: 4 }, () => cli.run(["rm", "-f", "wanted"])));
    expect(removals.filter(({ code }) => code === 0).length).toBeGreaterThanOrEqual(1);
    for (const { stderr } of removals) expect(stderr).not.toContain("this is a bug");
    const names = await Promise.all(
      Array.from({ length: 4 }, () => cli.run(["create", "--name", "only-one", busybox, "true"])),
    );
    expect(names.filter(({ code }) => code === 0)).toHaveLength(1);
    for (const { code, stderr } of names) if (code !== 0) expect(stderr).toContain("only-one");
    await cli.ok("rm", "only-one");
  });

  test("many containers at once, from one moment: all run, with addresses of their own", async () => {
    const addresses = await Promise.all(
      Array.from({ length: 12 }, () => cli.sh("ip -4 -o addr show eth0 | awk '{print $4}'; sleep 1")),
    );
    expect(new Set(addresses).size).toBe(12);
    expect(readdirSync(path.join(cli.root, "containers"))).toHaveLength(1);
  });

  test("12 containers in a loop, one of three killed: no process, cgroup, mount or address is left", async () => {
    // only mounts of this installation: others on the machine may come and go meanwhile
    const isOurs = (line: string): boolean => line.includes(cli.root) || line.includes(cli.runDir);
    const count = (): number[] => [
      readFileSync("/proc/self/mountinfo", "utf8").split("\n").filter(isOurs).length,
      cli.inNetwork("ip", "-o", "link").split("\n").length,
    ];
    await cli.ok("run", "--rm", busybox, "true");
    // Network namespaces of earlier containers die some time after them: the count to come back to is the settled one.
    let before = count();
    await eventually(async () => {
      const last = before;
      await delay(500);
      before = count();
      return before[1] === last[1];
    });
    for (let i = 0; i < 12; i += 3) {
      const ids = await Promise.all(
        [0, 1, 2].map((n) => cli.ok("run", "-d", "--name", `loop${n}`, "-p", `1810${n}:80`, busybox, "sleep", "1000")),
      );
      process.kill((await cli.inspect("loop0")).State.Pid, "SIGKILL");
      process.kill(parentOf((await cli.inspect("loop1")).State.Pid), "SIGKILL");
      await cli.ok("rm", "-f", ...ids);
    }
    await eventually(() => count()[1] === before[1]);
    expect(count()).toEqual(before);
  });

  test("a full log disk does not stop the container", async () => {
    // The log is a directory of its own in a tmpfs of one page: writes fail from the first line on.
    await cli.ok("create", "--name", "full", busybox, "sh", "-c", "seq 1 20000; echo done >&2; sleep 0.2; exit 5");
    const log = path.join(cli.root, "containers", (await cli.inspect("full")).Id, "container.log");
    execFileSync("ln", ["-s", "/dev/full", log]);
    const start = spawn(...cli.command("start", "-a", "full"));
    let output = "";
    start.stdout?.on("data", (text) => {
      output += text;
    });
    expect(await exitOf(start)).toBe(5);
    expect(output.endsWith("20000\n")).toBe(true);
    await cli.ok("rm", "full");
  });
});
