// CDI edits as a container of a pod meets them: hooks that run, and one that fails; a network device that moves in.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { skipUnless } from "../../setup/skips.ts";
import { CriHost, containerConfig, embeddedImage, podConfig } from "./client.ts";

const cannotRun =
  skipUnless(process.getuid?.() === 0, "root") || skipUnless(existsSync(embeddedImage), "the embedded image");

const vendor = `test-${process.pid}.ts-run.dev`;
const nic = `cdi${process.pid}`.slice(0, 15);
const specification = `/var/run/cdi/${vendor}.yaml`;

describe.skipIf(cannotRun)("CDI devices in ts-run cri", () => {
  let host: CriHost;
  beforeAll(async () => {
    host = await CriHost.open();
    mkdirSync(host.logDir);
    mkdirSync(path.dirname(specification), { recursive: true });
    writeFileSync(specification, yaml(host.dir));
  });
  afterAll(async () => {
    rmSync(specification, { force: true });
    await host?.close();
  });

  async function create(device: string, script: string): Promise<{ podSandboxId: string; containerId: string }> {
    const { podSandboxId } = await host.call("runPodSandbox", { config: podConfig(host) });
    const config = containerConfig("cdi", script, { CDIDevices: [{ name: `${vendor}/dev=${device}` }] });
    return { podSandboxId, ...(await host.call("createContainer", { podSandboxId, config })) };
  }

  test("hooks run at their places with the container's state", async () => {
    const { podSandboxId, containerId } = await create("hooks", "exec sleep 60");
    await host.call("startContainer", { containerId });
    for (const kind of ["createRuntime", "createContainer"]) {
      const state = JSON.parse(readFileSync(path.join(host.dir, kind), "utf8")) as { id: string; pid: number };
      expect([kind, state.id]).toEqual([kind, containerId]);
      expect(state.pid).toBeGreaterThan(0);
    }
    const { stdout } = await host.call("execSync", { containerId, cmd: ["cat", "/started"], timeout: 5n });
    expect(JSON.parse(stdout.toString())).toMatchObject({ id: containerId });
    await host.call("removePodSandbox", { podSandboxId });
  });

  test("a hook that fails fails the start, with what it said", async () => {
    const { podSandboxId, containerId } = await create("failing", "exec sleep 60");
    await expect(host.call("startContainer", { containerId })).rejects.toMatchObject({
      details: expect.stringMatching(/run hook \/bin\/sh: exit status 3 .*no such gpu/),
    });
    const { status } = await host.call("containerStatus", { containerId });
    expect([status?.reason, status?.exitCode]).toEqual(["StartError", 128]);
    await host.call("removePodSandbox", { podSandboxId });
  });

  test("a network device moves into the pod under its new name", async () => {
    execFileSync("ip", ["link", "add", nic, "type", "veth", "peer", "name", `${nic}p`]);
    try {
      const { podSandboxId, containerId } = await create("nic", "exec sleep 60");
      await host.call("startContainer", { containerId });
      const cmd = ["cat", "/sys/class/net/fast0/operstate"];
      expect((await host.call("execSync", { containerId, cmd, timeout: 5n })).exitCode).toBe(0);
      expect(existsSync(`/sys/class/net/${nic}`)).toBe(false);
      await host.call("removePodSandbox", { podSandboxId });
    } finally {
      if (existsSync(`/sys/class/net/${nic}`)) execFileSync("ip", ["link", "del", nic]);
    }
  });
});

function yaml(dir: string): string {
  const hook = (hookName: string, script: string): string =>
    `    - {hookName: ${hookName}, path: /bin/sh, args: [sh, -c, ${JSON.stringify(script)}]}`;
  return [
    "cdiVersion: 1.1.0",
    `kind: ${vendor}/dev`,
    "devices:",
    "- name: hooks",
    "  containerEdits:",
    "    hooks:",
    hook("createRuntime", `cat > ${dir}/createRuntime`),
    hook("createContainer", `cat > ${dir}/createContainer`),
    hook("startContainer", "cat > /started"),
    "- name: failing",
    "  containerEdits:",
    "    hooks:",
    hook("createContainer", "echo no such gpu >&2; exit 3"),
    "- name: nic",
    "  containerEdits:",
    "    netDevices:",
    `    - {hostInterfaceName: ${nic}, name: fast0}`,
  ].join("\n");
}
