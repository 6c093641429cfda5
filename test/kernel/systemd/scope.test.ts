// --systemd-cgroup on a host that systemd has booted: containers are scopes, and systemd agrees with the kernel about them.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { detectCgroupHost } from "../../../src/cgroups/index.ts";
import { skipUnless } from "../../setup/skips.ts";
import { cannotRunBundles, isRunning, OciRuntime } from "../runc/oci-runtime.ts";

const { unifiedRoot, mode } = detectCgroupHost();
const MiB = 1024 * 1024;

describe.skipIf(
  cannotRunBundles() || skipUnless(existsSync("/run/systemd/system") && mode === "v2", "systemd on cgroup v2"),
)("a container in a scope", () => {
  let runtime: OciRuntime;
  let id: string;
  beforeEach(() => {
    runtime = new OciRuntime();
    id = runtime.id("scope");
  });
  afterEach(() => {
    runtime.ok("delete", "--force", id);
    expect(properties(`ts-${id}.scope`, "LoadState")).toEqual({ LoadState: "not-found" });
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });

  const create = (resources: object, more: { path?: string; annotations?: Record<string, string> } = {}) => {
    const { path = `tstest-deep.slice:ts:${id}`, annotations = {} } = more;
    runtime.write("sleep 600", (spec) => {
      if (spec.linux) Object.assign(spec.linux, { cgroupsPath: path, resources });
      spec.annotations = annotations;
    });
    runtime.detached("--systemd-cgroup", "create", id);
  };
  const properties = (unit: string, ...names: string[]): Record<string, string> => {
    const wanted = names.flatMap((name) => ["-p", name]);
    const lines = execFileSync("systemctl", ["show", unit, ...wanted], { encoding: "utf8" })
      .trim()
      .split("\n");
    return Object.fromEntries(lines.map((line) => line.split("=")));
  };
  const directory = () => `${unifiedRoot}/tstest.slice/tstest-deep.slice/ts-${id}.scope`;
  const file = (name: string) => readFileSync(`${directory()}/${name}`, "utf8").trim();
  const limits = () => ["memory.max", "memory.swap.max", "cpu.weight", "cpu.max", "pids.max", "cpuset.cpus"].map(file);

  test("is in its slice, delegated, with nobody else in it, and gone after delete", () => {
    create({}, { annotations: { "org.systemd.property.TimeoutStopSec": "uint64 7" } });
    const { pid } = runtime.state(id);
    expect(readFileSync(`/proc/${pid}/cgroup`, "utf8")).toContain(`/tstest.slice/tstest-deep.slice/ts-${id}.scope\n`);
    expect(file("cgroup.procs")).toBe(String(pid));
    expect(properties(`ts-${id}.scope`, "ActiveState", "Delegate", "Slice", "TimeoutStopUSec")).toEqual({
      ActiveState: "active",
      Delegate: "yes",
      Slice: "tstest-deep.slice",
      TimeoutStopUSec: "7s",
    });
    runtime.ok("start", id);
    runtime.ok("delete", "--force", id);
    expect([isRunning(pid), existsSync(directory())]).toEqual([false, false]);
  });

  test("has its limits as properties too, so that a daemon-reload changes nothing, also after an update", () => {
    create({
      memory: { limit: 64 * MiB, swap: 96 * MiB },
      cpu: { shares: 512, quota: 33_333, period: 100_000, cpus: "0", mems: "0" },
      pids: { limit: 20 },
    });
    const before = [String(64 * MiB), String(32 * MiB), "59", "34000 100000", "20", "0"];
    expect(limits()).toEqual(before);
    execFileSync("systemctl", ["daemon-reload"]);
    execFileSync("systemctl", ["set-property", "--runtime", "tstest-deep.slice", "CPUWeight=200"]);
    expect(limits()).toEqual(before);
    runtime.ok("update", "--memory", "80m", "--memory-swap", "80m", "--cpu-share", "1024", "--cpu-quota", "50000", id);
    const after = [String(80 * MiB), "0", "100", "50000 100000", "20", "0"];
    expect(limits()).toEqual(after);
    execFileSync("systemctl", ["daemon-reload"]);
    execFileSync("systemctl", ["set-property", "--runtime", "tstest-deep.slice", "CPUWeight=300"]);
    expect(limits()).toEqual(after);
  });

  test("may have one process only, although systemd wants one to begin with", () => {
    create({ pids: { limit: 1 } });
    expect([file("pids.max"), file("pids.current")]).toEqual(["1", "1"]);
    expect(properties(`ts-${id}.scope`, "TasksMax")).toEqual({ TasksMax: "1" });
  });

  test("that cannot be created leaves no scope", () => {
    runtime.write("true", (spec) => {
      if (spec.linux)
        Object.assign(spec.linux, { cgroupsPath: `system.slice:ts:${id}`, resources: { cpu: { cpus: "4000" } } });
    });
    expect(runtime.run(["--systemd-cgroup", "create", id]).code).not.toBe(0);
    runtime.write("true", (spec) => {
      spec.annotations = { "org.systemd.property.NoSuchThing": "true" };
      if (spec.linux) spec.linux.cgroupsPath = `system.slice:ts:${id}`;
    });
    expect(runtime.run(["--systemd-cgroup", "create", id]).stderr).toMatch(/NoSuchThing/);
  });

  test("takes part in exec, pause and kill --all", async () => {
    create({});
    runtime.ok("start", id);
    expect(runtime.ok("exec", id, "cat", "/proc/self/cgroup")).toBe("0::/\n"); // the root of its cgroup namespace
    runtime.ok("pause", id);
    expect(file("cgroup.freeze")).toBe("1");
    runtime.ok("resume", id);
    runtime.ok("kill", "--all", id, "KILL");
    await runtime.until(id, "stopped");
  });
});
