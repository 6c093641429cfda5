// linux.devices and the devices every container has.

import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mountAt, mountTable } from "./mount-table.ts";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

type Spec = Parameters<NonNullable<Parameters<OciRuntime["write"]>[1]>>[0];
type Device = {
  path: string;
  type: string;
  major?: number;
  minor?: number;
  fileMode?: number;
  uid?: number;
  gid?: number;
};

/** Kind, mode, owner and number of what a container or the host has at some paths. */
const STAT = "busybox stat -c '%n %F %a %u:%g %t,%T'";

describe.skipIf(cannotRunBundles())("devices", () => {
  let runtime: OciRuntime;
  beforeEach(() => {
    runtime = new OciRuntime();
  });
  afterEach(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });
  const write = (script: string, devices: Device[], change: (spec: Spec) => void = () => {}): void =>
    runtime.write(script, (spec) => {
      if (spec.linux) spec.linux.devices = devices;
      change(spec);
    });
  const run = (name: string, ...rest: Parameters<typeof write>): string[] => {
    write(...rest);
    return runtime.ok("run", runtime.id(name)).trim().split("\n");
  };
  const mknod = (name: string, ...what: string[]): void => {
    const file = path.join(runtime.rootfs, name);
    mkdirSync(path.dirname(file), { recursive: true });
    expect(spawnSync("mknod", ["-m", "600", file, ...what]).status).toBe(0);
  };
  const withoutDev = (spec: Spec): void => {
    spec.mounts = (spec.mounts ?? []).filter(({ destination }) => !destination.startsWith("/dev"));
  };
  const withUserNamespace = (spec: Spec): void => {
    if (!spec.linux) return;
    spec.linux.namespaces = [...(spec.linux.namespaces ?? []), { type: "user" }];
    spec.linux.uidMappings = spec.linux.gidMappings = [{ containerID: 0, hostID: 100_000, size: 65_536 }];
    for (const name of ["proc", "dev", "sys", "opt"]) mkdirSync(path.join(runtime.rootfs, name), { recursive: true });
    chmodSync(runtime.dir, 0o755);
    spawnSync("chown", ["100000:100000", path.join(runtime.rootfs, "opt")]);
  };

  test("are those that every container has, and the usual links", () => {
    const output = run(
      "default",
      `cd /dev; ${STAT} null zero full random urandom tty; for l in fd stdin stdout stderr ptmx core; do readlink $l; done; head -c 3 zero | wc -c; cat null`,
      [],
    );
    const node = (name: string, number: string) => `${name} character special file 666 0:0 ${number}`;
    expect(output).toEqual([
      ...[node("null", "1,3"), node("zero", "1,5"), node("full", "1,7"), node("random", "1,8"), node("urandom", "1,9")],
      node("tty", "5,0"),
      ...["/proc/self/fd", "/proc/self/fd/0", "/proc/self/fd/1", "/proc/self/fd/2", "pts/ptmx"],
      ...(existsSync("/proc/kcore") ? ["/proc/kcore"] : []),
      "3",
    ]);
  });

  test("are made as they are asked for: kind, number, mode, owner, wherever their path is", () => {
    const output = run(
      "kinds",
      `${STAT} /dev/char /dev/block /dev/unbuffered /dev/pipe /dev/deep/er/char /opt/char /dev/full`,
      [
        { path: "/dev/char", type: "c", major: 10, minor: 666, fileMode: 0o640, uid: 5, gid: 6 },
        { path: "/dev/block", type: "b", major: 8, minor: 3, fileMode: 0o660 },
        { path: "/dev/unbuffered", type: "u", major: 1, minor: 3 },
        { path: "/dev/pipe", type: "p", fileMode: 0o622, uid: 7 },
        { path: "/dev/deep/er/char", type: "c", major: 260, minor: 300, fileMode: 0o20600 },
        { path: "/opt/char", type: "c", major: 1, minor: 5, fileMode: 0o444 },
        { path: "/dev/full", type: "c", major: 1, minor: 7, fileMode: 0o600 },
      ],
    );
    expect(output).toEqual([
      "/dev/char character special file 640 5:6 a,29a",
      "/dev/block block special file 660 0:0 8,3",
      "/dev/unbuffered character special file 666 0:0 1,3",
      "/dev/pipe fifo 622 7:0 0,0",
      "/dev/deep/er/char character special file 600 0:0 104,12c",
      "/opt/char character special file 444 0:0 1,5",
      "/dev/full character special file 600 0:0 1,7",
    ]);
  });

  test("of a user namespace have the same mode, owner and number, and can be used", () => {
    const output = run(
      "userns",
      `${STAT} /dev/null /dev/mine /dev/pipe /opt/zero; echo x > /dev/null; head -c 2 /opt/zero | wc -c`,
      [
        { path: "/dev/mine", type: "c", major: 1, minor: 3, fileMode: 0o640, uid: 5, gid: 6 },
        { path: "/dev/pipe", type: "p", fileMode: 0o600 },
        { path: "/opt/zero", type: "c", major: 1, minor: 5, fileMode: 0o666 },
      ].slice(0, isOurs ? 3 : 0), // runc binds the host's nodes, whatever mode and owner are asked for
      withUserNamespace,
    );
    if (!isOurs) return;
    expect(output).toEqual([
      "/dev/null character special file 666 0:0 1,3",
      "/dev/mine character special file 640 5:6 1,3",
      "/dev/pipe fifo 600 0:0 0,0",
      "/opt/zero character special file 666 0:0 1,5",
      "2",
    ]);
  });

  // podman run --privileged --uidmap lists all of the host's devices, as root's.
  test("of the host keep their owner in a user namespace, whose root is not to own the host's disks", () => {
    const { mode, rdev } = statSync("/dev/kmsg");
    const major = (rdev >> 8) & 0xfff;
    const device = { path: "/dev/kmsg", type: "c", major, minor: rdev & 0xff, fileMode: 0o666, uid: 0, gid: 0 };
    const seen = `${STAT} /dev/kmsg; echo x 2>/dev/null > /dev/kmsg && echo written || echo refused`;
    const permissions = (mode & 0o777).toString(8);
    expect(run("hosts", seen, [device], withUserNamespace)).toEqual([
      `/dev/kmsg character special file ${permissions} 65534:65534 ${major.toString(16)},${(rdev & 0xff).toString(16)}`,
      "refused",
    ]);
  });

  test("that are there already are taken when they match", () => {
    mknod("opt/char", "c", "1", "5");
    mknod("opt/pipe", "p");
    const devices = [
      { path: "/opt/char", type: "c", major: 1, minor: 5, fileMode: 0o640, uid: 3, gid: 4 },
      { path: "/opt/pipe", type: "p", fileMode: 0o660 },
    ];
    const output = run("match", `${STAT} /opt/char /opt/pipe`, devices);
    if (isOurs) expect(output).toEqual(["/opt/char character special file 640 3:4 1,5", "/opt/pipe fifo 660 0:0 0,0"]);
    expect(output.map((line) => line.replace(/ \d+ \S+ (?=\S+$)/, " "))).toEqual([
      "/opt/char character special file 1,5",
      "/opt/pipe fifo 0,0",
    ]);
    expect(run("again", "ls /opt", devices)).toEqual(["char", "pipe"]); // a second create finds its own
  });

  test.skipIf(!isOurs)("that are there and something else make create fail, and nothing is changed", () => {
    const victim = path.join(runtime.dir, "victim");
    writeFileSync(victim, "untouched", { mode: 0o600 });
    const present: [name: string, make: () => void, device: Omit<Device, "path">][] = [
      ["number", () => mknod("opt/x", "c", "1", "5"), { type: "c", major: 1, minor: 3 }],
      ["kind", () => mknod("opt/x", "b", "1", "3"), { type: "c", major: 1, minor: 3 }],
      [
        "file",
        () => writeFileSync(path.join(runtime.rootfs, "opt/x"), "", { mode: 0o600 }),
        { type: "p", fileMode: 0o666 },
      ],
      ["directory", () => mkdirSync(path.join(runtime.rootfs, "opt/x"), { mode: 0o700 }), { type: "p" }],
      ["link", () => symlinkSync(victim, path.join(runtime.rootfs, "opt/x")), { type: "p", fileMode: 0o666 }],
    ];
    mkdirSync(path.join(runtime.rootfs, "opt"));
    for (const [name, make, device] of present) {
      make();
      write("true", [{ path: "/opt/x", ...device }]);
      const { code, stderr } = runtime.run(["run", runtime.id(name)]);
      expect([name, code, stderr]).toEqual([name, 1, expect.stringContaining("[config.json /linux/devices/0]")]);
      if (name !== "link") expect(stderr).toContain("/opt/x was there already, and has to be");
      if (name === "file") expect(statSync(path.join(runtime.rootfs, "opt/x")).mode & 0o777).toBe(0o600);
      rmSync(path.join(runtime.rootfs, "opt/x"), { recursive: true });
    }
    expect(statSync(victim).mode & 0o777).toBe(0o600);
  });

  test("are made in the rootfs where nothing is mounted at /dev, whose own terminals make way", () => {
    mknod("dev/ptmx", "c", "5", "2");
    mknod("dev/zero", "c", "1", "5");
    const output = run(
      "rootfs",
      "readlink /dev/ptmx; head -c 4 /dev/zero | wc -c; echo x > /dev/null && echo fine",
      [],
      withoutDev,
    );
    expect(output).toEqual(["pts/ptmx", "4", "fine"]);
  });

  test("of a /dev of the host are the host's, and none are made there", () => {
    const before = spawnSync("ls", ["-l", "/dev"], { encoding: "utf8" }).stdout.split("\n").length;
    const output = run(
      "bound",
      `cat /proc/self/mountinfo; ${STAT} /dev/full /opt/zero; ls /dev/ours 2>/dev/null`,
      [
        { path: "/dev/ours", type: "c", major: 1, minor: 3 },
        ...(isOurs ? [{ path: "/opt/zero", type: "c", major: 1, minor: 5 }] : []),
      ],
      (spec) => {
        withoutDev(spec);
        spec.mounts?.push({ destination: "/dev", type: "bind", source: "/dev", options: ["rbind", "rprivate"] });
        if (spec.process) spec.process.args = ["sh", "-c", `${spec.process.args?.[2]} || true`];
      },
    );
    expect(mountAt(mountTable(output.join("\n")), "/dev").type).toBe("devtmpfs");
    expect(output.some((line) => line.startsWith("/dev/full character special file"))).toBe(true);
    if (isOurs) expect(output.at(-1)).toBe("/opt/zero character special file 666 0:0 1,5");
    const after = spawnSync("ls", ["-l", "/dev"], { encoding: "utf8" }).stdout.split("\n").length;
    expect(after).toBe(before);
  });

  test("include a console only with a terminal, and an image's link there leads nobody out", () => {
    const victim = path.join(runtime.dir, "victim");
    writeFileSync(victim, "untouched");
    mkdirSync(path.join(runtime.rootfs, "dev"));
    symlinkSync(victim, path.join(runtime.rootfs, "dev/console"));
    const output = run("none", "ls /dev/console 2>/dev/null || echo none", []);
    expect(output).toEqual(["none"]);
    expect(statSync(victim).size).toBe(9);
  });
});
