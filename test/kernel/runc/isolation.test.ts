// What a container sees, and what the host does not: config.json against the kernel's own answers.
import { chmodSync, mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

describe.skipIf(cannotRunBundles())("a container", () => {
  let runtime: OciRuntime;
  beforeEach(() => {
    runtime = new OciRuntime();
  });
  afterEach(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });
  const run = (name: string, ...write: Parameters<OciRuntime["write"]>): string => {
    runtime.write(...write);
    return runtime.ok("run", runtime.id(name)).trim();
  };

  test("has namespaces and a host name of its own", () => {
    const kinds = ["mnt", "pid", "net", "ipc", "uts", "cgroup"];
    const output = run(
      "namespaces",
      `hostname; echo $$; for n in ${kinds.join(" ")}; do readlink /proc/self/ns/$n; done`,
      (spec) => {
        spec.hostname = "web-1";
      },
    ).split("\n");
    expect(output.slice(0, 2)).toEqual(["web-1", "1"]);
    const own = kinds.map((kind) => readlinkSync(`/proc/self/ns/${kind}`));
    expect(output.slice(2).filter((link) => own.includes(link))).toEqual([]);
    expect(output).toHaveLength(2 + kinds.length);
  });

  test("has exactly the user, groups, limits, mask and capabilities that are asked for", () => {
    const status = run(
      "identity",
      "umask; ulimit -n; ulimit -Hn; cat /proc/self/status; cat /proc/self/oom_score_adj",
      (spec) => {
        if (!spec.process) return;
        spec.process.user = { uid: 1000, gid: 1001, additionalGids: [10, 20], umask: 0o27 };
        spec.process.rlimits = [{ type: "RLIMIT_NOFILE", soft: 512, hard: 777 }];
        spec.process.oomScoreAdj = 123;
        const net = ["CAP_NET_BIND_SERVICE"];
        spec.process.capabilities = {
          bounding: [...net, "CAP_CHOWN"],
          effective: net,
          permitted: net,
          inheritable: net,
          ambient: net,
        };
      },
    );
    expect(status.split("\n").slice(0, 3)).toEqual(["0027", "512", "777"]);
    const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, "m").exec(status)?.[1]?.trim();
    expect([field("Uid"), field("Gid"), field("Groups")]).toEqual([
      "1000\t1000\t1000\t1000",
      "1001\t1001\t1001\t1001",
      "10 20",
    ]);
    const sets = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"].map((name) =>
      Number.parseInt(field(name) ?? "", 16),
    );
    expect(sets).toEqual([1 << 10, 1 << 10, 1 << 10, (1 << 10) | 1, 1 << 10]);
    expect([field("NoNewPrivs"), status.split("\n").at(-1)]).toEqual(["1", "123"]);
  });

  test("cannot write to a read-only root, nor look behind masked paths, nor change read-only ones", () => {
    const output = run(
      "readonly",
      "touch /file; echo $?; cat /proc/kcore | head -c 1 | wc -c; echo x > /proc/sys/kernel/hostname; echo $?",
      (spec) => {
        spec.root = { path: "rootfs", readonly: true };
      },
    );
    expect(output.split("\n").filter((line) => /^\d+$/.test(line))).toEqual(["1", "0", "1"]);
  });

  test("has anything hidden that the list of masked paths names, be it file, directory or nothing", () => {
    mkdirSync(path.join(runtime.rootfs, "secrets"));
    writeFileSync(path.join(runtime.rootfs, "secrets/key"), "key");
    writeFileSync(path.join(runtime.rootfs, "secret"), "word");
    const output = run("masked", "ls /secrets | wc -l; cat /secret | wc -c; ls /sys/dev/block | wc -l", (spec) => {
      if (spec.linux) spec.linux.maskedPaths = ["/secrets", "/secret", "/nothing", "/sys/dev/block"];
    });
    expect(output.split("\n").map(Number)).toEqual([0, 0, 0]);
    expect(readFileSync(path.join(runtime.rootfs, "secret"), "utf8")).toBe("word");
  });

  test("sees bind mounts of directories and files, relative sources from the bundle", () => {
    mkdirSync(path.join(runtime.bundle, "data"));
    writeFileSync(path.join(runtime.bundle, "data/a"), "from the bundle");
    writeFileSync(path.join(runtime.dir, "file"), "one file");
    const output = run(
      "binds",
      "cat /data/a; echo; cat /etc/one; echo; touch /data/b 2>/dev/null || echo refused",
      (spec) => {
        spec.mounts?.push({ destination: "/data", type: "bind", source: "data", options: ["rbind", "ro"] });
        spec.mounts?.push({
          destination: "/etc/one",
          source: path.join(runtime.dir, "file"),
          options: ["bind"],
          type: "bind",
        });
      },
    );
    expect(output.split("\n")).toEqual(["from the bundle", "one file", "refused"]);
    expect(statSync(path.join(runtime.rootfs, "data")).isDirectory()).toBe(true);
  });

  test("follows no symlink of its rootfs out to the host when mounts are made", () => {
    const outside = path.join(runtime.dir, "outside");
    mkdirSync(outside);
    writeFileSync(path.join(outside, "victim"), "untouched");
    symlinkSync(outside, path.join(runtime.rootfs, "escape"));
    runtime.write("cat /escape/../../etc/none 2>/dev/null; true", (spec) => {
      spec.mounts?.push({ destination: "/escape/victim", type: "tmpfs", source: "tmpfs" });
    });
    runtime.run(["run", runtime.id("escape")]);
    expect(readFileSync(path.join(outside, "victim"), "utf8")).toBe("untouched");
  });

  test("starts where cwd says, made if it is missing, and its sysctls are its own", () => {
    const before = readFileSync("/proc/sys/net/ipv4/ip_forward", "utf8");
    const output = run("cwd", "pwd; cat /proc/sys/net/ipv4/ip_forward", (spec) => {
      if (spec.process) spec.process.cwd = "/work/deep";
      if (spec.linux) spec.linux.sysctl = { "net.ipv4.ip_forward": before.trim() === "1" ? "0" : "1" };
    });
    expect(output.split("\n")).toEqual(["/work/deep", before.trim() === "1" ? "0" : "1"]);
    expect(readFileSync("/proc/sys/net/ipv4/ip_forward", "utf8")).toBe(before);
  });

  test("may be root inside and nobody outside", () => {
    const mapping = [{ containerID: 0, hostID: 100_000, size: 65_536 }];
    runtime.write("id -u; cat /proc/self/uid_map; touch /out/mine 2>/dev/null || echo refused", (spec) => {
      if (!spec.linux) return;
      spec.linux.namespaces = [...(spec.linux.namespaces ?? []), { type: "user" }];
      spec.linux.uidMappings = mapping;
      spec.linux.gidMappings = mapping;
    });
    // Its root owns nothing here, so it finds its mount points or fails.
    for (const name of ["proc", "dev", "sys"]) mkdirSync(path.join(runtime.rootfs, name));
    chmodSync(runtime.dir, 0o755); // on the way to a rootfs that another uid must reach
    const output = runtime.ok("run", runtime.id("user")).trim().split("\n");
    expect([output[0], output[1]?.trim().split(/\s+/), output[2]]).toEqual(["0", ["0", "100000", "65536"], "refused"]);
  });

  test("joins namespaces by path, that of processes too", async () => {
    const first = runtime.id("first");
    runtime.write("sleep 600");
    runtime.create(first);
    runtime.ok("start", first);
    await runtime.until(first, "running");
    const { pid } = runtime.state(first);
    const files = { pid: "pid", network: "net", ipc: "ipc", uts: "uts" } as const;
    const output = run(
      "second",
      `echo $$; ps; ${Object.values(files)
        .map((file) => `readlink /proc/self/ns/${file};`)
        .join("")}`,
      (spec) => {
        delete spec.hostname;
        if (!spec.linux) return;
        const joined = Object.entries(files).map(([type, file]) => ({
          type: type as keyof typeof files,
          path: `/proc/${pid}/ns/${file}`,
        }));
        spec.linux.namespaces = [...joined, { type: "mount" }, { type: "cgroup" }];
      },
    );
    expect(output).toContain("sleep 600");
    expect(output.split("\n")[0]).not.toBe("1");
    expect(output.split("\n").slice(-4)).toEqual(
      Object.values(files).map((file) => readlinkSync(`/proc/${pid}/ns/${file}`)),
    );
    runtime.ok("delete", "--force", first);
  });

  test("fails at once when what is to be joined is no pid namespace", () => {
    runtime.write("true", (spec) => {
      if (spec.linux)
        spec.linux.namespaces = [{ type: "mount" }, { type: "uts" }, { type: "pid", path: "/proc/self/ns/net" }];
    });
    const { code, stderr } = runtime.run(["run", runtime.id("wrong")]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      isOurs ? /setns\(2\) returned EINVAL .*\/linux\/namespaces\/2/ : /invalid|EINVAL|joining|nsenter|setns/i,
    );
  });
});
