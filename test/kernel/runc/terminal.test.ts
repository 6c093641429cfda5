// --console-socket: the terminal's master travels to the engine, as conmon and containerd's shim expect it.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cannotRunBundles, eventually, OciRuntime } from "./oci-runtime.ts";

// Node cannot receive descriptors, Python (which the build needs anyway) can: it listens, takes the master, and then is
// the terminal's other side on its own standard streams.
const engine = `
import os, select, socket, sys
server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
server.bind(sys.argv[1])
server.listen(1)
connection, _ = server.accept()
name, fds, _, _ = socket.recv_fds(connection, 4096, 1)
print("received", len(fds), os.isatty(fds[0]), len(name) > 0, flush=True)
while True:
    ready, _, _ = select.select([fds[0], 0], [], [])
    try:
        if fds[0] in ready: os.write(1, os.read(fds[0], 4096))
    except OSError: break
    if 0 in ready: os.write(fds[0], os.read(0, 4096))
`;

describe.skipIf(cannotRunBundles())("a terminal", () => {
  let runtime: OciRuntime;
  let socket: string;
  let listener: ChildProcessWithoutNullStreams;
  let screen = "";
  beforeEach(async () => {
    runtime = new OciRuntime();
    socket = path.join(runtime.dir, "console.sock");
    screen = "";
    listener = spawn("python3", ["-c", engine, socket]);
    listener.stdout.on("data", (data) => {
      screen += String(data);
    });
    await eventually(() => existsSync(socket));
  });
  afterEach(() => {
    listener.kill();
    runtime.close();
  });

  test("of a container reaches the console socket, has its size, and is its controlling terminal", async () => {
    const id = runtime.id("terminal");
    runtime.write("tty; stty size; read line; echo got $line; ls /dev/console", (spec) => {
      Object.assign(spec.process ?? {}, { terminal: true, consoleSize: { height: 33, width: 77 } });
    });
    runtime.create(id, "--console-socket", socket);
    await eventually(() => screen.startsWith("received 1 True True"));
    runtime.ok("start", id);
    await eventually(() => screen.includes("33 77"));
    expect(screen).toMatch(/\/dev\/(pts\/0|console)/);
    listener.stdin.write("hello\n");
    await eventually(() => screen.includes("got hello") && screen.includes("/dev/console"));
    await runtime.until(id, "stopped");
    runtime.ok("delete", id);
    expect(runtime.leftovers()).toEqual([]);
  });

  test("is shown as /dev/console on top of what an image has there, and through no link of it", async () => {
    const victim = path.join(runtime.dir, "victim");
    const dev = path.join(runtime.rootfs, "dev");
    const create = (name: string): string => {
      const id = runtime.id(name);
      runtime.write("read line; ls -l /dev/console", (spec) => {
        Object.assign(spec.process ?? {}, { terminal: true });
        spec.mounts = spec.mounts?.filter(({ destination }) => destination !== "/dev") ?? [];
      });
      runtime.create(id, "--console-socket", socket);
      return id;
    };
    writeFileSync(victim, "untouched");
    mkdirSync(dev);
    symlinkSync(victim, path.join(dev, "console"));
    expect(() => create("console-link")).toThrow(/console/);
    expect(readFileSync(victim, "utf8")).toBe("untouched");
    listener.kill();
    rmSync(socket);
    listener = spawn("python3", ["-c", engine, socket]);
    await eventually(() => existsSync(socket));
    rmSync(path.join(dev, "console"));
    writeFileSync(path.join(dev, "console"), "the image's");
    runtime.ok("delete", "--force", create("console-file"));
    expect(readFileSync(path.join(dev, "console"), "utf8")).toBe("the image's");
    expect(runtime.leftovers()).toEqual([]);
  });

  test("of an exec too", async () => {
    const id = runtime.id("exec-terminal");
    runtime.write("sleep 600");
    runtime.create(id);
    runtime.ok("start", id);
    runtime.detached(
      "exec",
      "--detach",
      "--tty",
      "--console-socket",
      socket,
      id,
      "sh",
      "-c",
      "tty; read x; echo got $x",
    );
    await eventually(() => screen.includes("/dev/pts/0"));
    listener.stdin.write("word\n");
    await eventually(() => screen.includes("got word"));
    runtime.ok("delete", "--force", id);
    expect(runtime.leftovers()).toEqual([]);
  });

  test("and a console socket are wanted together when nobody stays to serve it", () => {
    const id = runtime.id("mismatch");
    runtime.write("true", (spec) => {
      Object.assign(spec.process ?? {}, { terminal: true });
    });
    expect(() => runtime.create(id)).toThrow(/cannot allocate tty/);
    runtime.write("true");
    expect(() => runtime.create(id, "--console-socket", socket)).toThrow(/cannot use console socket/);
    expect(runtime.leftovers()).toEqual([]);
  });
});
