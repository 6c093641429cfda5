// CheckpointContainer: an archive of a container that goes on, or words about criu. TS_RUN_CRIU names one that is not in PATH.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { status } from "@grpc/grpc-js";
import { list } from "tar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ContainerState } from "../../../src/cri-wire/index.ts";
import { skipUnless } from "../../setup/skips.ts";
import { CriHost, containerConfig, embeddedImage, podConfig } from "./client.ts";

const criu = process.env.TS_RUN_CRIU;
const works = spawnSync(criu ?? "criu", ["check"], { stdio: "ignore" }).status === 0;
const cannotRun =
  skipUnless(process.getuid?.() === 0, "root") ||
  skipUnless(existsSync(embeddedImage), "the embedded image") ||
  skipUnless(works, "a criu that works on this kernel");

describe.skipIf(cannotRun)("CheckpointContainer", () => {
  let host: CriHost;
  const bin = mkdtempSync("/tmp/tsr-criu-");
  beforeAll(async () => {
    if (criu !== undefined) symlinkSync(criu, path.join(bin, "criu"));
    host = await CriHost.open({ env: { PATH: `${bin}:/usr/sbin:/usr/bin:/sbin:/bin` } });
    mkdirSync(host.logDir);
  });
  afterAll(async () => {
    await host?.close();
    rmSync(bin, { recursive: true, force: true });
  });

  test("writes criu's images and who it was into one archive, and the container goes on", async () => {
    const { podSandboxId } = await host.call("runPodSandbox", { config: podConfig(host) });
    const config = containerConfig("counting", "i=0; while :; do i=$((i+1)); echo $i > /count; sleep 0.02; done");
    const { containerId } = await host.call("createContainer", { podSandboxId, config });
    await host.call("startContainer", { containerId });
    const location = path.join(host.dir, "checkpoints/one.tar");
    await host.call("checkpointContainer", { containerId, location, timeout: 20n });
    const names: string[] = [];
    await list({ file: location, onReadEntry: (entry) => names.push(entry.path) });
    expect(names).toEqual(
      expect.arrayContaining(["config.dump", "spec.dump", "checkpoint/inventory.img", "checkpoint/pages-1.img"]),
    );
    expect(statSync(location).mode & 0o777).toBe(0o600);
    const count = async () =>
      Number((await host.call("execSync", { containerId, cmd: ["cat", "/count"], timeout: 5n })).stdout);
    const before = await count();
    await expect.poll(count).toBeGreaterThan(before);
    const { status: found } = await host.call("containerStatus", { containerId });
    expect(found?.state).toBe(ContainerState.CONTAINER_RUNNING);
    expect(readdirSync(path.join(host.dir, "root/cri")).filter((name) => name.startsWith("checkpoint"))).toEqual([]);
    await host.call("stopContainer", { containerId, timeout: 0n });
    await expect(host.call("checkpointContainer", { containerId, location })).rejects.toMatchObject({
      code: status.FAILED_PRECONDITION,
    });
    await host.call("removePodSandbox", { podSandboxId });
  });
});
