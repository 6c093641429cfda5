// Namespaces, capabilities, seccomp and what a container must not see or do.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers, eventually } from "../../setup/cli.ts";

const hostNamespace = (kind: string): string => readlinkSync(`/proc/self/ns/${kind}`);
const namespaces = ["cgroup", "ipc", "mnt", "net", "pid", "uts"];

describe.skipIf(cannotRunContainers())("isolation", () => {
  let cli: Cli;
  let scratch: string;
  beforeAll(async () => {
    cli = await Cli.open();
    scratch = path.join(cli.root, "scratch");
    mkdirSync(scratch);
    await cli.ok("run", "-d", "--name", "main", busybox, "sleep", "1000");
  });
  afterAll(async () => expect(await cli.close()).toEqual([]));
  const main = (script: string): Promise<string> => cli.ok("exec", "main", "sh", "-c", script);
  const inside = (kind: string, ...flags: string[]): Promise<string> =>
    cli.ok("run", "--rm", ...flags, busybox, "readlink", `/proc/self/ns/${kind}`);

  test("is in namespaces of its own", async () => {
    for (const kind of namespaces) expect(await main(`readlink /proc/1/ns/${kind}`)).not.toBe(hostNamespace(kind));
  });

  test("has a user namespace of its own with --userns private, where root is nobody of the host's", async () => {
    expect(await inside("user", "--userns", "private")).not.toBe(hostNamespace("user"));
    const id = await cli.ok("run", "-d", "--userns", "private", busybox, "sleep", "100");
    const pid = (await cli.inspect(id)).State.Pid;
    expect(readFileSync(`/proc/${pid}/status`, "utf8")).not.toMatch(/^Uid:\t0\t/m);
    expect(await cli.ok("exec", id, "sh", "-c", "id -u; touch /f && stat -c %u /f /etc/hosts")).toBe("0\n0\n0");
    await cli.ok("rm", "-f", id);
  });

  test("has a clock of its own with --time-offset", async () => {
    const up = Number((await cli.sh("cut -d. -f1 /proc/uptime", "--time-offset", "boottime=1000000")).trim());
    expect(up).toBeGreaterThan(1_000_000);
  });

  test("shares what it is told to with the host", async () => {
    expect(await inside("pid", "--pid", "host")).toBe(hostNamespace("pid"));
    expect(await inside("ipc", "--ipc", "host")).toBe(hostNamespace("ipc"));
    expect(await inside("uts", "--uts", "host")).toBe(hostNamespace("uts"));
    expect(await inside("cgroup", "--cgroupns", "host")).toBe(hostNamespace("cgroup"));
    expect(await cli.ok("run", "--rm", "--uts", "host", busybox, "hostname")).toBe(hostname());
    expect(await cli.ok("run", "--rm", "--network", "host", busybox, "ip", "-o", "link")).toContain("ts-run0");
  });

  test("shares what it is told to with another container", async () => {
    for (const [flag, kind] of [
      ["--pid", "pid"],
      ["--ipc", "ipc"],
      ["--network", "net"],
    ] as const) {
      expect(await inside(kind, flag, "container:main")).toBe(await main(`readlink /proc/1/ns/${kind}`));
    }
    expect(await cli.fails("run", "--rm", "--pid", "container:no-such", busybox, "true")).toContain("no-such");
  });

  test("has exactly docker's 14 capabilities", async () => {
    const caps = "00000000a80425fb";
    expect(await main("grep Cap /proc/1/status")).toBe(
      `CapInh:\t0000000000000000\nCapPrm:\t${caps}\nCapEff:\t${caps}\nCapBnd:\t${caps}\nCapAmb:\t0000000000000000`,
    );
    expect(await main("grep Cap /proc/self/status")).toBe(await main("grep Cap /proc/1/status"));
  });

  test("has more or fewer with --cap-add and --cap-drop, all or one", async () => {
    const bounding = "grep CapBnd /proc/self/status | cut -f2";
    expect(await cli.sh(bounding, "--cap-drop", "ALL")).toBe("0000000000000000");
    expect(await cli.sh(bounding, "--cap-drop", "ALL", "--cap-add", "NET_ADMIN")).toBe("0000000000001000");
    expect(await cli.sh(bounding, "--cap-add", "SYS_ADMIN")).toBe("00000000a82425fb");
    expect(await cli.sh(bounding, "--cap-drop", "CAP_CHOWN")).toBe("00000000a80425fa");
    expect(await cli.fails("run", "--cap-add", "NO_SUCH", busybox, "true")).toContain("NO_SUCH");
  });

  test("is filtered by seccomp unless that is switched off", async () => {
    const status = "grep -w Seccomp: /proc/self/status; unshare -n true 2>&1; echo $?";
    expect(await main(status)).toMatch(/^Seccomp:\t2\nunshare: .*Operation not permitted\n1$/);
    const unconfined = await cli.sh(status, "--security-opt", "seccomp=unconfined", "--cap-add", "SYS_ADMIN");
    expect(unconfined).toBe("Seccomp:\t0\n0");
  });

  test("takes a seccomp profile from a file", async () => {
    const file = path.join(scratch, "profile.json");
    const rule = { names: ["mkdir", "mkdirat"], action: "SCMP_ACT_ERRNO", errnoRet: 28 };
    writeFileSync(file, JSON.stringify({ defaultAction: "SCMP_ACT_ALLOW", syscalls: [rule] }));
    expect(await cli.sh("mkdir /x 2>&1; echo $?", "--security-opt", `seccomp=${file}`)).toMatch(/No space left.*\n1$/);
  });

  test("cannot gain privileges with no-new-privileges", async () => {
    expect(await cli.sh("grep NoNewPrivs /proc/self/status", "--security-opt", "no-new-privileges")).toBe(
      "NoNewPrivs:\t1",
    );
    expect(await main("grep NoNewPrivs /proc/self/status")).toBe("NoNewPrivs:\t0");
  });

  test("cannot read or write what would tell or change things of the host", async () => {
    expect(await main("cat /proc/kcore /proc/keys /proc/timer_list 2>/dev/null; echo end")).toBe("end");
    for (const file of [
      "/proc/sysrq-trigger",
      "/proc/sys/kernel/panic",
      "/proc/sys/kernel/core_pattern",
      "/sys/kernel/uevent_helper",
    ]) {
      expect(await main(`(echo x >${file}) 2>&1; echo $?`), file).toMatch(
        /Read-only file system|nonexistent directory|Permission denied/,
      );
    }
    expect(await main("ls /sys/firmware")).toBe("");
    expect(await main("touch /sys/x 2>&1 || echo refused")).toContain("refused");
  });

  test("sees /proc and /sys whole with --privileged, and has all capabilities and devices", async () => {
    const script = "ls /dev | wc -l; grep CapEff /proc/self/status; grep -w Seccomp: /proc/self/status";
    const [devices, caps, seccomp] = (await cli.sh(script, "--privileged")).split("\n");
    expect(Number(devices)).toBeGreaterThan(Number(await main("ls /dev | wc -l")));
    expect(caps).toBe(
      readFileSync("/proc/self/status", "utf8")
        .match(/CapBnd.*/)?.[0]
        .replace("CapBnd", "CapEff"),
    );
    expect(seccomp).toBe("Seccomp:\t0");
    expect(await cli.sh("test -w /proc/sys/kernel/panic && echo writable", "--privileged")).toBe("writable");
  });

  test("has only its own devices, and others by --device", async () => {
    expect((await main("ls /dev")).split("\n").join(" ")).toBe(
      "fd full mqueue null ptmx pts random shm stderr stdin stdout tty urandom zero",
    );
    expect(await main("mknod /tmp/kmsg c 1 11; head -c1 /tmp/kmsg 2>&1; true")).toContain("not permitted");
    expect(
      await cli.sh("ls -l /dev/mine | cut -c1; head -c3 /dev/mine | od -An -tx1", "--device", "/dev/zero:/dev/mine:r"),
    ).toBe("c\n 00 00 00");
    expect(await cli.fails("run", "--rm", "--device", "/dev/no-such", busybox, "true")).toContain("/dev/no-such");
  });

  test("sets kernel parameters of its namespaces with --sysctl, and refuses those of the host", async () => {
    expect(await cli.sh("cat /proc/sys/net/ipv4/ip_default_ttl", "--sysctl", "net.ipv4.ip_default_ttl=33")).toBe("33");
    expect(await cli.sh("cat /proc/sys/kernel/shmmni", "--sysctl", "kernel.shmmni=99")).toBe("99");
    expect((await cli.run(["run", "--rm", "--sysctl", "kernel.panic=1", busybox, "true"])).code).toBe(125);
  });

  test("mounts nothing that the host can see, and sees no later mounts of the host", async () => {
    const pid = (await cli.inspect("main")).State.Pid;
    expect(readFileSync(`/proc/${pid}/mountinfo`, "utf8")).not.toMatch(/ (shared|master):/);
    expect(readFileSync("/proc/self/mountinfo", "utf8")).not.toContain(cli.runDir);
    const dir = path.join(scratch, "propagation");
    mkdirSync(dir);
    await cli.ok("run", "-d", "--name", "bound", "-v", `${dir}:/dir`, busybox, "sleep", "100");
    execFileSync("mount", ["-t", "tmpfs", "tmpfs", dir]);
    try {
      writeFileSync(path.join(dir, "later"), "");
      expect(await cli.ok("exec", "bound", "ls", "/dir")).toBe("");
    } finally {
      execFileSync("umount", [dir]);
    }
    await cli.ok("rm", "-f", "bound");
  });

  test("mounts through links of the image, absolute and climbing ones, but never outside of it", async () => {
    const outside = path.join(scratch, "outside");
    mkdirSync(outside);
    const links = {
      absolute: "/real",
      climbing: "../../../../../../real",
      escaping: outside,
      magic: `/proc/1/root${outside}`,
    };
    for (const [name, target] of Object.entries(links)) {
      const script = `touch /${name}/deep/file; ls /real/deep`;
      await cli.ok("create", "--name", name, "-v", `${name}:/${name}/deep`, busybox, "sh", "-c", script);
      const upper = path.join(cli.root, "containers", (await cli.inspect(name)).Id, "upper");
      mkdirSync(path.join(upper, "real"));
      symlinkSync(target, path.join(upper, name));
      const { code, stdout, stderr } = await cli.run(["start", "-a", name]);
      if (target.endsWith("/real")) expect([code, stdout]).toEqual([0, "file\n"]);
      else expect([code, stderr]).toEqual([125, expect.stringContaining(`[-v ${name}:/${name}/deep]`)]);
      await cli.ok("rm", name);
      await cli.ok("volume", "rm", name);
    }
    expect(readdirSync(outside)).toEqual([]);
  });

  test("refuses to start in an image whose /proc is a link", async () => {
    const target = path.join(scratch, "proc-target");
    mkdirSync(target);
    await cli.ok("create", "--name", "proclink", busybox, "ls", "/proc/self/exe");
    const upper = path.join(cli.root, "containers", (await cli.inspect("proclink")).Id, "upper");
    execFileSync("sh", ["-c", `cd ${upper} && ln -s ${target} proc; ln -s /tmp/x dev`]);
    const { stdout } = await cli.run(["start", "-a", "proclink"]);
    expect(stdout.trim()).toMatch(/^(\/proc\/self\/exe)?$/);
    expect(execFileSync("ls", [target], { encoding: "utf8" })).toBe("");
    await cli.ok("rm", "proclink");
  });

  test("cannot overwrite the program that executes in it", async () => {
    const attack =
      "for p in /proc/[0-9]*; do (echo x >$p/exe) 2>/dev/null && echo wrote $p; done; (echo x >/proc/self/exe) 2>&1; true";
    expect(await main(attack)).not.toContain("wrote");
    expect(
      await cli.sh("for i in 1 2 3; do (: >/proc/1/exe) 2>/dev/null && echo wrote; done; echo end", "--init"),
    ).toBe("end");
    const build = path.join(
      path.dirname(execFileSync("readlink", ["-f", cli.command()[1][1] ?? ""], { encoding: "utf8" })),
      "../build/Release/monitor",
    );
    expect(readFileSync(build).subarray(0, 4).toString("latin1")).toBe("\x7fELF");
  });

  test("lets exec in with the same rights, or other ones when told", async () => {
    expect(await cli.ok("exec", "-u", "1000:1000", "main", "id", "-u")).toBe("1000");
    expect(await cli.ok("exec", "-w", "/tmp", "-e", "A=b", "main", "sh", "-c", "pwd; echo $A")).toBe("/tmp\nb");
    expect(await cli.ok("exec", "--privileged", "main", "grep", "CapEff", "/proc/self/status")).not.toContain(
      "a80425fb",
    );
    expect(await main("grep -w Seccomp: /proc/self/status")).toBe("Seccomp:\t2");
    expect(await cli.ok("exec", "main", "ls", "/proc/self/fd")).toBe("0\n1\n2\n3");
    for (const kind of namespaces)
      expect(await main(`readlink /proc/self/ns/${kind}`)).toBe(await main(`readlink /proc/1/ns/${kind}`));
    expect(await main("cat /proc/self/cgroup")).toBe(await main("cat /proc/1/cgroup"));
  });

  test("says by name which flag this host cannot honour, and changes nothing", async () => {
    const before = await cli.ok("ps", "-aq");
    const refused = [
      ["--platform", "linux/s390x"],
      ["--sysctl", "kernel.panic=1"],
      ["--cap-add", "NO_SUCH"],
      ["--ulimit", "nofile=nothing"],
      ["--security-opt", "seccomp=/no/such/file"],
      ["--pid", "container:no-such"],
      ["--network", "no-such-network"],
      ["--userns", "sideways"],
      ["-v", "relative/path:/x"],
      ["-v", "/a:relative"],
      ["--tmpfs", "relative"],
      ["-p", "99999:80"],
      ["-m", "lots"],
      ["--cpus", "-1"],
      ["--env-file", "/no/such/file"],
      ["--device", "/dev/no-such"],
      ["-w", "relative"],
      ["-u", "no-such-user"],
      ["--stop-signal", "NOPE"],
      ["--restart", "sometimes"],
      ["--ip", "300.1.1.1"],
      ["--dns", "not-an-address"],
      ["--add-host", "nothing"],
      ["--hostname", "a b"],
    ] as const;
    for (const [flag, value] of refused) {
      const { code, stderr } = await cli.run(["run", "--rm", flag, value, busybox, "true"]);
      expect([code, stderr.split("\n").length], `${flag} ${value}: ${stderr}`).toEqual([125, 3]);
      expect(stderr).toMatch(/^ts-run: .+\nhint: .+\n$/);
      expect(stderr).toContain(value.split(":").at(-1));
    }
    expect(await cli.ok("ps", "-aq")).toBe(before);
  });

  test("takes a detached exec down with it", async () => {
    await cli.ok("run", "-d", "--name", "short", busybox, "sleep", "1000");
    await cli.ok("exec", "-d", "short", "sleep", "999");
    await eventually(async () => (await cli.ok("top", "short")).includes("sleep 999"));
    await cli.ok("rm", "-f", "short");
    expect(execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })).not.toMatch(/^sleep 999$/m);
  });
});
