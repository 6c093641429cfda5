import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CredentialStore } from "../../../src/registry/index.ts";

let home = "";
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "ts-run-credentials-"));
  await mkdir(path.join(home, ".docker"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const file = () => path.join(home, ".docker/config.json");
const store = (env: Record<string, string> = {}) => new CredentialStore({ HOME: home, PATH: process.env.PATH, ...env });
const base64 = (text: string) => Buffer.from(text).toString("base64");
const write = (config: unknown) => writeFile(file(), JSON.stringify(config));
const read = async () => JSON.parse(await readFile(file(), "utf8")) as Record<string, unknown>;

/** A key chain in a directory: one file per server, as the protocol of docker-credential-helpers wants it. */
async function installHelper(name: string): Promise<Record<string, string>> {
  const bin = path.join(home, "bin");
  const program = `#!/bin/sh
read -r input
case "$1" in
  get) cat "${home}/chain" 2>/dev/null || { echo "credentials not found in native keychain"; exit 1; } ;;
  store) printf '%s' "$input" > "${home}/chain" ;;
  erase) rm -f "${home}/chain" ;;
esac
`;
  await mkdir(bin, { recursive: true });
  await writeFile(path.join(bin, `docker-credential-${name}`), program, { mode: 0o755 });
  return { PATH: `${bin}:${process.env.PATH}` };
}

test("nobody is known without a file", async () => {
  expect(await store().find("ghcr.io")).toBeUndefined();
  expect(await store().erase("ghcr.io")).toBe(false);
});

test("auths are found by host, docker.io by its historical key", async () => {
  await write({
    auths: {
      "https://index.docker.io/v1/": { auth: base64("hub:p:w") },
      "https://reg.lan:5000/v2/": { auth: base64("me:pw") },
      "token.lan": { auth: base64("x:"), identitytoken: "refresh" },
      "plain.lan": { username: "u", password: "p" },
      "empty.lan": {},
    },
  });
  expect(await store().find("docker.io")).toEqual({ kind: "password", username: "hub", password: "p:w" });
  expect(await store().find("reg.lan:5000")).toEqual({ kind: "password", username: "me", password: "pw" });
  expect(await store().find("token.lan")).toEqual({ kind: "identityToken", token: "refresh" });
  expect(await store().find("plain.lan")).toEqual({ kind: "password", username: "u", password: "p" });
  expect(await store().find("empty.lan")).toBeUndefined();
  expect(await store().find("reg.lan")).toBeUndefined();
});

test("DOCKER_CONFIG names another directory", async () => {
  await writeFile(path.join(home, "config.json"), JSON.stringify({ auths: { "a.lan": { auth: base64("a:b") } } }));
  expect(await store({ DOCKER_CONFIG: home }).find("a.lan")).toBeDefined();
});

test("storing keeps all other fields, closes the file to others, and leaves no temporary file", async () => {
  await write({
    auths: { "b.lan": { auth: base64("x:y") } },
    detachKeys: "ctrl-x",
    proxies: { default: { noProxy: "*" } },
  });
  expect(await store().store("a.lan", { username: "me", password: "se:cret" })).toEqual({ where: file() });
  expect(await read()).toEqual({
    auths: { "a.lan": { auth: base64("me:se:cret") }, "b.lan": { auth: base64("x:y") } },
    detachKeys: "ctrl-x",
    proxies: { default: { noProxy: "*" } },
  });
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(await readdir(path.dirname(file()))).toEqual(["config.json"]);
  expect(await store().find("a.lan")).toEqual({ kind: "password", username: "me", password: "se:cret" });
});

test("a config file that is a symbolic link stays one", async () => {
  await writeFile(path.join(home, "real.json"), "{}");
  await symlink(path.join(home, "real.json"), file());
  await store().store("a.lan", { username: "me", password: "pw" });
  expect(JSON.parse(await readFile(path.join(home, "real.json"), "utf8"))).toHaveProperty(["auths", "a.lan"]);
});

test("erasing forgets one registry, under whatever spelling", async () => {
  await write({ auths: { "https://a.lan/v1/": { auth: base64("x:y") }, "b.lan": { auth: base64("x:y") } } });
  expect(await store().erase("a.lan")).toBe(true);
  expect(await read()).toEqual({ auths: { "b.lan": { auth: base64("x:y") } } });
  expect(await store().erase("a.lan")).toBe(false);
});

test("a credential helper stores, gives and erases, and the secret stays out of the file", async () => {
  const env = await installHelper("chain");
  await write({ credsStore: "chain" });
  expect(await store(env).find("a.lan")).toBeUndefined();
  expect(await store(env).store("a.lan", { username: "me", password: "secret" })).toEqual({
    where: "docker-credential-chain",
  });
  expect(JSON.parse(await readFile(path.join(home, "chain"), "utf8"))).toEqual({
    ServerURL: "a.lan",
    Username: "me",
    Secret: "secret",
  });
  expect(await read()).toEqual({ credsStore: "chain", auths: { "a.lan": {} } });
  expect(await store(env).find("a.lan")).toEqual({ kind: "password", username: "me", password: "secret" });
  expect(await store(env).erase("a.lan")).toBe(true);
  expect(await store(env).find("a.lan")).toBeUndefined();
});

test("credHelpers is for one registry and wins over credsStore; <token> means an identity token", async () => {
  const env = await installHelper("special");
  await writeFile(
    path.join(home, "chain"),
    JSON.stringify({ ServerURL: "a.lan", Username: "<token>", Secret: "refresh" }),
  );
  await write({ credHelpers: { "a.lan": "special" }, auths: { "b.lan": { auth: base64("b:b") } } });
  expect(await store(env).find("a.lan")).toEqual({ kind: "identityToken", token: "refresh" });
  expect(await store(env).find("b.lan")).toEqual({ kind: "password", username: "b", password: "b" });
});

test.each([
  [{ credsStore: "missing" }, "docker-credential-missing to get credentials: the program is not in PATH"],
  [{ credsStore: "../../bin/sh" }, "this is not a name of a program"],
  [{ auths: { "a.lan": { auth: "bm9jb2xvbg==" } } }, "the auth of a.lan is not base64 of USER:PASSWORD"],
  [{ auths: [] }, "auths is not an object of objects"],
])("a config file with %j is refused: %s", async (config, reason) => {
  await write(config);
  await expect(store().find("a.lan")).rejects.toThrow(reason);
});

test("a file that is not JSON is refused and not overwritten", async () => {
  await writeFile(file(), "{ broken");
  await expect(store().store("a.lan", { username: "u", password: "p" })).rejects.toThrow("it is not JSON");
  expect(await readFile(file(), "utf8")).toBe("{ broken");
});
