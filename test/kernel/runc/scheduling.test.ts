// How the kernel treats the container's processes: CPUs, scheduler, I/O priority, memory policy, execution domain.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cannotRunBundles, isCrun, OciRuntime, program, supports } from "./oci-runtime.ts";

type Change = NonNullable<Parameters<OciRuntime["write"]>[1]>;

/** nice, real-time priority, policy: fields 19, 40 and 41 of /proc/<pid>/stat, "sh" in second place. */
const STAT = "set -- $(cat /proc/$$/stat); shift 18; echo nice=$1; shift 21; echo priority=$1 policy=$2";
const ALLOWED = "grep Cpus_allowed_list: /proc/self/status";
const listOf = (status: string): string => /Cpus_allowed_list:\s*(\S+)/.exec(status)?.[1] ?? "";
const ours = listOf(readFileSync("/proc/self/status", "utf8"));

describe.skipIf(cannotRunBundles())("a container's process", () => {
  let runtime: OciRuntime;
  beforeEach(() => {
    runtime = new OciRuntime();
  });
  afterEach(() => {
    runtime.close();
    expect(runtime.leftovers()).toEqual([]);
  });
  const run = (script: string, change: Change): string => {
    runtime.write(script, change);
    return runtime.ok("run", runtime.id("one")).trim();
  };
  const inProcess = (script: string, fields: object): string =>
    run(script, (spec) => {
      Object.assign(spec.process ?? {}, fields);
    });

  test("is scheduled by the policy that the spec names, with its nice value", () => {
    const batch = { scheduler: { policy: "SCHED_BATCH", nice: 7 } };
    expect(inProcess(STAT, batch)).toBe("nice=7\npriority=0 policy=3");
  });

  test("is scheduled by its deadline", () => {
    const output = run(STAT, (spec) => {
      Object.assign(spec.process ?? {}, {
        scheduler: {
          policy: "SCHED_DEADLINE",
          runtime: 1e6,
          deadline: 1e8,
          period: 1e8,
          flags: ["SCHED_FLAG_RESET_ON_FORK"],
        },
      });
    });
    expect(output).toMatch(/policy=6$/);
  });

  test("may run on every CPU that its cgroup allows, whatever its caller is bound to", () => {
    runtime.write(ALLOWED);
    const bound = spawnSync("taskset", ["-c", "0", program, "--root", runtime.root, "run", runtime.id("bound")], {
      cwd: runtime.bundle,
      encoding: "utf8",
    });
    expect(listOf(bound.stdout)).toBe(ours);
  });

  test("has its I/O priority", () => {
    expect(inProcess("busybox ionice -p $$", { ioPriority: { class: "IOPRIO_CLASS_BE", priority: 6 } })).toBe(
      "best-effort: prio 6",
    );
    expect(inProcess("busybox ionice -p $$", { ioPriority: { class: "IOPRIO_CLASS_IDLE", priority: 0 } })).toMatch(
      /^idle/,
    );
  });

  test("sees a 32-bit machine in the execution domain LINUX32", () => {
    const machine = (domain: string) =>
      run("busybox uname -m", (spec) => {
        if (spec.linux) spec.linux.personality = { domain };
      });
    expect([machine("LINUX"), machine("LINUX32")]).toEqual([
      process.arch === "x64" ? "x86_64" : "aarch64",
      process.arch === "x64" ? "i686" : "armv8l",
    ]);
  });

  test.skipIf(!supports("memoryPolicy"))("gets its memory by the policy, which its children inherit", () => {
    const output = run("cat /proc/self/numa_maps", (spec) => {
      Object.assign(spec.linux ?? {}, {
        memoryPolicy: { mode: "MPOL_BIND", nodes: "0", flags: ["MPOL_F_STATIC_NODES"] },
      });
    });
    expect(
      output.split("\n").filter((line) => !/^\S+ bind=static:0( |$)/.test(line) && !/vsyscall/.test(line)),
    ).toEqual([]);
  });
});

describe.skipIf(cannotRunBundles() || existsSync("/sys/fs/resctrl/tasks"))("intelRdt", () => {
  test("is refused where no resctrl file system is mounted, and nothing is left", () => {
    const runtime = new OciRuntime();
    runtime.write("true", (spec) => {
      Object.assign(spec.linux ?? {}, { intelRdt: { closID: "/" } });
    });
    const { code, stderr } = runtime.run(["run", runtime.id("rdt")]);
    runtime.close();
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/resctrl|intelRdt|Intel RDT/i);
    expect(runtime.leftovers()).toEqual([]);
  });
});

describe.skipIf(cannotRunBundles())("execCPUAffinity", () => {
  let runtime: OciRuntime;
  let id: string;
  const exec = (affinity: object | undefined, script = ALLOWED): string => {
    const file = path.join(runtime.dir, "process.json");
    const document = {
      user: { uid: 0, gid: 0 },
      cwd: "/",
      env: ["PATH=/bin"],
      args: ["sh", "-c", script],
      ...(affinity && { execCPUAffinity: affinity }),
    };
    writeFileSync(file, JSON.stringify(document));
    return runtime.ok("exec", "--process", file, id).trim();
  };
  beforeEach(() => {
    runtime = new OciRuntime();
    id = runtime.id("affinity");
    runtime.write(`${ALLOWED} > /out/init; sleep 600`, (spec) => {
      Object.assign(spec.process ?? {}, { execCPUAffinity: { initial: "0", final: "0" } });
    });
    runtime.create(id);
    runtime.ok("start", id);
  });
  afterEach(() => {
    runtime.ok("delete", "--force", id);
    runtime.close();
  });

  test("binds what exec starts to final, and by config.json too; never the container's init", () => {
    expect(listOf(exec({ initial: "0", final: "1" }))).toBe("1");
    expect(listOf(exec({ final: "0-1" }))).toBe("0-1");
    // crun takes it from a process document only
    if (!isCrun) expect(listOf(runtime.ok("exec", id, "grep", "Cpus_allowed_list:", "/proc/self/status"))).toBe("0");
    expect(listOf(runtime.out("init") ?? "")).toBe(ours);
  });

  test("that is no list of CPUs is refused before anything runs", () => {
    expect(() => exec({ final: "zero" }, "touch /out/ran")).toThrow(/zero|final/);
    expect(runtime.out("ran")).toBeUndefined();
  });
});
