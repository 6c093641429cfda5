// Pods on a CNI network: one plugin, a shell script that makes a veth as a real one does.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { skipUnless } from "../../setup/skips.ts";
import { CriHost, containerConfig, embeddedImage, podConfig } from "./client.ts";

const cannotRun =
  skipUnless(process.getuid?.() === 0, "root") || skipUnless(existsSync(embeddedImage), "the embedded image");

const link = `cni${process.pid}`;
const address = "10.213.7.2";

describe.skipIf(cannotRun)("ts-run cri on a CNI network", () => {
  let host: CriHost;
  let dir: string;
  beforeAll(async () => {
    dir = path.join("/tmp", `tsr-cni-${process.pid}`);
    mkdirSync(path.join(dir, "bin"), { recursive: true });
    mkdirSync(path.join(dir, "net.d"));
    host = await CriHost.open({ cni: { configDir: path.join(dir, "net.d"), pluginDirs: [path.join(dir, "bin")] } });
    mkdirSync(host.logDir);
  });
  afterAll(async () => {
    await host?.close();
    rmSync(dir, { recursive: true, force: true });
  });
  beforeEach(() => {
    const plugins = [{ type: "tiny" }, { type: "second" }];
    writeFileSync(
      path.join(dir, "net.d/10-tiny.conflist"),
      JSON.stringify({ cniVersion: "1.1.0", name: "tiny", plugins }),
    );
    rmSync(path.join(dir, "calls"), { force: true });
    plugin("tiny", tiny);
    plugin("second", relay);
  });

  function plugin(name: string, script: string): void {
    const note = `echo "${name} $CNI_COMMAND $CNI_CONTAINERID $CNI_ARGS" >> ${dir}/calls`;
    writeFileSync(path.join(dir, "bin", name), `#!/bin/sh\n${note}\n${script}`, { mode: 0o755 });
  }
  const calls = (): string[] =>
    readFileSync(path.join(dir, "calls"), "utf8")
      .trim()
      .split("\n")
      .filter((line) => !line.includes(" STATUS "))
      .map((line) => line.split(" ").slice(0, 2).join(" "));
  const networkReady = async () =>
    (await host.call("status", {})).status?.conditions.find(({ type }) => type === "NetworkReady");
  const nothingIsLeft = (): void => {
    expect(existsSync(`/sys/class/net/${link}`)).toBe(false);
    const cache = path.join(host.dir, "root/cri/cni");
    expect(existsSync(cache) ? readdirSync(cache) : []).toEqual([]);
  };

  test("a pod has the plugin's interface and address, and stop gives them back in reverse", async () => {
    expect(await networkReady()).toMatchObject({ status: true });
    const { podSandboxId } = await host.call("runPodSandbox", { config: podConfig(host) });
    const { status } = await host.call("podSandboxStatus", { podSandboxId });
    expect(status?.network?.ip).toBe(address);
    expect(existsSync(`/sys/class/net/${link}`)).toBe(true);
    const config = containerConfig("cni", "exec sleep 60");
    const { containerId } = await host.call("createContainer", { podSandboxId, config });
    await host.call("startContainer", { containerId });
    const cmd = ["ip", "-o", "addr", "show", "eth0"];
    expect((await host.call("execSync", { containerId, cmd, timeout: 5n })).stdout.toString()).toContain(address);
    expect(readFileSync(path.join(dir, "calls"), "utf8")).toContain("K8S_POD_NAME=pod;");
    await host.call("stopPodSandbox", { podSandboxId });
    nothingIsLeft();
    expect(calls()).toEqual(["tiny ADD", "second ADD", "second DEL", "tiny DEL"]);
    await host.call("removePodSandbox", { podSandboxId });
  });

  test("a plugin that fails fails the pod in its words, and nothing of either is left", async () => {
    plugin("second", `[ "$CNI_COMMAND" = ADD ] || exit 0\necho '{"code":11,"msg":"no addresses left"}'; exit 1\n`);
    await expect(host.call("runPodSandbox", { config: podConfig(host) })).rejects.toMatchObject({
      details: expect.stringContaining("no addresses left"),
    });
    nothingIsLeft();
    expect(calls().filter((call) => call === "tiny DEL").length).toBeGreaterThan(0);
    expect((await host.call("listPodSandbox", {})).items).toEqual([]);
    expect(readdirSync(path.join(host.runDir, "cri/pods"))).toEqual([]);
    expect(readFileSync("/proc/self/mounts", "utf8")).not.toContain(host.runDir);
  });

  test("NetworkReady says which plugin is missing and what to install, or what a plugin says is wrong", async () => {
    rmSync(path.join(dir, "bin/second"));
    expect(await networkReady()).toMatchObject({
      status: false,
      reason: "NetworkPluginNotReady",
      message: expect.stringMatching(/find CNI plugin second: .*install .*containernetworking-plugins/),
    });
    plugin("second", `[ "$CNI_COMMAND" = STATUS ] || exit 0\necho '{"code":50,"msg":"the switch is off"}'; exit 1\n`);
    expect((await networkReady())?.message).toContain("the switch is off");
  });
});

const result = {
  cniVersion: "1.1.0",
  interfaces: [{ name: "eth0" }],
  ips: [{ address: `${address}/24`, interface: 0 }],
};
const tiny = `case $CNI_COMMAND in
ADD)
  set -e
  ip link add ${link} type veth peer name ${link}p
  ip link set ${link} up
  ip link set ${link}p netns $CNI_NETNS
  nsenter --net=$CNI_NETNS sh -c 'ip link set ${link}p name eth0 && ip addr add ${address}/24 dev eth0 && ip link set eth0 up'
  echo '${JSON.stringify(result)}' ;;
DEL) ip link del ${link} 2> /dev/null || true ;;
esac
`;
/** What a chained plugin answers is the result of the one before, which it finds in its input. */
const relay = `[ "$CNI_COMMAND" = ADD ] || exit 0\nsed 's/.*"prevResult": *//; s/}$//'\n`;
