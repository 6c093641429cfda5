import fs from "node:fs";
import { describe, expect, test } from "vitest";
import {
  connectSeqpacket,
  pidfdSendSignal,
  receiveMessage,
  sendMessage,
  socketpair,
  spawnProcess,
  waitForExit,
} from "../../../src/native/index.ts";

/** Runs a shell line with the given descriptors and gives its exit status and everything it wrote. */
async function shell(line: string, options: { fds?: number[]; cwd?: string; setsid?: boolean; stdin?: number } = {}) {
  const file = `/tmp/native-test-${process.pid}-${Math.random()}`;
  const out = fs.openSync(file, "w+");
  const { stdin, ...rest } = options;
  const { pidFd } = spawnProcess({
    path: "/bin/sh",
    argv: ["sh", "-c", line],
    env: ["A=b"],
    stdio: [stdin, out, out],
    ...rest,
  });
  const status = await waitForExit(pidFd);
  const text = fs.readFileSync(file, "utf8");
  for (const fd of [pidFd, out]) fs.closeSync(fd);
  fs.unlinkSync(file);
  return { status, text };
}

describe("spawnProcess()", () => {
  test("gives the program exactly the descriptors named, in order, even when their numbers overlap the targets", async () => {
    const a = fs.openSync("/tmp", "r");
    const b = fs.openSync("/usr", "r");
    const { text } = await shell(
      "readlink /proc/$$/fd/3 /proc/$$/fd/4 /proc/$$/fd/0; for n in $(seq 0 99); do [ -e /proc/$$/fd/$n ] && echo $n; done",
      {
        fds: [b, a],
      },
    );
    fs.closeSync(a);
    fs.closeSync(b);
    expect(text).toBe("/usr\n/tmp\n/dev/null\n0\n1\n2\n3\n4\n");
  });
  test("hands over no blocked or ignored signal", async () => {
    const { text } = await shell("exec grep -E 'SigBlk|SigIgn' /proc/self/status");
    expect(text).toBe("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
  });
  test("passes environment and working directory", async () => {
    const { status, text } = await shell("echo $A; pwd; exit 7", { cwd: "/usr" });
    expect(text).toBe("b\n/usr\n");
    expect(status).toEqual({ exitCode: 7 });
  });
  test("makes a session only when asked", async () => {
    const line = "cut -d' ' -f6 /proc/$$/stat; echo $$";
    const [own, pid] = (await shell(line, { setsid: true })).text.split("\n");
    expect(own).toBe(pid);
    const [shared, other] = (await shell(line)).text.split("\n");
    expect(shared).not.toBe(other);
  });
  test("reports that the program does not exist, and leaves no zombie", () => {
    expect(() => spawnProcess({ path: "/nowhere/x", argv: ["x"], env: [] })).toThrow(
      expect.objectContaining({ errno: "ENOENT", message: "start /nowhere/x: execve returned ENOENT" }),
    );
    expect(() => spawnProcess({ path: "/bin/sh", argv: ["sh"], env: [], cwd: "/nowhere" })).toThrow(
      "chdir returned ENOENT",
    );
  });
  test("executes a descriptor, and a signal through the pidfd ends it", async () => {
    const exeFd = fs.openSync("/bin/sleep", "r");
    const { pidFd } = spawnProcess({ exeFd, argv: ["sleep", "100"], env: [] });
    fs.closeSync(exeFd);
    expect(pidfdSendSignal(pidFd, "SIGTERM")).toBe(true);
    expect(await waitForExit(pidFd)).toEqual({ signal: 15, coreDumped: false });
    expect(pidfdSendSignal(pidFd, "SIGTERM")).toBe(false);
    fs.closeSync(pidFd);
  });
});

describe("a message channel", () => {
  test("keeps message bounds and carries descriptors", () => {
    const [a, b] = socketpair();
    expect(receiveMessage(b)).toBe("again");
    const tmp = fs.openSync("/tmp", "r");
    expect(sendMessage(a, Buffer.from("one"))).toBe("sent");
    expect(sendMessage(a, Buffer.from("two"), [tmp])).toBe("sent");
    expect(receiveMessage(b)).toEqual({ data: Buffer.from("one"), fds: [] });
    const message = receiveMessage(b);
    if (typeof message === "string") throw new Error(message);
    expect(message.data.toString()).toBe("two");
    expect(fs.readlinkSync(`/proc/self/fd/${message.fds[0]}`)).toBe("/tmp");
    for (const fd of [...message.fds, tmp, a]) fs.closeSync(fd);
    expect(receiveMessage(b)).toBe("closed");
    expect(() => sendMessage(b, Buffer.from("x"))).toThrow("EPIPE");
    fs.closeSync(b);
  });
  test("says again when the receiver is behind, and refuses a message longer than the bound", () => {
    const [a, b] = socketpair();
    const chunk = Buffer.alloc(1000);
    while (sendMessage(a, chunk) === "sent");
    expect(() => receiveMessage(b, 999)).toThrow("EMSGSIZE");
    fs.closeSync(a);
    fs.closeSync(b);
  });
  test("names the path it cannot connect to", () => {
    expect(() => connectSeqpacket("/nowhere/sock")).toThrow("connect to /nowhere/sock: connect returned ENOENT");
  });
});
