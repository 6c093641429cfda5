// kill -9 of ts-run cri in the middle of pod starts: the next server knows what had started and removes what had not.
import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newSince, type Stock, takeStock } from "../../../bench/cri/leftovers.mjs";
import { skipUnless } from "../../setup/skips.ts";
import { CriHost, containerConfig, embeddedImage, podConfig } from "./client.ts";
import { ServerProcess } from "./server-process.ts";

const count = 24;
const atOnce = 4;
const cannotRun =
  skipUnless(process.getuid?.() === 0, "root") || skipUnless(existsSync(embeddedImage), "the embedded image");

describe.skipIf(cannotRun)("ts-run cri, killed", () => {
  let host: CriHost;
  let server: ServerProcess | undefined;
  beforeAll(async () => {
    host = await CriHost.open();
    await host.stop(); // its image store stays
  });
  afterAll(async () => {
    if (server) await end("SIGTERM");
    await host.start();
    await host.close();
  });

  async function start(): Promise<void> {
    server = await ServerProcess.start(host, ["--cgroup-driver", "cgroupfs"]);
  }

  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    await server?.end(signal);
    server = undefined;
  }

  const inventory = (): Stock =>
    takeStock({
      dirs: [path.join(host.dir, "root/cri"), host.runDir],
      cgroup: path.basename(host.dir),
      // Others' containers come and go on this machine, and so do their interfaces.
      kinds: ["mounts", "cgroups", "files"],
    });

  async function startPod(): Promise<void> {
    const { podSandboxId } = await host.call("runPodSandbox", { config: podConfig(host, { logDirectory: "" }) });
    const config = containerConfig("main", "exec sleep 60", { logPath: "" });
    await host.call("startContainer", await host.call("createContainer", { podSandboxId, config }));
  }

  async function removeAll(): Promise<number> {
    const { items } = await host.call("listPodSandbox", {});
    await Promise.all(items.map(({ id }) => host.call("removePodSandbox", { podSandboxId: id })));
    return items.length;
  }

  test("leaves nothing of pods that were being started once those that it knows are removed", async () => {
    await start();
    await startPod(); // what stays for good: the bridge's directories, the parent cgroup
    await removeAll();
    const before = inventory();
    // Some at a time, so that however fast the machine is, others are on their way when the server is killed.
    let started = 0;
    let killed: Promise<void> | undefined;
    const startSome = async (): Promise<void> => {
      for (let i = 0; i < count / atOnce; i++) {
        await startPod();
        if (++started === count / 3) killed = end("SIGKILL");
      }
    };
    await Promise.allSettled(Array.from({ length: atOnce }, startSome));
    await killed;
    expect(started).toBeGreaterThanOrEqual(count / 3);
    expect(started).toBeLessThan(count);
    expect(newSince(before, inventory()).mounts).not.toEqual([]);

    await start();
    expect(await removeAll()).toBeGreaterThanOrEqual(started);
    const nothing = { mounts: [], cgroups: [], files: [] };
    await expect.poll(() => newSince(before, inventory()), { timeout: 3_000 }).toEqual(nothing);
    await startPod();
    expect(await removeAll()).toBe(1);
  }, 30_000);
});
