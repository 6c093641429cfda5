// doctor on a real host: what killed processes leave is found, repaired, and then gone.
import { mkdirSync, utimesSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers, eventually } from "../../setup/cli.ts";

interface Finding {
  level: string;
  what: string;
  detail: string;
  fix?: string;
  fixed?: string;
}

describe.skipIf(cannotRunContainers())("ts-run doctor", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await Cli.open();
  });
  afterAll(async () => expect(await cli.close()).toEqual([]));

  const doctor = async (...flags: string[]): Promise<Finding[]> =>
    JSON.parse((await cli.run(["doctor", "--format", "json", ...flags])).stdout);
  const about = (findings: Finding[], part: string) => findings.filter(({ what }) => what.includes(part));

  test("looks at the kernel, cgroups, storage, network and state, and finds nothing wrong with a new root", async () => {
    const findings = await doctor();
    for (const what of ["kernel", "cgroups", "seccomp", "layers", "disk", "firewall", "name servers", "containers"]) {
      expect(about(findings, what).length, what).toBeGreaterThan(0);
    }
    expect(findings.filter(({ level }) => level === "error")).toEqual([]);
    expect(about(findings, "leftover")).toEqual([]);
  });

  test("finds a container whose monitor was killed, and with --fix records its end and frees what it held", async () => {
    await cli.ok("run", "-d", "--name", "victim", "-p", "18099:80", busybox, "sleep", "100");
    const { MonitorPid, Pid } = (await cli.inspect("victim")).State;
    process.kill(MonitorPid, "SIGKILL");
    await eventually(() => !isAlive(Pid));
    const [found] = about(await doctor(), "victim");
    expect(found).toMatchObject({ level: "warning", fix: "ts-run doctor --fix" });
    expect(found?.detail).toContain("was killed");
    expect(about(await doctor("--fix"), "victim")[0]?.fixed).toContain("released");
    expect(about(await doctor(), "victim")).toEqual([]);
    expect(await cli.state("victim")).toBe("exited");
    await cli.ok("rm", "victim");
  });

  test("removes directories of containers that were never finished, once nobody can be at work on them", async () => {
    const half = path.join(cli.root, "containers", `.tmp-999999999-${"a".repeat(64)}`);
    mkdirSync(half);
    utimesSync(half, 1, 1);
    // Too young to be judged: a command may just have begun.
    expect(about(await doctor("--fix"), "leftover")).toEqual([]);
    await eventually(
      async () => about(await doctor("--fix"), "leftover").some(({ fixed }) => fixed !== undefined),
      20_000,
    );
    expect(about(await doctor(), "leftover")).toEqual([]);
  });

  test("leaves running containers alone", async () => {
    await cli.ok("run", "-d", "--name", "alive", "-m", "64m", busybox, "sleep", "100");
    await doctor("--fix");
    expect(await cli.state("alive")).toBe("running");
    expect(await cli.ok("exec", "alive", "echo", "still here")).toBe("still here");
    await cli.ok("rm", "-f", "alive");
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
