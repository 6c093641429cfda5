// What engines build on: init becomes a child of the caller's subreaper (conmon, containerd-shim), descriptors are passed
// on, and a create that is killed leaves nothing that runs.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotRunBundles, eventually, isOurs, isRunning, OciRuntime } from "./oci-runtime.ts";

// A shim in few words: subreaper, create, start, wait for the pid of the pid file, as conmon does.
const SHIM = `
import ctypes, os, subprocess, sys
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
runtime, root, id, pidfile = sys.argv[1:5]
run = [runtime, "--root", root]
subprocess.run(run + ["create", "--pid-file", pidfile, id], check=True, stdin=subprocess.DEVNULL)
pid = int(open(pidfile).read())
print("parent", open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[1] == str(os.getpid()))
subprocess.run(run + ["start", id], check=True)
while True:
    ended, status = os.wait()
    if ended == pid: break
print("exit", os.waitstatus_to_exitcode(status))
subprocess.run(run + ["delete", id], check=True)
`;

describe.skipIf(cannotRunBundles())("callers of an OCI runtime", () => {
  let runtime: OciRuntime;
  beforeAll(() => {
    runtime = new OciRuntime();
  });
  afterAll(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });

  test("get init as their child when they are subreapers, and with it its exit status", () => {
    runtime.write("exit 42");
    const pidFile = path.join(runtime.dir, "pid");
    const args = ["-c", SHIM, runtime.program, runtime.root, runtime.id("shim"), pidFile];
    const { stdout, stderr } = spawnSync("python3", args, { cwd: runtime.bundle, encoding: "utf8", timeout: 30_000 });
    expect([stdout, stderr]).toEqual(["parent True\nexit 42\n", ""]);
  });

  test("outlive nothing: a container goes on when all of them are gone", async () => {
    const id = runtime.id("orphan");
    runtime.write("sleep 100");
    runtime.create(id);
    runtime.ok("start", id);
    const { pid } = runtime.state(id);
    await delay(300);
    expect(isRunning(pid)).toBe(true);
    runtime.ok("delete", "--force", id);
    expect(isRunning(pid)).toBe(false);
  });

  test("pass descriptors on with --preserve-fds, and only so many", () => {
    runtime.write("cat <&4; ls /proc/self/fd | wc -l", (spec) => {
      if (spec.process) spec.process.cwd = "/";
    });
    const script = `exec 3</dev/null 4<<'E' 5</dev/null\npassed on\nE\nexec "$0" "$@"`;
    const args = [
      "-c",
      script,
      runtime.program,
      "--root",
      runtime.root,
      "run",
      "--preserve-fds",
      "2",
      runtime.id("fds"),
    ];
    const { stdout } = spawnSync("bash", args, { cwd: runtime.bundle, encoding: "utf8", timeout: 30_000 });
    expect(stdout).toBe("passed on\n6\n"); // 0 to 4 and ls's own
  });

  test("can keep their session keyring", () => {
    runtime.write("cat /proc/keys 2>/dev/null | wc -l");
    expect(runtime.run(["run", "--no-new-keyring", runtime.id("keyring")]).code).toBe(0);
  });

  test("can have the rootfs entered by chroot, with nothing of the host in sight", () => {
    runtime.write("ls /; wc -l < /proc/self/mounts; ls /proc/1/root/");
    const { code, stdout } = runtime.run(["run", "--no-pivot", runtime.id("no-pivot")]);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/^home$/m);
    expect(stdout).toMatch(/^out$/m);
  });

  // In a mount namespace of the test's own, which stands for the host's.
  test.skipIf(!isOurs)("can ask for no mount namespace: the mounts are the host's, and go with the container", () => {
    runtime.write("ls /; wc -l < /proc/self/mountinfo; ls /proc/sys/kernel/ostype", (spec) => {
      delete spec.hostname;
      if (spec.linux) spec.linux.namespaces = [];
    });
    // its own only: others on this host come and go
    const count = `grep -c ${path.basename(runtime.dir)} /proc/self/mountinfo`;
    const script = `${count}; "$0" "$@"; ${count}`;
    const args = ["-m", "--propagation", "private", "sh", "-c", script, runtime.program, "--root", runtime.root];
    const { stdout } = spawnSync("unshare", [...args, "run", runtime.id("no-mount")], {
      cwd: runtime.bundle,
      encoding: "utf8",
    });
    const [before, ...seen] = stdout.trim().split("\n");
    expect(seen.at(-1)).toBe(before);
    expect(seen).toContain("out");
    expect(seen).not.toContain("home");
    expect(Number(seen.at(-3))).toBeGreaterThan(10); // its own and the masks; how many the host has is another matter
    expect(existsSync(path.join(runtime.rootfs, "bin", "busybox"))).toBe(true);
  });

  test.skipIf(!isOurs)("start a container once, whoever of several comes first", async () => {
    const id = runtime.id("race");
    runtime.write("sleep 100");
    runtime.create(id);
    const starts = Array.from(
      { length: 3 },
      () =>
        new Promise<number | null>((resolve) => {
          spawn(runtime.program, ["--root", runtime.root, "start", id], { stdio: "ignore" }).on("exit", resolve);
        }),
    );
    const codes = await Promise.all(starts);
    expect(codes.filter((code) => code === 0)).toHaveLength(1);
    expect(runtime.state(id).status).toBe("running");
    runtime.ok("delete", "--force", id);
  });

  test.skipIf(!isOurs)(
    "that are killed in the middle of a create leave no process, and the id can be used again",
    async () => {
      const id = runtime.id("killed");
      runtime.write("true", (spec) =>
        Object.assign(spec, {
          hooks: {
            createContainer: [{ path: "/bin/sh", args: ["sh", "-c", "exec sleep 1000"] }],
          },
        }),
      );
      const create = spawn(runtime.program, ["--root", runtime.root, "create", id], {
        cwd: runtime.bundle,
        stdio: "ignore",
      });
      let sleeping: number | undefined;
      await eventually(() => {
        sleeping = findProcess("sleep\u00001000");
        return sleeping !== undefined;
      });
      create.kill("SIGKILL");
      await eventually(() => !isRunning(sleeping ?? 0));
      runtime.write("true");
      runtime.create(id);
      runtime.ok("delete", id);
    },
  );
});

function findProcess(commandLine: string): number | undefined {
  const pids = spawnSync("ls", ["/proc"], { encoding: "utf8" }).stdout.split("\n").map(Number).filter(Boolean);
  return pids.find((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith(commandLine);
    } catch {
      return false;
    }
  });
}
