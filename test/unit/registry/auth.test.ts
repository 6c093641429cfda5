import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Credential, parseReference, type RegistryClient, resolveImage } from "../../../src/registry/index.ts";
import {
  closeAll,
  type FakeRegistry,
  type FakeServer,
  failureOf,
  ociManifest,
  refuse,
  startClient,
  startRegistry,
  startServer,
} from "./fake-registry.ts";

const signal = new AbortController().signal;
const platform = { os: "linux", architecture: "amd64" };
const manifest = { schemaVersion: 2, mediaType: ociManifest, config: {}, layers: [] };
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;

let registry: FakeRegistry;
let tokens: FakeServer;
let tokenAnswer: (request: IncomingMessage, response: ServerResponse) => unknown;
let issued = 0;
let accepted: string | undefined;

beforeEach(async () => {
  issued = 0;
  registry = await startRegistry();
  registry.addManifest("a/b", "1", manifest);
  tokenAnswer = (_request, response) => {
    accepted = `token-${++issued}`;
    response.end(JSON.stringify({ token: accepted, expires_in: 300 }));
  };
  tokens = await startServer((request, response) => tokenAnswer(request, response));
  registry.behaviours.push((request, response) => {
    if (accepted !== undefined && request.headers.authorization === `Bearer ${accepted}`) return false;
    return refuse(response, 401, "UNAUTHORIZED", "authentication required", {
      "www-authenticate": `Bearer realm="http://${tokens.host}/token",service="the registry"`,
    });
  });
});
afterEach(async () => {
  accepted = undefined;
  await closeAll();
});

function clientOf(credential?: Credential): RegistryClient {
  const client = startClient();
  client.credentials.find = async () => credential;
  return client;
}

const resolve = (client: RegistryClient) =>
  resolveImage(client, parseReference(`${registry.host}/a/b:1`), { platform, signal });

test("an anonymous token is fetched once for the scope and used for every request", async () => {
  const client = clientOf();
  await resolve(client);
  await resolve(client);
  expect(tokens.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "GET /token?service=the+registry&scope=repository%3Aa%2Fb%3Apull",
  ]);
  expect(tokens.requests[0]?.headers.authorization).toBeUndefined();
});

test("a password goes to the token server as Basic, and never to the registry", async () => {
  await resolve(clientOf({ kind: "password", username: "me", password: "pä:ss" }));
  expect(tokens.requests[0]?.headers.authorization).toBe(basic("me:pä:ss"));
  expect(tokens.requests[0]?.url).toContain("account=me");
  expect(registry.requests.filter(({ headers }) => headers.authorization?.startsWith("Basic"))).toEqual([]);
});

test("an identity token is exchanged by POST", async () => {
  let form = "";
  tokenAnswer = (request, response) => {
    request.on("data", (chunk: Buffer) => (form += chunk.toString()));
    request.on("end", () => {
      accepted = "exchanged";
      response.end(JSON.stringify({ access_token: accepted }));
    });
  };
  await resolve(clientOf({ kind: "identityToken", token: "refresh me" }));
  expect(tokens.requests[0]?.method).toBe("POST");
  expect(Object.fromEntries(new URLSearchParams(form))).toMatchObject({
    grant_type: "refresh_token",
    refresh_token: "refresh me",
    scope: "repository:a/b:pull",
  });
});

test("a token that the registry takes no longer is replaced once", async () => {
  const client = clientOf();
  await resolve(client);
  accepted = "rotated away";
  await resolve(client);
  expect(issued).toBe(2);
});

test("parallel requests share one token request", async () => {
  const client = clientOf();
  await Promise.all([resolve(client), resolve(client), resolve(client)]);
  expect(issued).toBe(1);
});

test("a registry that refuses every token is not asked in a loop", async () => {
  tokenAnswer = (_request, response) => response.end(JSON.stringify({ token: "never-right" }));
  const failure = await failureOf(resolve(clientOf()));
  expect(failure).toMatchObject({
    code: "ERR_UNAUTHORIZED",
    message: expect.stringContaining("UNAUTHORIZED: authentication required"),
    hint: `ts-run login ${registry.host}`,
  });
  expect(registry.requests.length).toBeLessThanOrEqual(4);
});

test("a token server's refusal says whether somebody was logged in", async () => {
  tokenAnswer = (_request, response) => refuse(response, 401, "UNAUTHORIZED", "no");
  expect((await failureOf(resolve(clientOf()))).message).toContain("wants a login");
  expect((await failureOf(resolve(clientOf({ kind: "password", username: "u", password: "p" })))).message).toContain(
    "refuses the stored credentials",
  );
});

test("a token server in trouble is asked again", async () => {
  const honest = tokenAnswer;
  tokenAnswer = (_request, response) => {
    tokenAnswer = honest;
    refuse(response, 503, "X", "busy");
  };
  await resolve(clientOf());
  expect(tokens.requests).toHaveLength(2);
});

test.each([
  ["{", "not JSON"],
  ["{}", "no usable token"],
  ['{"token":"a\\r\\nx: y"}', "no usable token"],
  ["null", "no usable token"],
])("the token answer %s is refused: %s", async (text, reason) => {
  tokenAnswer = (_request, response) => response.end(text);
  expect(await failureOf(resolve(clientOf()))).toMatchObject({
    code: "ERR_REGISTRY",
    message: expect.stringContaining(reason),
  });
});

test("a challenge we can't answer is named", async () => {
  registry.behaviours.unshift((_request, response) =>
    refuse(response, 401, "X", "", { "www-authenticate": "Negotiate" }),
  );
  expect((await failureOf(resolve(clientOf()))).message).toContain("offers negotiate to do it");
});

test("a broken credential helper matters only when a login is needed, and is named then", async () => {
  const client = startClient();
  client.credentials.find = async () => {
    throw new Error("docker-credential-x is not in PATH");
  };
  await resolve(client);
  tokenAnswer = (_request, response) => refuse(response, 401, "UNAUTHORIZED", "no");
  accepted = undefined;
  expect((await failureOf(resolve(client))).message).toContain("wants a login (docker-credential-x is not in PATH)");
});

test("login proves the password before it is stored, and logout forgets it", async () => {
  const directory = await mkdtemp("/tmp/ts-run-login-");
  registry.behaviours.splice(0);
  registry.behaviours.push(
    (request, response) =>
      request.headers.authorization !== basic("me:right") &&
      refuse(response, 401, "UNAUTHORIZED", "no", { "www-authenticate": 'Basic realm="r"' }),
  );
  const client = startClient({ dockerConfigFile: `${directory}/config.json` });
  const wrong = await failureOf(client.login(registry.host, { username: "me", password: "wrong" }, signal));
  expect(wrong).toMatchObject({
    code: "ERR_UNAUTHORIZED",
    message: expect.stringContaining("refuses this user name or password"),
  });
  await expect(readFile(`${directory}/config.json`)).rejects.toThrow("ENOENT");
  expect(await client.login(registry.host, { username: "me", password: "right" }, signal)).toEqual({
    where: `${directory}/config.json`,
  });
  await resolve(client);
  expect(await client.logout(registry.host)).toBe(true);
  expect(await client.logout(registry.host)).toBe(false);
  await rm(directory, { recursive: true });
});

test("login at a registry with a token server stores only a password that the server takes", async () => {
  const directory = await mkdtemp("/tmp/ts-run-login-");
  const honest = tokenAnswer;
  tokenAnswer = (request, response) =>
    request.headers.authorization === basic("me:right")
      ? honest(request, response)
      : refuse(response, 401, "UNAUTHORIZED", "no");
  const client = startClient({ dockerConfigFile: `${directory}/config.json` });
  const wrong = await failureOf(client.login(registry.host, { username: "me", password: "wrong" }, signal));
  expect(wrong.message).toContain("refuses this user name or password");
  await client.login(registry.host, { username: "me", password: "right" }, signal);
  expect(await client.credentials.find(registry.host)).toEqual({ kind: "password", username: "me", password: "right" });
  await rm(directory, { recursive: true });
});
