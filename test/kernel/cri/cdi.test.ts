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

  const stateIn = (name: string) =>
    JSON.parse(readFileSync(path.join(host.dir, name), "utf8")) as { id: string; pid: number; status: string };

  test("hooks after the start and after the end run all, whatever fails of them", async () => {
    const { podSandboxId, containerId } = await create("late", "exec sleep 60");
    await host.call("startContainer", { containerId });
    const after = stateIn("poststart");
    expect([after.id, after.status]).toEqual([containerId, "running"]);
    expect(readFileSync(`/proc/${after.pid}/cmdline`, "utf8")).toBe("sleep\u000060\u0000");
    expect(existsSync(path.join(host.dir, "poststop"))).toBe(false);
    await host.call("stopContainer", { containerId, timeout: 0n });
    expect(stateIn("poststop")).toMatchObject({ id: containerId, pid: 0, status: "stopped" });
    for (const kind of ["poststart", "poststop"])
      expect(
        host.lines.filter((line) => line.includes(`exit status 4 [config.json /hooks/${kind}/0]: ${kind} sad`)),
      ).toEqual([expect.stringContaining(containerId)]);
    const { status } = await host.call("containerStatus", { containerId });
    expect([status?.reason, status?.exitCode]).toEqual(["Error", 137]);
    rmSync(path.join(host.dir, "poststop"));
    await host.call("removePodSandbox", { podSandboxId });
    expect(existsSync(path.join(host.dir, "poststop"))).toBe(false); // once
  });

  test("hooks after the end run when the server was not there, and after a start that failed", async () => {
    const { podSandboxId, containerId } = await create("late", "sleep 0.3");
    await host.call("startContainer", { containerId });
    await host.stop();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(existsSync(path.join(host.dir, "poststop"))).toBe(false);
    await host.start();
    await host.call("removeContainer", { containerId });
    expect(stateIn("poststop")).toMatchObject({ id: containerId, status: "stopped" });
    const config = containerConfig("missing", "", {
      command: ["/no/such/program"],
      CDIDevices: [{ name: `${vendor}/dev=late` }],
    });
    const second = await host.call("createContainer", { podSandboxId, config });
    await expect(host.call("startContainer", second)).rejects.toThrow();
    expect(stateIn("poststop")).toMatchObject({ id: second.containerId, status: "stopped" });
    await host.call("removePodSandbox", { podSandboxId });
  });

  test("a hook after the end that does not end holds up neither the stop nor what is known of the end", async () => {
    const { podSandboxId, containerId } = await create("slow", "trap 'exit 5' TERM; while true; do sleep 0.05; done");
    await host.call("startContainer", { containerId });
    const begun = Date.now();
    await host.call("stopContainer", { containerId, timeout: 1n });
    expect(Date.now() - begun).toBeLessThan(2_500);
    expect((await host.call("containerStatus", { containerId })).status?.exitCode).toBe(5);
    await host.call("removePodSandbox", { podSandboxId }); // when the hook's own time is over
    expect(Date.now() - begun).toBeGreaterThan(3_000);
    expect(host.lines).toContainEqual(
      expect.stringContaining("ran for more than 3 s [config.json /hooks/poststop/0/timeout]"),
    );
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
  const hook = (hookName: string, script: string, timeout = 0): string =>
    `    - {hookName: ${hookName}, path: /bin/sh, args: [sh, -c, ${JSON.stringify(script)}], timeout: ${timeout}}`;
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
    "- name: late",
    "  containerEdits:",
    "    hooks:",
    ...["poststart", "poststop"].flatMap((kind) => [
      hook(kind, `echo ${kind} sad >&2; exit 4`),
      hook(kind, `cat > ${dir}/${kind}`),
    ]),
    "- name: slow",
    "  containerEdits:",
    "    hooks:",
    hook("poststop", "exec sleep 60", 3),
    "- name: nic",
    "  containerEdits:",
    "    netDevices:",
    `    - {hostInterfaceName: ${nic}, name: fast0}`,
  ].join("\n");
}
