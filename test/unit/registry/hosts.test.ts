import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadHosts } from "../../../src/registry/hosts.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "ts-run-hosts-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function configure(directory: string, files: Record<string, string>): Promise<void> {
  await mkdir(path.join(root, directory), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(root, directory, name), text);
}

const hostsOf = (registry: string, insecureRegistries: string[] = []) =>
  loadHosts(registry, { configRoots: [path.join(root, "absent"), root], insecureRegistries });
const urlsOf = async (registry: string, insecure: string[] = []) =>
  (await hostsOf(registry, insecure)).map(({ apiUrl }) => apiUrl.href);

test("without configuration a registry is asked by https, docker.io at its real address, loopback by http", async () => {
  expect(await urlsOf("ghcr.io")).toEqual(["https://ghcr.io/v2"]);
  expect(await urlsOf("docker.io")).toEqual(["https://registry-1.docker.io/v2"]);
  expect(await urlsOf("localhost:5000")).toEqual(["http://localhost:5000/v2"]);
  expect(await urlsOf("127.8.0.1")).toEqual(["http://127.8.0.1/v2"]);
  expect(await urlsOf("[::1]:5000")).toEqual(["http://[::1]:5000/v2"]);
  expect(await urlsOf("reg.lan:5000", ["reg.lan:5000"])).toEqual(["http://reg.lan:5000/v2"]);
  expect(await urlsOf("localhost.evil.example")).toEqual(["https://localhost.evil.example/v2"]);
});

test("mirrors of hosts.toml come first, with their capabilities, headers and TLS", async () => {
  await configure("docker.io", {
    "ca.pem": "CA TEXT",
    "hosts.toml": `
server = "https://registry-1.docker.io"
[host."http://mirror:5000"]
capabilities = ["pull", "resolve"]
[host."http://mirror:5000".header]
X-Team = ["a", "b"]
[host."https://proxy/cache/dockerhub"]
override_path = true
ca = "ca.pem"
skip_verify = true
`,
  });
  const [first, second, upstream] = await hostsOf("docker.io");
  expect(first).toMatchObject({
    mirror: true,
    headers: { "x-team": "a, b" },
    capabilities: new Set(["pull", "resolve"]),
  });
  expect(first?.apiUrl.href).toBe("http://mirror:5000/v2");
  expect(second?.apiUrl.href).toBe("https://proxy/cache/dockerhub");
  expect(second?.tls).toEqual({ ca: ["CA TEXT"], client: [], skipVerify: true });
  expect(upstream).toMatchObject({ mirror: false, tls: { skipVerify: false } });
  expect(upstream?.apiUrl.href).toBe("https://registry-1.docker.io/v2");
});

test("fields outside a host table describe the server itself", async () => {
  await configure("reg.lan:5000", { "hosts.toml": 'server = "http://reg.lan:5000"\ncapabilities = ["pull"]' });
  const hosts = await hostsOf("reg.lan:5000");
  expect(hosts).toHaveLength(1);
  expect(hosts[0]?.apiUrl.href).toBe("http://reg.lan:5000/v2");
  expect(hosts[0]?.capabilities).toEqual(new Set(["pull"]));
});

test("_default serves registries without a directory of their own, and host_port_ is a way to write a port", async () => {
  await configure("_default", { "hosts.toml": '[host."https://everything"]' });
  await configure("own.lan_5000_", { "hosts.toml": '[host."https://own-mirror"]' });
  expect(await urlsOf("ghcr.io")).toEqual(["https://everything/v2", "https://ghcr.io/v2"]);
  expect(await urlsOf("own.lan:5000")).toEqual(["https://own-mirror/v2", "https://own.lan:5000/v2"]);
});

test("docker's form, certificates without hosts.toml, is read; a CA makes loopback https", async () => {
  await configure("localhost:5000", { "ca.crt": "CA", "me.cert": "CERT", "me.key": "KEY" });
  const [host] = await hostsOf("localhost:5000");
  expect(host?.tls).toEqual({ ca: ["CA"], client: [{ cert: "CERT", key: "KEY" }], skipVerify: false });
  expect(host?.apiUrl.protocol).toBe("https:");
});

test.each([
  ['a = "x', "hosts.toml:1: the string does not end on its line"],
  ['\n[host."https://m"]\nskip_verfy = true', "unknown field skip_verfy for https://m"],
  ['[host."https://m"]\ncapabilities = ["fetch"]', 'unknown capability "fetch"'],
  ['[host."ftp://m"]', '"ftp://m" is not an http or https address'],
  ['[host."https://m"]\nca = "missing.pem"', "missing.pem: ENOENT"],
  ["server = 1", "server is not a string"],
  ['[host."https://m"]\nskip_verify = "yes"', "skip_verify is not true or false"],
])("hosts.toml with %j is refused: %s", async (text, reason) => {
  await configure("x.lan", { "hosts.toml": text });
  await expect(hostsOf("x.lan")).rejects.toThrow(reason);
});

test("a client certificate without its key is refused by name", async () => {
  await configure("x.lan", { "me.cert": "CERT" });
  await expect(hostsOf("x.lan")).rejects.toThrow("me.cert: its key me.key is missing");
});
