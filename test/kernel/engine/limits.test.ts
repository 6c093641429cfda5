// Limits, asked of the kernel that keeps them, and what is said of a container that ran into one.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detectCgroupHost, updateCgroup } from "../../../src/cgroups/index.ts";
import { cgroupDirectories } from "../../../src/plan/index.ts";
import { busybox, Cli, cannotRunContainers, eventually } from "../../setup/cli.ts";
import { skipUnless } from "../../setup/skips.ts";

const cgroupHost = detectCgroupHost();

describe.skipIf(cannotRunContainers())("a limit", () => {
  let cli: Cli;
  const busyParent = (): string => `/${path.basename(cli.root)}-busy`;
  beforeAll(async () => {
    cli = await Cli.open();
  });
  afterAll(async () => expect(await cli.close()).toEqual([]));

  test("of 64 MB memory stops a program that wants more, and inspect has the evidence", async () => {
    const hog = "head -c 200m /dev/zero | tail -c 150m | wc -c";
    const { code, stderr } = await cli.run([
      "run",
      "--name",
      "hog",
      "-m",
      "64m",
      busybox,
      "tail",
      "-c",
      "200m",
      "/dev/zero",
    ]);
    expect(code).toBe(137);
    expect(stderr).toMatch(/memory/);
    const { State } = await cli.inspect("hog");
    expect(State).toMatchObject({ ExitCode: 137, OOMKilled: true, Status: "exited" });
    expect(JSON.stringify(State)).toMatch(/64(\.0)? ?MiB|67108864/);
    expect((await cli.run(["events", "--since", "1h", "--until", "0s"])).stdout).toMatch(/oom/);
    await cli.ok("rm", "hog");
    // init survives the death of a child: the container is not OOM killed
    await cli.run(["run", "--name", "parent", "-m", "64m", busybox, "sh", "-c", `${hog}; exit 0`]);
    expect((await cli.inspect("parent")).State.ExitCode).toBe(0);
    await cli.ok("rm", "parent");
  });

  test("of memory with as much swap as wanted is kept by both numbers", async () => {
    const id = await cli.ok(
      "run",
      "-d",
      "-m",
      "64m",
      "--memory-swap",
      "128m",
      "--memory-reservation",
      "32m",
      busybox,
      "sleep",
      "100",
    );
    const { HostConfig } = await cli.inspect(id);
    expect(HostConfig).toMatchObject({ Memory: 67108864, MemorySwap: 134217728, MemoryReservation: 33554432 });
    expect((await stats(id)).MemUsage).toContain("/ 64MiB");
    await cli.ok("rm", "-f", id);
  });

  test("of 0.5 CPUs gives half of one, within 10 %", async () => {
    const loop = ["--cpus", "0.5", busybox, "sh", "-c", "while :; do :; done"];
    await cli.ok("run", "-d", "--name", "busy", "--cgroup-parent", busyParent(), ...loop);
    updateCgroup(cgroupHost, busyParent(), { cpu: { shares: 262_144 } }); // ahead of whatever else this machine is doing
    const percent = await cpuPercent("busy", 2500);
    expect(percent).toBeGreaterThan(45);
    expect(percent).toBeLessThan(55);
    expect((await stats("busy")).Throttled).toMatch(/%/);
  });

  test("is changed on the fly by update, and stays changed over a restart", async () => {
    await cli.ok("update", "--cpus", "0.1", "-m", "32m", "--pids-limit", "5", "busy");
    expect(await cpuPercent("busy", 1500)).toBeLessThan(15);
    expect((await stats("busy")).MemUsage).toContain("/ 32MiB");
    await cli.ok("restart", "-t", "0", "busy");
    expect((await stats("busy")).MemUsage).toContain("/ 32MiB");
    expect((await cli.inspect("busy")).HostConfig).toMatchObject({ Memory: 33554432, PidsLimit: 5 });
    await cli.ok("rm", "-f", "busy");
    for (const dir of cgroupDirectories(cgroupHost, busyParent())) if (existsSync(dir)) rmdirSync(dir);
  });

  test("of processes makes fork fail", async () => {
    const { stdout, stderr } = await cli.run([
      "run",
      "--rm",
      "--pids-limit",
      "4",
      busybox,
      "sh",
      "-c",
      "for i in 1 2 3 4 5 6; do sleep 1 & done; wait; echo here",
    ]);
    expect(stdout + stderr).toMatch(/can't fork|Resource temporarily unavailable/);
  });

  test("of open files, file sizes and the like is a --ulimit", async () => {
    const flags = ["--ulimit", "nofile=64", "--ulimit", "fsize=512000"];
    expect(await cli.sh("ulimit -n; ulimit -f", ...flags)).toBe("64\n1000");
    expect(
      await cli.fails("run", "--rm", ...flags, busybox, "dd", "if=/dev/zero", "of=/f", "bs=1M", "count=1"),
    ).toContain("File too large");
  });

  test("of shared memory is --shm-size, 64 MB unless said", async () => {
    const size = "df -m /dev/shm | tail -1 | awk '{print $2}'";
    expect(await cli.sh(size)).toBe("64");
    expect(await cli.sh(size, "--shm-size", "16m")).toBe("16");
  });

  test("to one CPU is kept by the scheduler", async () => {
    expect(await cli.sh("grep Cpus_allowed_list /proc/self/status", "--cpuset-cpus", "0")).toBe(
      "Cpus_allowed_list:\t0",
    );
    expect((await cli.run(["run", "--rm", "--cpuset-cpus", "4096", busybox, "true"])).code).toBe(125);
  });

  test("of --cpu-shares and --cpuset-cpus reaches the kernel", async () => {
    const id = await cli.ok("run", "-d", "--cpu-shares", "512", "--cpuset-cpus", "0", busybox, "sleep", "100");
    expect((await cli.inspect(id)).HostConfig).toMatchObject({ CpuShares: 512, CpusetCpus: "0" });
    await cli.ok("rm", "-f", id);
  });

  const disk = diskUnder("/tmp");
  test.skipIf(skipUnless(disk !== undefined, "a disk under /tmp"))(
    "of --device-write-bps slows direct writes",
    async () => {
      const device = `/dev/${path.basename(cli.root)}`;
      execFileSync("mknod", [device, "b", ...(disk ?? [])]);
      const limit = ["--device-write-bps", `${device}:2mb`];
      const write = "dd if=/dev/zero of=/data/f bs=512k count=8 oflag=direct conv=fsync 2>&1 | tail -1";
      const start = performance.now();
      await cli.sh(write, "-v", "/data", ...limit).finally(() => rmSync(device));
      expect(performance.now() - start).toBeGreaterThan(1400);
    },
  );

  test("that this host cannot keep is refused by name", async () => {
    const stderr = await cli.fails("run", "--rm", "--device-read-bps", "/dev/no-such-disk:1mb", busybox, "true");
    expect(stderr).toContain("/dev/no-such-disk");
    expect((await cli.run(["run", "--rm", "-m", "1k", busybox, "true"])).code).toBe(125);
  });

  test("is one of the group of --cgroup-parent as well", async () => {
    const parent = `/${path.basename(cli.root)}`;
    const groups = await cli.sh("cut -d: -f3 /proc/self/cgroup", "--cgroupns", "host", "--cgroup-parent", parent);
    for (const group of groups.split("\n")) expect(group).toMatch(new RegExp(`^${parent}/[0-9a-f]{64}$`));
    const left = execFileSync("find", ["/sys/fs/cgroup", "-mindepth", "1", "-name", parent.slice(1)], {
      encoding: "utf8",
    });
    for (const dir of left.split("\n").filter((line) => line !== "")) rmdirSync(dir); // empty, or this fails
  });

  test("shows in stats, beside what is used", async () => {
    await cli.ok(
      "run",
      "-d",
      "--name",
      "measured",
      "-m",
      "64m",
      "--pids-limit",
      "20",
      busybox,
      "sh",
      "-c",
      "sleep 100 & sleep 100",
    );
    await eventually(async () => (await stats("measured")).PIDs === "2 / 20");
    expect(await cli.ok("stats", "--no-stream", "measured")).toMatch(/measured.*64MiB/i);
    await cli.ok("rm", "-f", "measured");
  });

  async function stats(ref: string): Promise<Record<string, string>> {
    return JSON.parse(await cli.ok("stats", "--no-stream", "--format", "json", ref));
  }

  /** From the kernel's own account, over a time of our choice. */
  async function cpuPercent(ref: string, milliseconds: number): Promise<number> {
    const pid: number = (await cli.inspect(ref)).State.Pid;
    const ticks = (): number => {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      return Number(fields[11]) + Number(fields[12]); // utime, stime in hundredths of a second
    };
    const [start, before] = [performance.now(), ticks()];
    await delay(milliseconds);
    return ((ticks() - before) * 1000) / (performance.now() - start);
  }
});

/** Device number of the file system, where a device holds it. */
function diskUnder(dir: string): [string, string] | undefined {
  const [major = "0", minor = "0"] = execFileSync("findmnt", ["-no", "MAJ:MIN", "-T", dir], { encoding: "utf8" })
    .trim()
    .split(":");
  return major === "0" ? undefined : [major, minor];
}
