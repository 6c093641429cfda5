// HOME, as engines that run on runc and crun leave it to the runtime.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

const passwd = "root:x:0:0:root:/root:/bin/sh\nuser:x:7:7:user:/home/user:/bin/sh\n";

describe.skipIf(cannotRunBundles())("HOME", () => {
  let runtime: OciRuntime;
  beforeEach(() => {
    runtime = new OciRuntime();
    mkdirSync(path.join(runtime.rootfs, "etc"));
    writeFileSync(path.join(runtime.rootfs, "etc/passwd"), passwd);
  });
  afterEach(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });

  const home = (uid: number, change: (spec: { env: string[]; mounts: object[] }) => void = () => {}): string => {
    runtime.write("echo $HOME", (spec) => {
      const edited = { env: ["PATH=/bin"], mounts: [...(spec.mounts ?? [])] };
      change(edited);
      if (spec.process) Object.assign(spec.process, { user: { uid, gid: 0 }, env: edited.env });
      Object.assign(spec, { mounts: edited.mounts });
    });
    return runtime.ok("run", runtime.id("home")).trim();
  };

  test("is what /etc/passwd has for the user, else /", () => {
    expect([0, 7, 9].map((uid) => home(uid))).toEqual(["/root", "/home/user", "/"]);
  });

  test("stays what config.json says, unless that is nothing", () => {
    expect(home(7, ({ env }) => env.push("HOME=/own"))).toBe("/own");
    expect(home(7, ({ env }) => env.push("HOME="))).toBe("/home/user");
  });

  test("comes from the file that the container sees", () => {
    const file = path.join(runtime.dir, "accounts");
    writeFileSync(file, "user:x:7:7:user:/mounted:/bin/sh\n");
    const bind = { type: "bind", source: file, destination: "/etc/passwd", options: ["bind"] };
    expect(home(7, ({ mounts }) => mounts.push(bind))).toBe("/mounted");
    const etc = { type: "bind", source: runtime.dir, destination: "/etc", options: ["bind"] };
    expect(home(7, ({ mounts }) => mounts.push(etc))).toBe("/");
    expect(home(7, ({ mounts }) => mounts.push({ type: "tmpfs", source: "tmpfs", destination: "/etc" }))).toBe("/");
  });

  test("is not read through an image's links into the host, nor from a pipe", () => {
    const file = path.join(runtime.rootfs, "etc/passwd");
    const outside = path.join(runtime.dir, "outside");
    writeFileSync(outside, "user:x:7:7:user:/of-the-host:/bin/sh\n");
    rmSync(file);
    symlinkSync(outside, file);
    expect(home(7)).toBe("/");
    rmSync(file);
    execFileSync("mkfifo", [file]);
    if (isOurs) expect(home(7)).toBe("/"); // runc waits for a writer
  });

  test("of another process is that of its user", () => {
    const id = runtime.id("exec");
    runtime.write("sleep 600", (spec) => {
      if (spec.process) spec.process.env = ["PATH=/bin"];
    });
    runtime.create(id);
    runtime.ok("start", id);
    const told = (...flags: string[]) => runtime.ok("exec", ...flags, id, "sh", "-c", "echo $HOME").trim();
    expect([told(), told("--user", "7"), told("--user", "9"), told("--env", "HOME=/x")]).toEqual([
      ...["/root", "/home/user", "/", "/x"],
    ]);
    runtime.ok("delete", "--force", id);
  });
});
