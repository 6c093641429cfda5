// Flags of exec beyond what exec.test.ts has: cgroups below the container's, privileges, labels, paused containers.
import { spawn } from "node:child_process";
import { mkdirSync, rmdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detectCgroupHost } from "../../../src/cgroups/index.ts";
import { readHostFacts } from "../../../src/executor/index.ts";
import { cgroupDirectories } from "../../../src/plan/index.ts";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

const host = detectCgroupHost();
const facts = readHostFacts();

describe.skipIf(cannotRunBundles())("exec", () => {
  let runtime: OciRuntime;
  let id: string;
  let path: string;
  beforeAll(() => {
    runtime = new OciRuntime();
    id = runtime.id("flags");
    path = `/ts-runc-exec/${id}`;
    runtime.write("sleep 1000", (spec) => {
      if (spec.linux) spec.linux.cgroupsPath = path;
    });
    runtime.create(id);
    runtime.ok("start", id);
  });
  afterAll(() => {
    runtime.ok("delete", "--force", id);
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
    for (const directory of cgroupDirectories(host, "/ts-runc-exec")) rmdirSync(directory);
  });

  /** Lines of /proc/self/status by name. */
  const status = (...flags: string[]) => {
    const lines = runtime.ok("exec", ...flags, id, "cat", "/proc/self/status").split("\n");
    return new Map(lines.map((line) => line.split(/:\s*/, 2) as [string, string]));
  };

  test("runs in a cgroup below the container's, and in none beside it", () => {
    const controller = host.controllers.pids?.version === 1 ? "pids:" : "";
    const inner = `${host.controllers.pids?.root}${path}/inner`;
    mkdirSync(inner);
    try {
      const where = runtime.ok("exec", "--cgroup", `${controller}inner`, id, "cat", "/proc/self/cgroup");
      expect(where).toMatch(controller === "" ? /^0::\/inner$/m : /^\d+:pids:\/inner$/m);
      const missing = runtime.run(["exec", "--cgroup", `${controller}missing`, id, "true"]);
      expect([missing.code, missing.stderr]).toEqual([255, expect.stringMatching(/missing/)]);
      expect(runtime.run(["exec", "--cgroup", `${controller}../..`, id, "true"]).code).toBe(isOurs ? 0 : 255);
    } finally {
      rmdirSync(inner);
    }
  });

  test("adds capabilities and groups, and sets no_new_privs either way", () => {
    const changed = status("--cap", "CAP_CHOWN", "--no-new-privs=false", "-g", "7", "-g", "8");
    expect(changed.get("CapEff")).toMatch(/^0*20000421$/); // AUDIT_WRITE, NET_BIND_SERVICE, KILL of the spec, and CHOWN
    expect([changed.get("NoNewPrivs"), changed.get("Groups")?.trim()]).toEqual(["0", "7 8"]);
    expect([status().get("NoNewPrivs"), status().get("Groups")?.trim()]).toEqual(["1", ""]);
  });

  test("knows users by number only", () => {
    expect(status("--user", "3:4").get("Gid")).toMatch(/^4\s/);
    // runc 1.1 takes 2^32 for root
    for (const name of ["root", "0:wheel", "-1", "1:2:3", ...(isOurs ? ["4294967296"] : [])])
      expect([name, runtime.run(["exec", "--user", name, id, "true"]).code]).toEqual([name, 255]);
  });

  test.skipIf(facts.appArmor || facts.selinux)(
    "refuses labels of security modules that the kernel runs without",
    () => {
      for (const [flag, module] of [
        ["--apparmor", "AppArmor"],
        ["--process-label", "SELinux"],
      ] as const) {
        const { code, stderr } = runtime.run(["exec", flag, "confined", id, "true"]);
        expect([code, stderr]).toEqual([255, expect.stringMatching(new RegExp(module, "i"))]);
      }
    },
  );

  test("in a paused container waits for it to be resumed", async () => {
    runtime.ok("pause", id);
    const args = ["--root", runtime.root, "exec", "--ignore-paused", id, "echo", "awake"];
    const child = spawn(runtime.program, args, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (data) => {
      output += String(data);
    });
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(output).toBe("");
    runtime.ok("resume", id);
    expect(await ended).toBe(0);
    expect(output).toBe("awake\n");
  });
});
