// Bundles that were made to reach the host: links where mounts, devices and the working directory go, and somebody who
// exchanges them while a container is made. Whatever becomes of the container, the host has to be as it was.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mountTable } from "./mount-table.ts";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

type Spec = Parameters<NonNullable<Parameters<OciRuntime["write"]>[1]>>[0];

describe.skipIf(cannotRunBundles())("a hostile bundle", () => {
  let runtime: OciRuntime;
  let victim: string;
  let before: string;
  const look = (): string =>
    spawnSync("find", [victim, "-printf", "%p %y %m %u %s %T@ %i\\n"], { encoding: "utf8" }).stdout;
  /** What the host has where containers mount. The rest changes with whoever else is busy here. */
  const mounts = (): string[] =>
    mountTable(readFileSync("/proc/self/mountinfo", "utf8"))
      .filter(({ place }) => /^\/$|^\/(dev|proc|sys)\b/.test(place))
      .map(({ place, type }) => `${type} ${place}`);
  let mountsBefore: string[];
  beforeEach(() => {
    runtime = new OciRuntime();
    victim = path.join(runtime.dir, "victim");
    for (const name of ["dir", "pts", "shm", "mqueue", "fs/cgroup"])
      mkdirSync(path.join(victim, name), { recursive: true });
    for (const name of ["file", "console", "null", "ptmx"]) writeFileSync(path.join(victim, name), "untouched");
    before = look();
    mountsBefore = mounts();
  });
  afterEach(() => {
    expect(look()).toBe(before);
    expect(mounts()).toEqual(mountsBefore);
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });
  const link = (name: string, target: string): void => {
    const file = path.join(runtime.rootfs, name);
    mkdirSync(path.dirname(file), { recursive: true });
    rmSync(file, { recursive: true, force: true });
    symlinkSync(target, file);
  };
  const up = (): string => `${"../".repeat(12)}${victim.slice(1)}`;
  const write = (change: (spec: Spec) => void = () => {}): void =>
    runtime.write(`echo x > ${victim}/file; touch ${victim}/new ${victim}/dir/new; true`, change);
  const attempt = (name: string) => runtime.run(["run", runtime.id(name)]);

  for (const [what, target] of [
    ["absolute", () => victim],
    ["climbing", up],
  ] as const)
    test(`gains nothing by ${what} links at /dev, /proc and /sys`, () => {
      for (const name of ["dev", "proc", "sys"]) {
        link(name, target());
        write();
        const { code, stderr } = attempt(`${what}-${name}`);
        if (isOurs && name !== "dev") expect([code, stderr]).toEqual([1, expect.stringContaining("ELOOP")]);
        rmSync(path.join(runtime.rootfs, name));
      }
    });

  test("gains nothing by links where its mounts, its devices, its masks and its working directory go", () => {
    link("data", victim);
    link("deep/er", up());
    link("file", path.join(victim, "file"));
    link("opt", victim);
    link("work", up());
    write((spec) => {
      spec.mounts?.push(
        { destination: "/data/new", type: "tmpfs", source: "tmpfs" },
        { destination: "/data/dir", type: "tmpfs", source: "tmpfs", options: ["tmpcopyup"] },
        { destination: "/deep/er/made/here", type: "none", source: runtime.bundle, options: ["bind", "ro"] },
        { destination: "/file", type: "none", source: path.join(runtime.bundle, "config.json"), options: ["bind"] },
      );
      if (spec.process) spec.process.cwd = "/work/made";
      if (!spec.linux) return;
      spec.linux.devices = [{ path: "/opt/null", type: "c", major: 1, minor: 3 }];
      spec.linux.maskedPaths = ["/data", "/file", "/opt/dir"];
      spec.linux.readonlyPaths = ["/work", "/deep/er"];
    });
    attempt("targets");
  });

  test("gains nothing by magic links of procfs", () => {
    for (const [name, destination] of [
      ["root", `/proc/self/root${victim}/dir`],
      ["cwd", "/proc/self/cwd/mounted"],
      ["fd", "/proc/self/fd/0/mounted"],
    ] as const) {
      write((spec) => {
        spec.mounts?.push({ destination, type: "tmpfs", source: "tmpfs" });
      });
      const { code, stderr } = attempt(name);
      if (isOurs) expect([code, stderr]).toEqual([1, expect.stringContaining("ELOOP")]);
    }
    write((spec) => {
      if (spec.process) spec.process.cwd = `/proc/self/fd/7/../../..${victim}/dir`;
    });
    expect(attempt("magic").code).not.toBe(0);
  });

  test("gains nothing by what it has at /dev/null, /dev/ptmx and /dev/console where it mounts nothing there", () => {
    const bare = (spec: Spec): void => {
      spec.mounts = spec.mounts?.filter(({ destination }) => !destination.startsWith("/dev")) ?? [];
      if (spec.linux) spec.linux.maskedPaths = ["/proc/kcore", "/file"];
    };
    writeFileSync(path.join(runtime.rootfs, "file"), "secret");
    link("dev/ptmx", path.join(victim, "ptmx"));
    runtime.write(`cat /file; echo x > ${victim}/file; true`, bare);
    expect(runtime.ok("run", runtime.id("ptmx"))).toBe("");
    link("dev/null", path.join(victim, "null"));
    runtime.write("cat /file; true", bare);
    const { code, stdout } = attempt("null");
    expect([code === 0, stdout]).toEqual([false, ""]);
  });

  test("whose rootfs is a link is refused", () => {
    const rootfs = path.join(runtime.bundle, "elsewhere");
    symlinkSync(runtime.rootfs, rootfs);
    write((spec) => {
      spec.root = { path: "elsewhere" };
    });
    const { code, stderr } = attempt("rootfs");
    expect(code).not.toBe(0);
    expect(stderr).toMatch(isOurs ? /open rootfs .*elsewhere: it is a symlink/ : /symlink/);
  });

  test("in which a mount's place is exchanged for a link all the time never mounts or writes outside", async () => {
    const place = path.join(runtime.rootfs, "place");
    mkdirSync(place);
    symlinkSync(victim, path.join(runtime.rootfs, "link"));
    const exchange = `
      const fs = require("node:fs");
      const [place, link, aside] = process.argv.slice(1);
      process.stdout.write("ready");
      for (;;) try {
        fs.renameSync(place, aside); fs.renameSync(link, place); fs.renameSync(place, link); fs.renameSync(aside, place);
      } catch {}`;
    const racer = spawn(process.execPath, [
      ...["-e", exchange, place, path.join(runtime.rootfs, "link"), path.join(runtime.rootfs, "aside")],
    ]);
    await once(racer.stdout, "data");
    try {
      let made = 0;
      for (let i = 0; i < 4; i++) {
        write((spec) => {
          for (let n = 0; n < 20; n++)
            spec.mounts?.push({ destination: `/place/${i}/${n}`, type: "tmpfs", source: "tmpfs" });
          spec.mounts?.push(
            { destination: "/place/dir", type: "tmpfs", source: "tmpfs", options: ["tmpcopyup"] },
            {
              destination: "/place/file",
              type: "none",
              source: path.join(runtime.bundle, "config.json"),
              options: ["bind"],
            },
          );
          if (!spec.linux) return;
          spec.linux.devices = [{ path: "/place/null", type: "c", major: 1, minor: 3 }];
          spec.linux.maskedPaths = ["/place/dir", "/place/file"];
        });
        made += attempt(`race-${i}`).code === 0 ? 1 : 0;
      }
      expect(made).toBeLessThanOrEqual(4); // either way is fine: a container that was not made, or one that is right
    } finally {
      racer.kill("SIGKILL");
      await once(racer, "exit");
    }
  });

  const busy = {
    "a rename elsewhere": `
      const { renameSync } = require("node:fs"); const [name] = process.argv.slice(1);
      process.stdout.write("ready");
      for (;;) { renameSync(name, name + "2"); renameSync(name + "2", name); }`,
    "the end of thousands of mounts elsewhere": `
      const { execFileSync } = require("node:child_process");
      const mounts = "mount -t tmpfs none /mnt; for i in $(seq 11); do mkdir /mnt/$i; done; for i in $(seq 11); do mount --rbind /mnt /mnt/$i; done";
      process.stdout.write("ready");
      for (;;) execFileSync("unshare", ["--mount", "sh", "-ec", mounts]);`,
  };
  for (const [disturbance, script] of Object.entries(busy)) {
    test.skipIf(!isOurs)(
      `is none that is merely busy: lookups that ${disturbance} disturbs are made again`,
      async () => {
        mkdirSync(path.join(runtime.rootfs, "run/lock"), { recursive: true });
        link("var/run", "../run");
        const file = path.join(runtime.dir, "renamed");
        writeFileSync(file, "");
        const other = spawn(process.execPath, ["-e", script, file]);
        await once(other.stdout, "data");
        try {
          runtime.write("true", (spec) => {
            const path = `/var/run/${"lock/../".repeat(60)}`;
            if (spec.linux) spec.linux.maskedPaths = Array.from({ length: 1000 }, (_, n) => `${path}absent${n}`);
          });
          for (let n = 0; n < 10; n++)
            expect(runtime.run(["run", runtime.id(`busy-${n}`)])).toEqual({ code: 0, stdout: "", stderr: "" });
        } finally {
          other.kill("SIGKILL");
          await once(other, "exit");
        }
      },
    );
  }
});
