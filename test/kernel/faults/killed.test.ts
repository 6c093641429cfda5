// kill -9 of front doors and monitors at any moment: nobody else is hurt, and the next command repairs or removes the rest.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers, eventually, exitOf } from "../../setup/cli.ts";

describe.skipIf(cannotRunContainers())("after kill -9", () => {
  let cli: Cli;
  const limits = ["-p", "18080:80", "-v", "/anonymous", "-m", "32m"];

  beforeAll(async () => {
    cli = await Cli.open();
    await cli.ok("run", "-d", "--name", "bystander", "-p", "18081:80", busybox, "sleep", "1000");
  });
  afterAll(async () => {
    expect(await cli.close()).toEqual([]);
  });

  async function monitorOf(name: string): Promise<number> {
    const id = await cli.ok("inspect", "--format", "{{.Id}}", name);
    return JSON.parse(readFileSync(path.join(cli.runDir, "containers", id, "state.json"), "utf8")).monitorPid;
  }

  /** Starts a front door and kills it after a while; a start of node takes some 40 ms, a run some 30 more. */
  async function killed(afterMs: number, ...args: string[]): Promise<void> {
    const child = cli.start(...args);
    await delay(afterMs);
    child.kill("SIGKILL");
    await exitOf(child);
  }

  const moments = [30, 45, 55, 65, 75, 90, 110, 140];
  test.each([
    ["run", ["run", "--name", "victim", ...limits, busybox, "sleep", "0.1"]],
    ["run -d", ["run", "-d", "--name", "victim", ...limits, busybox, "sleep", "100"]],
    ["run --rm -d", ["run", "--rm", "-d", "--name", "victim", ...limits, busybox, "sleep", "100"]],
  ])("of %s at many moments, its name, port and files are free again after rm", async (_, args) => {
    for (const moment of moments) {
      await killed(moment, ...args);
      await cli.run(["rm", "-f", "-v", "victim"]);
      await cli.ok("run", "--rm", "--name", "victim", ...limits, busybox, "true");
    }
    expect(await cli.ok("ps", "-a", "--format", "{{.Names}}")).toBe("bystander");
    expect(await cli.ok("volume", "ls", "-q")).toBe("");
    expect(readdirSync(path.join(cli.root, "containers"))).toHaveLength(1);
    expect(readdirSync(path.join(cli.root, "names"))).toEqual(["bystander"]);
    expect(await cli.ok("exec", "bystander", "echo", "unhurt")).toBe("unhurt");
  });

  test("of rm and stop, the same command does the rest", async () => {
    for (const moment of moments) {
      await cli.ok("run", "-d", "--name", "victim", ...limits, busybox, "sleep", "100");
      await killed(moment, "stop", "-t", "0", "victim");
      await killed(moment, "rm", "-f", "-v", "victim");
      await cli.run(["rm", "-f", "-v", "victim"]);
    }
    expect(await cli.ok("ps", "-a", "--format", "{{.Names}}")).toBe("bystander");
    expect(await cli.ok("volume", "ls", "-q")).toBe("");
    expect(readdirSync(path.join(cli.root, "containers"))).toHaveLength(1);
  });

  test("of a --rm front door, the monitor has the container removed", async () => {
    const child = cli.start("run", "--rm", "--name", "victim", busybox, "sleep", "0.5");
    await eventually(async () => (await cli.state("victim")) === "running");
    child.kill("SIGKILL");
    await eventually(async () => (await cli.run(["inspect", "victim"])).code !== 0);
  });

  test("of a monitor, the container is dead, ps says why, and start works again on the same port", async () => {
    await cli.ok("run", "-d", "--name", "victim", ...limits, busybox, "sleep", "100");
    process.kill(await monitorOf("victim"), "SIGKILL");
    await eventually(async () => (await cli.state("victim")) === "exited");
    const { State } = await cli.inspect("victim");
    expect([State.ExitCode, State.Error]).toEqual([137, expect.stringContaining("its monitor")]);
    await cli.ok("start", "victim");
    expect(await cli.state("victim")).toBe("running");
    await cli.ok("rm", "-f", "-v", "victim");
  });

  test("of a monitor, the front door attached to it ends with 137 and --rm is honoured", async () => {
    const child = cli.start("run", "--rm", "--name", "victim", busybox, "sleep", "100");
    await eventually(async () => (await cli.state("victim")) === "running");
    process.kill(await monitorOf("victim"), "SIGKILL");
    expect(await exitOf(child)).toBe(137);
    expect((await cli.run(["inspect", "victim"])).code).not.toBe(0);
  });

  test("ps clears what a dead process left half made and half removed", async () => {
    const id = "ab".repeat(32);
    const pid = 4_000_000; // above pid_max
    mkdirSync(path.join(cli.root, "containers", `.tmp-${pid}-${id}`));
    mkdirSync(path.join(cli.root, "containers", `.tmp-${pid}-${id}-removed`));
    mkdirSync(path.join(cli.runDir, "containers", id));
    writeFileSync(path.join(cli.root, "names", "ghost"), `${id}\n`);
    await cli.ok("ps");
    expect(readdirSync(path.join(cli.root, "containers")).filter((name) => name.startsWith("."))).toEqual([]);
    expect(existsSync(path.join(cli.root, "names", "ghost"))).toBe(false);
    expect(existsSync(path.join(cli.runDir, "containers", id))).toBe(false);
  });

  test("a reboot leaves the container exited, and it starts again with a fresh address", async () => {
    await cli.ok("run", "-d", "--name", "victim", ...limits, busybox, "sleep", "100");
    const id = await cli.ok("inspect", "--format", "{{.Id}}", "victim");
    process.kill(await monitorOf("victim"), "SIGKILL");
    await eventually(async () => (await cli.state("victim")) === "exited");
    const statusFile = path.join(cli.root, "containers", id, "status.json");
    const status = JSON.parse(readFileSync(statusFile, "utf8"));
    rmSync(path.join(cli.root, "containers", id, "exit.json"), { force: true });
    rmSync(path.join(cli.runDir, "containers", id), { recursive: true, force: true });
    writeFileSync(statusFile, JSON.stringify({ ...status, bootId: "another boot" }));
    expect((await cli.inspect("victim")).State).toMatchObject({
      Status: "exited",
      ExitCode: 137,
      Error: "the host was restarted",
    });
    await cli.ok("start", "victim");
    expect(await cli.ok("exec", "victim", "echo", "again")).toBe("again");
    await cli.ok("rm", "-f", "-v", "victim");
  });

  test("a container whose documents are damaged hides no other and can be told by doctor", async () => {
    await cli.ok("create", "--name", "damaged", busybox, "true");
    const id = await cli.ok("inspect", "--format", "{{.Id}}", "damaged");
    const config = path.join(cli.root, "containers", id, "config.json");
    writeFileSync(config, "");
    expect(await cli.ok("ps", "--format", "{{.Names}}")).toBe("bystander");
    expect((await cli.run(["doctor"])).stdout).toContain(id.slice(0, 12));
    await cli.ok("rm", "-f", "damaged");
  });
});
