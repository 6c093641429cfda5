// pause, resume, update, ps, kill --all: a container through its cgroup.
import { existsSync, readFileSync, rmdirSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { detectCgroupHost } from "../../../src/cgroups/index.ts";
import { cgroupDirectories } from "../../../src/plan/index.ts";
import { cannotRunBundles, eventually, isRunning, OciRuntime } from "./oci-runtime.ts";

const host = detectCgroupHost();
const MiB = 1024 * 1024;

describe.skipIf(cannotRunBundles())("a running container", () => {
  let runtime: OciRuntime;
  let id: string;
  let path: string;
  beforeEach(() => {
    runtime = new OciRuntime();
    id = runtime.id("control");
    path = `/ts-runc-test/${id}`;
    runtime.write("i=0; while :; do i=$((i+1)); echo $i > /out/count; sleep 0.02; done & sleep 600", (spec) => {
      if (!spec.linux) return;
      spec.linux.cgroupsPath = path;
      spec.linux.resources = { ...spec.linux.resources, memory: { limit: 64 * MiB }, pids: { limit: 32 } };
    });
    runtime.create(id);
    runtime.ok("start", id);
  });
  afterEach(() => {
    runtime.ok("delete", "--force", id);
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
    // The cgroup above the container's is ours: whoever runs runc makes and keeps it.
    for (const directory of cgroupDirectories(host, "/ts-runc-test")) if (existsSync(directory)) rmdirSync(directory);
  });

  const limit = (controller: "memory" | "pids"): string => {
    const { version = 2, root = "" } = host.controllers[controller] ?? {};
    const file = controller === "pids" ? "pids.max" : version === 1 ? "memory.limit_in_bytes" : "memory.max";
    return readFileSync(`${root}${path}/${file}`, "utf8").trim();
  };

  test("has the limits of its config.json, until update changes them", () => {
    expect([limit("memory"), limit("pids")]).toEqual([String(64 * MiB), "32"]);
    const resources = JSON.stringify({ memory: { limit: 48 * MiB }, pids: { limit: 40 } });
    const updated = runtime.run(["update", "--resources", "-", id], { input: resources, stdio: "pipe" });
    expect([updated.code, limit("memory"), limit("pids")]).toEqual([0, String(48 * MiB), "40"]);
    runtime.ok("update", "--memory", String(40 * MiB), "--pids-limit", "50", id);
    expect([limit("memory"), limit("pids")]).toEqual([String(40 * MiB), "50"]);
    expect(runtime.run(["update", "--memory", "much", id]).code).not.toBe(0);
  });

  test("stands still while paused and goes on when resumed", async () => {
    await eventually(() => runtime.out("count") !== undefined);
    runtime.ok("pause", id);
    expect(runtime.state(id).status).toBe("paused");
    const before = runtime.out("count");
    await delay(200);
    expect(runtime.out("count")).toBe(before);
    runtime.ok("resume", id);
    expect(runtime.state(id).status).toBe("running");
    await eventually(() => runtime.out("count") !== before);
    expect(runtime.run(["resume", id]).code).not.toBe(0);
  });

  test("tells its processes, as host pids", async () => {
    const { pid } = runtime.state(id);
    await eventually(() => (JSON.parse(runtime.ok("ps", "-f", "json", id)) as number[]).length >= 2);
    const pids = JSON.parse(runtime.ok("ps", "--format", "json", id)) as number[];
    expect(pids).toContain(pid);
    expect(runtime.ok("ps", id)).toContain("sleep 600");
  });

  test("loses all processes to kill --all", async () => {
    const pids = JSON.parse(runtime.ok("ps", "-f", "json", id)) as number[];
    runtime.ok("kill", "--all", id, "KILL");
    await eventually(() => runtime.state(id).status === "stopped");
    await eventually(() => !pids.some(isRunning));
    runtime.ok("delete", id);
    expect(existsSync(`${host.controllers.pids?.root}${path}`)).toBe(false);
    runtime.create(id); // for afterEach, and because the name is free again
  });
});
