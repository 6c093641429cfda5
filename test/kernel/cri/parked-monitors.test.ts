// Monitors that wait for a container: one starts through them, one that is killed is replaced, and none outlives its server.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { skipUnless } from "../../setup/skips.ts";
import { CriHost, containerConfig, embeddedImage, podConfig } from "./client.ts";

const cli = path.resolve(import.meta.dirname, "../../../bin/ts-run");
const cannotRun =
  skipUnless(process.getuid?.() === 0, "root") || skipUnless(existsSync(embeddedImage), "the embedded image");

interface Child {
  readonly pid: number;
  readonly state: string;
  readonly argv: string;
}

function childrenOf(parent: number): Child[] {
  return readdirSync("/proc").flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    const stat = read(`/proc/${pid}/stat`);
    const [state = "", parentPid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(parentPid) === parent ? [{ pid, state, argv: read(`/proc/${pid}/cmdline`) }] : [];
  });
}

function read(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return ""; // it has ended
  }
}

const PARKED = ["ts-run-monitor", "3", "parked", ""].join("\0");
const parkedOf = (parent: number): number[] =>
  childrenOf(parent).flatMap(({ pid, argv }) => (argv === PARKED ? [pid] : []));
const isThere = (pid: number): boolean => existsSync(`/proc/${pid}`);
const soon = { timeout: 3_000, interval: 10 };

describe.skipIf(cannotRun)("a monitor that waits", () => {
  let host: CriHost;
  let server: ChildProcess | undefined;
  beforeAll(async () => {
    host = await CriHost.open();
  });
  afterAll(async () => {
    if (server) await end("SIGKILL");
    await host?.start();
    await host?.close();
  });

  async function twoWait(parent = process.pid): Promise<number[]> {
    await expect.poll(() => parkedOf(parent).length, soon).toBe(2);
    return parkedOf(parent);
  }

  /** Starts a pod with a container, and gives the monitor of the latter. */
  async function start(): Promise<{ podSandboxId: string; monitorPid: number }> {
    const { podSandboxId } = await host.call("runPodSandbox", { config: podConfig(host, { logDirectory: "" }) });
    const config = containerConfig("main", "exec sleep 60", { logPath: "" });
    const { containerId } = await host.call("createContainer", { podSandboxId, config });
    await host.call("startContainer", { containerId });
    const state = JSON.parse(read(path.join(host.runDir, "cri/containers", containerId, "state.json")));
    return { podSandboxId, monitorPid: state.monitorPid };
  }

  const remove = (podSandboxId: string) => host.call("removePodSandbox", { podSandboxId });
  const zombies = () => childrenOf(process.pid).filter(({ state }) => state === "Z");

  test("becomes that of a container, and others take its place", async () => {
    const before = await twoWait();
    const { podSandboxId, monitorPid } = await start();
    expect(before).toContain(monitorPid);
    await twoWait();
    await remove(podSandboxId);
    const after = await twoWait();
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
    await expect.poll(zombies, soon).toEqual([]);
  });

  test("is replaced when it was killed, and the container starts all the same", async () => {
    const before = await twoWait();
    for (const pid of before) process.kill(pid, "SIGKILL");
    const { podSandboxId, monitorPid } = await start();
    expect(before).not.toContain(monitorPid);
    await remove(podSandboxId);
    const after = await twoWait();
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
    await expect.poll(zombies, soon).toEqual([]);
  });

  test("costs a server that starts and stops no descriptor", async () => {
    const open = () => readdirSync("/proc/self/fd").length;
    const restart = async () => {
      await host.stop();
      await expect.poll(() => parkedOf(process.pid), soon).toEqual([]);
      await host.start();
      await remove((await start()).podSandboxId);
    };
    await restart(); // what stays open for good is open now
    await twoWait();
    const before = open();
    await restart();
    await twoWait();
    // Sockets of calls and servers close in their own time.
    await expect.poll(open, soon).toBeLessThanOrEqual(before);
  });

  test("ends with its server, also in the moment when others are about to take its place", async () => {
    const before = await twoWait();
    await remove((await start()).podSandboxId);
    await host.stop();
    await expect.poll(() => parkedOf(process.pid), soon).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 60)); // longer than a refill takes to come
    expect([parkedOf(process.pid), before.filter(isThere), zombies()]).toEqual([[], [], []]);
  });

  async function startServer(): Promise<number> {
    const places = ["--root", path.join(host.dir, "root"), "--run-dir", host.runDir];
    const rest = ["cri", "--cgroup-driver", "cgroupfs", "--cni-conf-dir", path.join(host.dir, "no-cni")];
    server = spawn(process.execPath, ["--", cli, ...places, ...rest], { stdio: "ignore" });
    await expect.poll(listens, { timeout: 10_000, interval: 20 }).toBe(true);
    return server.pid as number;
  }

  // Not by a call: a gRPC client that was refused waits for a second and more before it tries again.
  const listens = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(host.socketPath, () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });

  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const ended = server?.exitCode === null && new Promise((resolve) => server?.once("close", resolve));
    server?.kill(signal);
    await ended;
    server = undefined;
  }

  test.each(["SIGTERM", "SIGKILL"] as const)(
    "ends with a server that is ended by %s, and containers go on",
    async (signal) => {
      const pid = await startServer();
      const waiting = await twoWait(pid);
      const { podSandboxId, monitorPid } = await start();
      const all = [...waiting, ...(await twoWait(pid))];
      await end(signal);
      await expect.poll(() => all.filter(isThere), soon).toEqual([monitorPid]);
      await startServer();
      await remove(podSandboxId);
      await expect.poll(() => isThere(monitorPid), soon).toBe(false);
      await end("SIGTERM");
    },
  );
});
