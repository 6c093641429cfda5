// events: statistics and out-of-memory kills as runc prints them.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { detectCgroupHost } from "../../../src/cgroups/index.ts";
import { cannotRunBundles, eventually, isOurs, OciRuntime } from "./oci-runtime.ts";

const host = detectCgroupHost();
const MiB = 1024 * 1024;
const isVersion1 = host.controllers.memory?.version === 1;

describe.skipIf(cannotRunBundles())("events of a container", () => {
  let runtime: OciRuntime;
  let id: string;
  beforeEach(() => {
    runtime = new OciRuntime();
    id = runtime.id("events");
    // The child is killed when it is told to be greedy; the container lives on.
    const greedy = "busybox dd if=/dev/zero of=/dev/null bs=64M count=1";
    const wait = "until [ -e /out/go ]; do sleep 0.05; done";
    runtime.write(`touch /out/ready; ${wait}; ( ${greedy} ); sleep 600`, (spec) => {
      const resources = {
        ...{ memory: { limit: 32 * MiB, swap: 32 * MiB }, pids: { limit: 30 }, cpu: { cpus: "0" } },
        ...(isOurs && host.controllers.hugetlb && { hugepageLimits: [{ pageSize: "2MB", limit: 0 }] }),
      };
      if (spec.linux) Object.assign(spec.linux, { cgroupsPath: `/${id}`, resources });
    });
    runtime.create(id);
    runtime.ok("start", id);
  });
  afterEach(() => {
    runtime.ok("delete", "--force", id);
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });

  test("--stats is one document with everything that its cgroups count", async () => {
    await eventually(() => runtime.out("ready") !== undefined, 30_000);
    const event = JSON.parse(runtime.ok("events", "--stats", id));
    expect(event).toMatchObject({ type: "stats", id });
    const { cpu, cpuset, memory, pids, hugetlb } = event.data;
    expect(cpu.usage.total).toBeGreaterThan(1_000_000);
    expect(cpu.usage).toMatchObject({ kernel: expect.any(Number), user: expect.any(Number) });
    if (isVersion1 || isOurs) expect(cpuset.cpus).toEqual([0]);
    expect(memory.usage.limit).toBe(32 * MiB);
    expect(memory.usage.usage).toBeGreaterThan(50_000);
    expect(memory.swap.limit).toBe(32 * MiB);
    expect(Object.keys(memory.raw).length).toBeGreaterThan(10);
    expect(pids).toMatchObject({ limit: 30 });
    expect(pids.current).toBeGreaterThanOrEqual(1);
    expect(event.data).toMatchObject({ blkio: expect.any(Object), intel_rdt: expect.any(Object) });
    expect(event.data.network_interfaces).toBeNull();
    if (isOurs && host.controllers.hugetlb) expect(hugetlb["2MB"]).toMatchObject({ usage: 0, failcnt: 0 });
  });

  test("are told at an interval, tell of a kill for memory, and end with the container", async () => {
    const program = process.env.TS_RUN_OCI_RUNTIME ?? path.resolve(import.meta.dirname, "../../../bin/ts-runc");
    const watch = spawn(program, ["--root", runtime.root, "events", "--interval", "100ms", id]);
    let text = "";
    watch.stdout.setEncoding("utf8").on("data", (chunk) => (text += chunk));
    const ended = new Promise<number | null>((resolve) => watch.on("close", resolve));
    const told = (): string[] =>
      text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line).type);
    await eventually(() => told().filter((type) => type === "stats").length >= 2);
    writeFileSync(path.join(runtime.rootfs, "out/go"), "");
    await eventually(() => told().includes("oom"), 30_000);
    expect(runtime.state(id).status).toBe("running");
    const after = told().length;
    await eventually(() => told().length > after);
    runtime.ok("kill", id, "KILL");
    await runtime.until(id, "stopped");
    if (isOurs) expect(await ended).toBe(0);
    watch.kill();
    await ended;
  });

  test("need a container that runs, and an interval", async () => {
    expect(runtime.run(["events", "--interval", "0s", id]).stderr).toContain("interval must be greater than 0");
    runtime.ok("kill", id, "KILL");
    await runtime.until(id, "stopped");
    expect(runtime.run(["events", "--stats", id]).stderr).toContain(isOurs ? "is not running" : "not running");
  });
});
