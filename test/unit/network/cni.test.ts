// CNI networks: which configuration counts, what plugins are told, and that what fails or is gone is undone whole.
// The plugins are shell scripts that write down their environment and input.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CniNetwork } from "../../../src/network/index.ts";

let dir: string;
let network: CniNetwork;

beforeEach(() => {
  dir = mkdtempSync("/tmp/ts-run-cni-");
  for (const name of ["net.d", "bin"]) mkdirSync(path.join(dir, name));
  network = new CniNetwork({
    configDir: path.join(dir, "net.d"),
    pluginDirs: [path.join(dir, "none"), path.join(dir, "bin")],
    cacheDir: path.join(dir, "cache"),
    timeoutMs: 2000,
  });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const RESULT = {
  cniVersion: "1.0.0",
  ips: [{ address: "10.1.0.2/16", gateway: "10.1.0.1" }],
  interfaces: [{ name: "eth0" }],
};

function plugin(name: string, script = `echo '${JSON.stringify(RESULT)}'`): void {
  const file = path.join(dir, "bin", name);
  const log = `{ printf '%s %s %s %s %s ' "$CNI_COMMAND" "$CNI_CONTAINERID" "$CNI_NETNS" "$CNI_IFNAME" "$CNI_ARGS"; cat; echo; }`;
  writeFileSync(file, `#!/bin/sh\n(printf '${name} '; ${log}) >>${dir}/log\n${script}\n`);
  chmodSync(file, 0o755);
}

function configure(configuration: object | string, file = "10-net.conflist"): void {
  writeFileSync(
    path.join(dir, "net.d", file),
    typeof configuration === "string" ? configuration : JSON.stringify(configuration),
  );
}

interface Call {
  readonly words: string[];
  readonly input: Record<string, unknown>;
}

function calls(): Call[] {
  const lines = readFileSync(path.join(dir, "log"), "utf8").trim().split("\n");
  return lines.map((line) => {
    const at = line.indexOf("{");
    return { words: line.slice(0, at).trim().split(" "), input: JSON.parse(line.slice(at)) as Record<string, unknown> };
  });
}

const chain = {
  cniVersion: "1.0.0",
  name: "net",
  plugins: [
    { type: "main", bridge: "b0" },
    { type: "ports", capabilities: { portMappings: true } },
  ],
};
const pod = {
  containerId: "pod1",
  netns: "/run/netns/pod1",
  ifName: "eth0",
  args: { K8S_POD_NAME: "web", IgnoreUnknown: "1" },
  capabilities: { portMappings: [{ hostPort: 8080, containerPort: 80, protocol: "tcp" }], bandwidth: {} },
};

describe("the configuration", () => {
  test("is the first usable file in order of names", async () => {
    plugin("main");
    configure("{", "00-broken.conf");
    configure({ cniVersion: "0.4.0", name: "single", type: "main" }, "20-single.conf");
    configure(chain, "30-later.conflist");
    configure(chain, "05-ignored.txt");
    expect(await network.status()).toEqual({ ready: true, name: "single" });
  });

  test.each([
    ["nothing", undefined, /no network configuration in .*net\.d/],
    ["no plugins", { cniVersion: "1.0.0", name: "net", plugins: [] }, /it lists no plugins/],
    ["a type with a slash", { cniVersion: "1.0.0", name: "net", plugins: [{ type: "../sh" }] }, /no usable type/],
    ["a name that is a path", { cniVersion: "1.0.0", name: "../net", type: "main" }, /no usable name/],
    ["a plugin that is not installed", chain, /find CNI plugin main: it is not in .*none, .*bin/],
  ])("with %s is told as the reason why the network is not ready", async (_, configuration, reason) => {
    if (configuration) configure(configuration);
    expect(await network.status()).toEqual({ ready: false, reason: expect.stringMatching(reason) as string });
  });

  test("of 1.1.0 has its plugins asked for their status", async () => {
    plugin("main", `[ "$CNI_COMMAND" != STATUS ] || { echo '{"code":50,"msg":"no addresses left"}'; exit 1; }`);
    configure({ cniVersion: "1.1.0", name: "net", plugins: [{ type: "main" }] });
    expect(await network.status()).toEqual({
      ready: false,
      reason: "CNI plugin main, STATUS: no addresses left (code 50)",
    });
  });
});

describe("add()", () => {
  test("runs the plugins in order, each with the result before it and the capabilities it has", async () => {
    for (const name of ["main", "ports"]) plugin(name);
    configure(chain);
    expect(await network.add(pod)).toMatchObject({
      ips: RESULT.ips,
      interfaces: RESULT.interfaces,
      routes: [],
      dns: {},
    });
    const [first, second] = calls();
    expect(first?.words).toEqual([
      "main",
      "ADD",
      "pod1",
      "/run/netns/pod1",
      "eth0",
      "K8S_POD_NAME=web;IgnoreUnknown=1",
    ]);
    expect(first?.input).toEqual({ type: "main", bridge: "b0", name: "net", cniVersion: "1.0.0" });
    expect(second?.input).toEqual({
      type: "ports",
      name: "net",
      cniVersion: "1.0.0",
      runtimeConfig: { portMappings: pod.capabilities.portMappings },
      prevResult: RESULT,
    });
  });

  test("undoes all of it when one fails, and tells that one's words", async () => {
    plugin("main");
    plugin("ports", `[ $CNI_COMMAND = DEL ] || { echo '{"code":7,"msg":"port taken","details":"8080"}'; exit 1; }`);
    configure(chain);
    await expect(network.add(pod)).rejects.toThrow("CNI plugin ports, ADD: port taken; 8080 (code 7)");
    expect(calls().map(({ words }) => words.slice(0, 2).join(" "))).toEqual([
      "main ADD",
      "ports ADD",
      "ports DEL",
      "main DEL",
    ]);
    expect(readdirSync(dir)).not.toContain("cache");
  });

  test("gives a plugin that hangs its time, and no more", async () => {
    plugin("main", "[ $CNI_COMMAND = DEL ] || exec sleep 60");
    configure({ ...chain, plugins: [{ type: "main" }] });
    await expect(network.add(pod)).rejects.toThrow("CNI plugin main, ADD: not within 2 s");
  });

  test("reads results of the first version", async () => {
    plugin("main", `echo '{"ip4":{"ip":"10.2.0.5/24","gateway":"10.2.0.1"}}'`);
    configure({ name: "old", type: "main", cniVersion: "0.2.0" }, "10-old.conf");
    expect((await network.add(pod)).ips).toEqual([{ address: "10.2.0.5/24", gateway: "10.2.0.1" }]);
  });
});

describe("del()", () => {
  test("undoes with the configuration and result of its add, whatever is configured now", async () => {
    for (const name of ["main", "ports"]) plugin(name);
    configure(chain);
    await network.add(pod);
    configure({ ...chain, name: "other", plugins: [{ type: "gone" }] });
    await network.del({ containerId: "pod1", netns: "", ifName: "eth0" });
    const [second, first] = calls().slice(2);
    expect(second?.words).toEqual(["ports", "DEL", "pod1", "", "eth0", "K8S_POD_NAME=web;IgnoreUnknown=1"]);
    expect(second?.input).toMatchObject({
      prevResult: RESULT,
      runtimeConfig: { portMappings: pod.capabilities.portMappings },
    });
    expect(first?.words[0]).toBe("main");
    expect(readdirSync(path.join(dir, "cache"))).toEqual([]);
  });

  test("of what was never added asks the plugins all the same, and again", async () => {
    for (const name of ["main", "ports"]) plugin(name);
    configure(chain);
    await network.del(pod);
    await network.del(pod);
    expect(calls().map(({ words }) => words.slice(0, 2).join(" "))).toEqual([
      "ports DEL",
      "main DEL",
      "ports DEL",
      "main DEL",
    ]);
  });

  test("keeps what a plugin could not undo for the next try", async () => {
    plugin("main", `[ $CNI_COMMAND = ADD ] && echo '${JSON.stringify(RESULT)}' || exit 3`);
    configure({ ...chain, plugins: [{ type: "main" }] });
    await network.add(pod);
    await expect(network.del(pod)).rejects.toThrow("CNI plugin main, DEL: exit status 3");
    expect(readdirSync(path.join(dir, "cache"))).toEqual(["net-pod1-eth0"]);
  });
});

describe("check() and gc()", () => {
  test("check tells the plugins what they answered", async () => {
    plugin("main");
    configure({ ...chain, plugins: [{ type: "main" }] });
    await network.add(pod);
    await network.check(pod);
    expect(calls().at(-1)?.input.prevResult).toEqual(RESULT);
  });

  test("gc undoes what belongs to nobody, and tells plugins of 1.1.0 who is still there", async () => {
    plugin("main");
    configure({ ...chain, cniVersion: "1.1.0", plugins: [{ type: "main" }] });
    await network.add(pod);
    await network.add({ ...pod, containerId: "pod2" });
    await network.gc([{ containerId: "pod2", ifName: "eth0" }]);
    const [del, gc] = calls().slice(-2);
    expect(del?.words.slice(0, 3)).toEqual(["main", "DEL", "pod1"]);
    expect(gc?.input["cni.dev/valid-attachments"]).toEqual([{ containerID: "pod2", ifname: "eth0" }]);
    expect(readdirSync(path.join(dir, "cache"))).toEqual(["net-pod2-eth0"]);
  });
});
