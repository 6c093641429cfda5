// The monitor against slow, stopped and hostile clients, chatty containers, and processes that outlive init.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectSeqpacket, sendMessage } from "../../../src/native/index.ts";
import { busybox, Cli, cannotRunContainers, eventually, exitOf } from "../../setup/cli.ts";

const ATTACH = 1;
const STDIN = 2;
const STDIN_CLOSE = 3;

function message(type: number, argument = 0, payload = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32LE(type, 0);
  header.writeUInt32LE(argument, 4);
  return Buffer.concat([header, payload]);
}

describe.skipIf(cannotRunContainers())("the monitor", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await Cli.open();
  });
  afterAll(async () => {
    expect(await cli.close()).toEqual([]);
  });

  async function monitorOf(name: string): Promise<{ pid: number; socket: string; logs: string }> {
    const id = await cli.ok("inspect", "--format", "{{.Id}}", name);
    const dir = path.join(cli.runDir, "containers", id);
    const { monitorPid } = JSON.parse(readFileSync(path.join(dir, "state.json"), "utf8"));
    return { pid: monitorPid, socket: path.join(dir, "ctl"), logs: path.join(cli.root, "containers", id) };
  }

  const openFds = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;
  const rssKiB = (pid: number): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);

  test("gives a reader that is late every byte of a container that has ended", async () => {
    const child = cli.start("run", "--rm", busybox, "sh", "-c", "head -c 60000 /dev/zero; head -c 200000 /dev/zero");
    child.stdout?.pause();
    let size = 0;
    child.stdout?.removeAllListeners("data");
    await delay(1500); // longer than the monitor's patience with those who hold the pipe after the exit
    child.stdout?.on("data", (text: string) => {
      size += text.length;
    });
    child.stdout?.resume();
    expect(await exitOf(child)).toBe(0);
    expect(size).toBe(260_000);
  });

  test("takes garbage, giant messages and descriptors nobody asked for, and keeps none of them", async () => {
    await cli.ok("run", "-d", "-i", "--name", "target", busybox, "cat");
    const { pid, socket } = await monitorOf("target");
    const before = openFds(pid);
    const nothing = openSync("/dev/null", "r+");
    for (const fds of [0, 1, 4, 20]) {
      for (const bytes of [
        Buffer.from("abc"),
        message(77, 1),
        message(STDIN_CLOSE),
        message(STDIN, 0, Buffer.alloc(60_000)),
        message(ATTACH, 3),
      ]) {
        const client = connectSeqpacket(socket);
        sendMessage(
          client,
          bytes,
          Array.from({ length: fds }, () => nothing),
        );
        closeSync(client);
      }
    }
    closeSync(nothing);
    await eventually(() => openFds(pid) === before);
    // a client that did not attach to stdin could not close it either
    expect(await cli.state("target")).toBe("running");
    await cli.ok("rm", "-f", "target");
  });

  test("serves 16 clients, refuses the next and serves again when they have left", async () => {
    await cli.ok("run", "-d", "--name", "target", busybox, "sleep", "100");
    const { pid, socket } = await monitorOf("target");
    const before = openFds(pid);
    const clients = Array.from({ length: 20 }, () => connectSeqpacket(socket));
    await eventually(() => openFds(pid) === before + 16);
    expect(await cli.fails("attach", "target")).toContain("serves 16 clients");
    for (const client of clients) closeSync(client);
    await eventually(() => openFds(pid) === before);
    await cli.ok("rm", "-f", "target");
  });

  test("rotates 200 MiB of log at 10 MiB, five files, with every line whole and in order, in a few hundred KiB", async () => {
    await cli.ok("run", "-d", "--name", "target", busybox, "sh", "-c", "seq 1000000000 1013000000; sleep 100");
    const { pid, logs } = await monitorOf("target");
    await eventually(async () => (await cli.ok("logs", "--tail", "1", "target")) === "1013000000", 40_000);
    expect(rssKiB(pid)).toBeLessThan(4096);
    const files = readdirSync(logs).filter((name) => name.startsWith("container.log"));
    expect(files).toHaveLength(5);
    for (const name of files) expect(statSync(path.join(logs, name)).size).toBeLessThanOrEqual(10 * 1024 * 1024);
    const lines = (await cli.run(["logs", "target"])).stdout.trimEnd().split("\n").map(Number);
    const first = lines[0] ?? 0;
    expect(lines.length).toBeGreaterThan(500_000);
    expect(lines.every((line, i) => line === first + i)).toBe(true);
    await cli.ok("rm", "-f", "target");
  });

  test("keeps binary output without line ends byte for byte", async () => {
    const script = "head -c 100000 /dev/urandom > /x; md5sum < /x; cat /x >&2";
    const sum = await cli.ok("run", "--name", "target", busybox, "sh", "-c", script);
    const [file, argv] = cli.command("logs", "target");
    const { stderr } = spawnSync(file, argv);
    expect(`${createHash("md5").update(stderr).digest("hex")}  -`).toBe(sum);
    await cli.ok("rm", "target");
  });

  test("does not wait for processes that outlive init and go on writing (--pid host)", async () => {
    const script = "(while :; do echo more; done) & sleep 777 & exit 5";
    const { code } = await cli.run(["run", "--name", "target", "--pid", "host", busybox, "sh", "-c", script]);
    expect(code).toBe(5);
    await cli.ok("rm", "target");
  });

  test("lives on when the container closes its streams", async () => {
    const { code } = await cli.run(["run", "--rm", busybox, "sh", "-c", "exec >&- 2>&-; sleep 0.3; exit 4"]);
    expect(code).toBe(4);
  });
});
