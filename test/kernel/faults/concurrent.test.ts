// Two commands at once on the same container, name or image: one waits or fails clearly, and nothing is left twice.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers, eventually, exitOf } from "../../setup/cli.ts";

describe.skipIf(cannotRunContainers())("at the same time", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await Cli.open();
  });
  afterAll(async () => {
    expect(await cli.close()).toEqual([]);
  });

  const codes = async (...commands: string[][]): Promise<number[]> => {
    const results = await Promise.all(commands.map((args) => cli.run(args)));
    for (const { code, stderr } of results) if (code !== 0) expect(stderr).toMatch(/^ts-run: .+\n(hint: .+\n)?$/);
    return results.map(({ code }) => code).sort((a, b) => a - b);
  };

  test("one of four runs gets the name, and the others leave no volume behind", async () => {
    const run = ["run", "-d", "--name", "same", "-v", "/anonymous", busybox, "sleep", "100"];
    expect(await codes(run, run, run, run)).toEqual([0, 125, 125, 125]);
    expect((await cli.ok("volume", "ls", "-q")).split("\n")).toHaveLength(1);
    expect((await cli.ok("ps", "-aq")).split("\n")).toHaveLength(1);
  });

  test("one of two removals removes", async () => {
    const remove = ["rm", "-f", "-v", "same"];
    expect(await codes(remove, remove)).toEqual([0, 125]);
  });

  test("one of two starts starts", async () => {
    await cli.ok("create", "--name", "same", "-p", "18090:80", busybox, "sleep", "100");
    expect(await codes(["start", "same"], ["start", "same"])).toEqual([0, 125]);
    await cli.ok("rm", "-f", "same");
  });

  test("a load beside loads waits, an rmi beside a run is refused or comes first", async () => {
    for (let i = 0; i < 3; i++) {
      const [run, rmi] = await Promise.all([cli.run(["run", "--rm", busybox, "true"]), cli.run(["rmi", busybox])]);
      if (run.code !== 0) expect(run.stderr).toMatch(/not in the store|removed meanwhile/);
      if (rmi.code !== 0) expect(rmi.stderr).toContain("uses it");
      await Promise.all([1, 2].map(() => cli.ok("load", "-q", "-i", ".cache/embedded/image.tar")));
    }
  });

  test("stop ends an exec, which tells 137", async () => {
    await cli.ok("run", "-d", "--name", "same", busybox, "sleep", "100");
    const exec = cli.start("exec", "same", "sh", "-c", "echo ready; sleep 100");
    await eventually(() => exec.output.includes("ready"));
    await cli.ok("stop", "-t", "0", "same");
    expect(await exitOf(exec)).toBe(137);
    await cli.ok("rm", "same");
  });

  test("kill and rm -f do not wait for a stop that grants an hour", async () => {
    const script = "trap 'echo asked' TERM; echo ready; while :; do sleep 0.1; done";
    await cli.ok("run", "-d", "--name", "same", busybox, "sh", "-c", script);
    await eventually(async () => (await cli.ok("logs", "same")) === "ready");
    const stop = cli.start("stop", "-t", "3600", "same");
    await eventually(async () => (await cli.ok("logs", "same")).includes("asked"));
    await cli.ok("kill", "-s", "USR1", "same");
    await cli.ok("rm", "-f", "same");
    expect(await exitOf(stop)).toBe(0);
  });
});
