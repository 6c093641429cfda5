// Sockets between the caller and a container: --pidfd-socket, LISTEN_FDS (socket activation), NOTIFY_SOCKET (sd_notify).
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotRunBundles, eventually, isOurs, OciRuntime } from "./oci-runtime.ts";

// Python can receive descriptors and make any socket, Node cannot.
const PIDFD_LISTENER = `
import os, re, socket, sys
server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
server.bind(sys.argv[1])
server.listen(2)
while True:
    connection, _ = server.accept()
    name, fds, _, _ = socket.recv_fds(connection, 4096, 1)
    info = open(f"/proc/self/fdinfo/{fds[0]}").read()
    print(os.readlink(f"/proc/self/fd/{fds[0]}"), name.decode(), re.search(r"^Pid:\\s*(\\d+)", info, re.M)[1], flush=True)
`;

/** systemd in a few words: prints each notification on a line, and closes the descriptor of a barrier. */
const MANAGER = `
import os, socket, sys
manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
manager.bind(sys.argv[1])
while True:
    text, fds, _, _ = socket.recv_fds(manager, 4096, 4)
    print(" ".join(text.decode().split("\\n")), len(fds), flush=True)
    for fd in fds: os.close(fd)
`;

describe.skipIf(cannotRunBundles())("sockets of the caller", () => {
  let runtime: OciRuntime;
  const children: ChildProcess[] = [];
  beforeAll(() => {
    runtime = new OciRuntime();
    for (const name of ["lib", "lib64", "sbin"])
      if (!existsSync(path.join(runtime.rootfs, name))) symlinkSync(`usr/${name}`, path.join(runtime.rootfs, name));
  });
  afterAll(() => {
    for (const child of children) child.kill();
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });

  async function listen(program: string, socket: string): Promise<{ lines: () => string[] }> {
    const child = spawn("python3", ["-c", program, socket], { stdio: ["ignore", "pipe", "inherit"] });
    children.push(child);
    let output = "";
    child.stdout.on("data", (data) => {
      output += String(data);
    });
    await eventually(() => existsSync(socket));
    return { lines: () => output.split("\n").filter((line) => line !== "") };
  }

  /** A container whose program is this Python script; the host's /usr is shown to it. */
  function writePython(script: string): void {
    runtime.write("", (spec) => {
      if (spec.process) spec.process.args = ["/usr/bin/python3", "-c", script];
      spec.mounts?.push({ destination: "/usr", type: "bind", source: "/usr", options: ["bind", "ro"] });
    });
  }

  test("get a pidfd of init with create, and of a program with exec", async () => {
    const socket = path.join(runtime.dir, "pidfd.sock");
    const { lines } = await listen(PIDFD_LISTENER, socket);
    const id = runtime.id("pidfd");
    const pidFile = path.join(runtime.dir, "exec.pid");
    runtime.write("sleep 100");
    runtime.create(id, "--pidfd-socket", socket);
    const { pid } = runtime.state(id);
    await eventually(() => lines().length === 1);
    expect(lines()[0]).toMatch(new RegExp(`^anon_inode:\\[pidfd\\] \\w+ ${pid}$`));
    runtime.ok("start", id);
    runtime.detached("exec", "--pidfd-socket", socket, "--pid-file", pidFile, "-d", id, "sleep", "100");
    await eventually(() => lines().length === 2);
    expect(lines()[1]?.split(" ").at(-1)).toBe(readFileSync(pidFile, "utf8"));
    runtime.ok("delete", "--force", id);
  });

  test.skipIf(!isOurs)("that nobody listens on are named, and leave no container", () => {
    runtime.write("true");
    const { code, stderr } = runtime.run(["create", "--pidfd-socket", "/nowhere/sock", runtime.id("deaf")], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/connect to \/nowhere\/sock: connect\(2\) returned ENOENT/),
    ]);
  });

  test("that a service manager has opened are the container's, numbered from 3, before preserved ones", () => {
    runtime.write('echo "$LISTEN_FDS $LISTEN_PID"; cat <&3; cat <&4; cat <&5; ls /proc/self/fd | wc -l');
    const script = 'exec 3<<<one 4<<<two 5<<<kept; export LISTEN_PID=$$; exec "$0" "$@"';
    const command = [runtime.program, "--root", runtime.root, "run", "--preserve-fds", "1", runtime.id("listen")];
    const run = (env: object) =>
      spawnSync("bash", ["-c", script, ...command], {
        cwd: runtime.bundle,
        encoding: "utf8",
        env: { ...process.env, ...env },
      });
    const { stdout, stderr } = run({ LISTEN_FDS: "2" });
    expect([stdout, stderr]).toEqual(["2 1\none\ntwo\nkept\n7\n", ""]); // 0 to 5 and ls's own
  });

  test("are told that the container is ready, with init as the main process, before start returns", async () => {
    const socket = path.join(runtime.dir, "notify.sock");
    const { lines } = await listen(MANAGER, socket);
    const id = runtime.id("notify");
    writePython(`
import os, socket, time
time.sleep(0.5)
to = os.environ["NOTIFY_SOCKET"]
with open("/out/socket", "w") as file: file.write(to)
sender = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
for text in ["STATUS=loading", "MAINPID=1", "READY=1\\nSTATUS=serving"]: sender.sendto(text.encode(), to)
time.sleep(100)
`);
    const env = { ...process.env, NOTIFY_SOCKET: socket };
    expect(runtime.run(["create", id], { env, stdio: "ignore" }).code).toBe(0);
    const { pid } = runtime.state(id);
    expect(lines()).toEqual([]);
    expect(runtime.run(["start", id], { env, stdio: "ignore" }).code).toBe(0);
    expect(runtime.out("socket")).toBe("/run/notify/notify.sock");
    await eventually(() => lines().length >= (isOurs ? 2 : 3));
    expect(lines().join(" ")).toMatch(new RegExp(`^READY=1\\s.*MAINPID=${pid}\\s.*BARRIER=1 1$`));
    expect(lines().join(" ")).not.toContain("MAINPID=1 ");
    runtime.ok("delete", "--force", id);
  });

  test("do not wait for a container that ends before it is ready", async () => {
    const socket = path.join(runtime.dir, "quiet.sock");
    const { lines } = await listen(MANAGER, socket);
    const id = runtime.id("quiet");
    runtime.write("exit 3");
    const env = { ...process.env, NOTIFY_SOCKET: socket };
    expect(runtime.run(["run", "-d", id], { env, stdio: "ignore" }).code).toBe(0);
    expect(runtime.state(id).status).toBe("stopped");
    expect(lines()).toEqual([]);
    runtime.ok("delete", id);
  });

  test("hear a foreground run's notifications as well, with the runtime as the main process", async () => {
    const socket = path.join(runtime.dir, "front.sock");
    const { lines } = await listen(MANAGER, socket);
    writePython(`
import os, socket, time
sender = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
sender.sendto(b"READY=1", os.environ["NOTIFY_SOCKET"])
time.sleep(0.5)
raise SystemExit(5)
`);
    const env = { ...process.env, NOTIFY_SOCKET: socket };
    expect(runtime.run(["run", runtime.id("front")], { env }).code).toBe(5);
    await eventually(() => lines().length > 0);
    expect(lines().join(" ")).toMatch(/^READY=1\s.*MAINPID=\d+/);
  });
});
