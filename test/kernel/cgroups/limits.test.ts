// Real cgroups on this host, as the pass lays them out, with real processes that hit the limits.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import {
  cgroupPaths,
  detectCgroupHost,
  findLeftoverCgroups,
  freeze,
  isFrozen,
  killAll,
  listProcesses,
  parseOomEvidence,
  readStats,
  removeCgroup,
  thaw,
  updateCgroup,
} from "../../../src/cgroups/index.ts";
import { cgroupDirectories, cgroupEvidence, planCgroup } from "../../../src/plan/index.ts";
import type { Op } from "../../../src/plan/op.ts";
import { skipUnless } from "../../setup/skips.ts";
import { finished, perform, planInput, spawnIn } from "./perform.ts";

const host = detectCgroupHost();
const parent = `/ts-run-test-${process.pid}`;
const path = `${parent}/a`;
const MiB = 1024 * 1024;

function make(resources: object) {
  const lanes = planCgroup(planInput(host, path, resources));
  perform(withoutDeviceProgram([...(lanes.parentBefore ?? []), ...(lanes.parentAfter ?? [])]));
  return lanes;
}

/** On cgroup v2 devices are a matter of bpf(2), which Node cannot call: device-program.test.ts has that. */
function withoutDeviceProgram(ops: readonly Op[]): Op[] {
  const program = ops.find((op) => op.call === "bpf")?.store;
  const isClosed = ([first]: Op["args"]): boolean => typeof first === "object" && "fd" in first && first.fd === program;
  return ops.filter((op) => op.call !== "bpf" && !(op.call === "close" && isClosed(op.args)));
}

const evidence = () =>
  Object.fromEntries(
    cgroupEvidence(planInput(host, path, {}))
      .filter((item) => existsSync(item.path))
      .map((item) => [
        item.name,
        item.name === "kmsg" ? execFileSync("dmesg", ["-r"], { encoding: "utf8" }) : readFileSync(item.path, "utf8"),
      ])
      .map(([name = "", text = ""]) => [
        name,
        name === "kmsg"
          ? text
              .split("\n")
              .filter((line) => line.includes(path))
              .join("\n")
          : text,
      ]),
  );

afterEach(async () => {
  await killAll(host, parent);
  await removeCgroup(host, parent);
  expect(cgroupDirectories(host, parent).filter((directory) => existsSync(directory))).toEqual([]);
});

describe("memory", () => {
  const hog = "exec tail /dev/zero";

  test("beyond the limit kills the process, and the evidence names it with limit and peak", async () => {
    make({ memory: { limit: 64 * MiB, swap: 64 * MiB } });
    const child = spawnIn(host, path, hog);
    expect((await finished(child)).code).toBe(137);
    expect(parseOomEvidence(evidence(), 137, path)).toMatchObject({
      oomKilled: true,
      killedProcess: "tail",
      pid: child.pid,
      limitBytes: 64 * MiB,
      limitedCgroup: path,
      sentence: expect.stringMatching(/^out of memory: process tail .* at the limit of 64 MiB, peak use 64 MiB$/),
    });
    expect(readStats(host, path)).toMatchObject({ oomKills: 1, memoryLimitBytes: 64 * MiB });
  });

  test("of a child that is killed while the first process lives on is reported, but not as OOMKilled", async () => {
    make({ memory: { limit: 32 * MiB, swap: 32 * MiB } });
    const { code, output } = await finished(spawnIn(host, path, "tail /dev/zero; echo went on"));
    expect([code, output]).toEqual([0, "went on\n"]);
    expect(parseOomEvidence(evidence(), 143, path)).toMatchObject({
      oomKilled: false,
      kills: 1,
      killedProcess: "tail",
    });
  });

  test("can be raised and lowered while it runs, but not below what is in use", async () => {
    make({ memory: { limit: 64 * MiB, swap: 64 * MiB } });
    const child = spawnIn(host, path, "x=$(head -c 20000000 /dev/zero | tr '\\0' x); echo ready; sleep 60; echo $x");
    await new Promise((resolve) => child.stdout?.once("data", resolve));
    updateCgroup(host, path, { memory: { limit: 128 * MiB, swap: 256 * MiB } });
    expect(readStats(host, path).memoryLimitBytes).toBe(128 * MiB);
    updateCgroup(host, path, { memory: { limit: 96 * MiB, swap: 96 * MiB } });
    expect(readStats(host, path).memoryLimitBytes).toBe(96 * MiB);
    expect(() => updateCgroup(host, path, { memory: { limit: 512 * MiB } })).toThrow(/memory\+swap/);
    expect(() => updateCgroup(host, path, { memory: { limit: 1 * MiB, checkBeforeUpdate: true } })).toThrow(
      /it uses .* more than the new limit of 1 MiB/,
    );
    expect(readStats(host, path).memoryLimitBytes).toBe(96 * MiB);
    await killAll(host, path);
  });

  test("limits are all put back when one of them is refused", () => {
    make({ memory: { limit: 64 * MiB } });
    expect(() => updateCgroup(host, path, { memory: { limit: 80 * MiB }, cpu: { quota: 1 } })).toThrow(/EINVAL/);
    expect(readStats(host, path).memoryLimitBytes).toBe(64 * MiB);
  });
});

test("half a CPU is half a CPU to within 10 %", async () => {
  make({ cpu: { quota: 50_000, period: 100_000 } });
  updateCgroup(host, parent, { cpu: { shares: 262_144 } }); // ahead of whatever else this machine is doing
  const child = spawnIn(host, path, "while :; do :; done");
  await sleep(500);
  const before = readStats(host, path);
  await sleep(3000);
  const after = readStats(host, path);
  const share = (after.cpuUsageUs - before.cpuUsageUs) / 1000 / (after.timestampMs - before.timestampMs);
  expect(share).toBeGreaterThan(0.45);
  expect(share).toBeLessThan(0.55);
  expect(after.throttledPeriods).toBeGreaterThan(before.throttledPeriods);
  child.kill("SIGKILL");
  await finished(child);
});

test("the process limit makes fork fail", async () => {
  make({ pids: { limit: 3 } });
  const { code, output } = await finished(spawnIn(host, path, "exec 2>&1; sleep 0.2 & sleep 0.2 & sleep 0.2"));
  expect(code).toBe(2);
  expect(output).toMatch(/cannot fork/i);
  expect(readStats(host, path).pidsLimit).toBe(3);
});

test("a CPU set holds the process on its CPU, and a new v1 set starts from its parent's", async () => {
  make({ cpu: { cpus: "0" } });
  const { output } = await finished(spawnIn(host, path, "grep -h _allowed_list: /proc/self/status"));
  expect(output).toMatch(/Cpus_allowed_list:\t0\nMems_allowed_list:\t0/);
});

test.skipIf(skipUnless(host.controllers.cpuset?.version === 1, "cgroup v1"))(
  "a CPU set that others have made and left empty is filled",
  async () => {
    mkdirSync(`${host.controllers.cpuset?.root}${parent}`);
    make({});
    const { output } = await finished(spawnIn(host, path, "grep -h Cpus_allowed_list: /proc/self/status"));
    expect(output).toBe(readFileSync("/proc/self/status", "utf8").match(/^Cpus_allowed_list:.*\n/m)?.[0]);
  },
);

test.skipIf(skipUnless(host.controllers.devices?.version === 1, "cgroup v1"))(
  "devices are denied unless allowed",
  async () => {
    make({ devices: [{ allow: false, access: "rwm" }] });
    const { output } = await finished(spawnIn(host, path, "head -c 1 /dev/zero | wc -c; head -c 1 /dev/kmsg 2>&1"));
    expect(output).toMatch(/^1\n.*Operation not permitted/);
  },
);

test("processes are in the cgroup of every hierarchy", async () => {
  make({});
  const { output } = await finished(spawnIn(host, path, "cat /proc/self/cgroup"));
  const paths = cgroupPaths(host, output);
  expect([...new Set(paths.values())]).toEqual([path]);
  expect([...paths.keys()].map((root) => `${root}${path}`).sort()).toEqual(cgroupDirectories(host, path).sort());
});

test("frozen processes stop, are still listed, go on when thawed and can be killed while frozen", async () => {
  make({});
  const child = spawnIn(host, path, "( while :; do :; done ) & wait");
  const done = finished(child);
  await expect.poll(() => listProcesses(host, path).length).toBe(2);
  await freeze(host, path);
  expect(isFrozen(host, path)).toBe(true);
  const before = readStats(host, path).cpuUsageUs;
  await sleep(200);
  expect(readStats(host, path).cpuUsageUs - before).toBeLessThan(5_000);
  await thaw(host, path);
  await expect.poll(() => readStats(host, path).cpuUsageUs).toBeGreaterThan(before + 20_000);
  await freeze(host, path);
  await killAll(host, path);
  expect((await done).code).toBe(137);
  expect(listProcesses(host, path)).toEqual([]);
});

test("the exit lane kills what is left and leaves no directory", async () => {
  const { exit } = make({ memory: { limit: 64 * MiB } });
  const child = spawnIn(host, path, "sleep 60 & wait");
  await expect.poll(() => listProcesses(host, path).length).toBe(2);
  const done = finished(child);
  perform((exit ?? []).slice(0, 3));
  expect((await done).code).toBe(137);
  perform((exit ?? []).slice(3));
  expect(cgroupDirectories(host, path).filter((directory) => existsSync(directory))).toEqual([]);
});

test("removal says who is still in the cgroup, and leftovers are found with their processes", async () => {
  make({});
  const child = spawnIn(host, path, "exec sleep 60");
  // sleep begins when the shell has placed itself in every hierarchy
  await expect.poll(() => readFileSync(`/proc/${child.pid}/comm`, "utf8")).toBe("sleep\n");
  expect(listProcesses(host, path)).toEqual([child.pid]);
  await expect(removeCgroup(host, path, { timeoutMs: 50 })).rejects.toThrow(`processes ${child.pid} are still in it`);
  const done = finished(child);
  expect(findLeftoverCgroups(host, () => false, parent)).toMatchObject([{ path, processes: [child.pid] }]);
  expect(findLeftoverCgroups(host, (id) => id === "a", parent)).toEqual([]);
  await killAll(host, path);
  await done;
});
