import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { parseReference, resolveImage } from "../../../src/registry/index.ts";
import {
  answer,
  blobOf,
  closeAll,
  type FakeRegistry,
  failureOf,
  isBlob,
  isManifest,
  ociIndex,
  ociManifest,
  refuse,
  sha256,
  startClient,
  startRegistry,
  startServer,
} from "./fake-registry.ts";

afterEach(closeAll);

const signal = new AbortController().signal;
const platform = { os: "linux", architecture: "amd64" };
const config = { mediaType: "application/vnd.oci.image.config.v1+json", digest: `sha256:${"c".repeat(64)}`, size: 2 };
const manifest = { schemaVersion: 2, mediaType: ociManifest, config, layers: [] };
const refTo = (registry: { host: string }, rest = "a/b:1") => parseReference(`${registry.host}/${rest}`);
const resolve = (registry: { host: string }, rest?: string, client = startClient()) =>
  resolveImage(client, refTo(registry, rest), { platform, signal });

function addIndex(registry: FakeRegistry, tag = "1") {
  const amd64 = registry.addManifest("a/b", "amd64", manifest);
  const arm64 = registry.addManifest("a/b", "arm64", { ...manifest, annotations: { for: "arm64" } });
  const index = {
    schemaVersion: 2,
    mediaType: ociIndex,
    manifests: [
      { ...arm64, platform: { os: "linux", architecture: "arm64", variant: "v8" } },
      { ...amd64, platform: { os: "linux", architecture: "amd64" } },
      { ...amd64, platform: { os: "unknown", architecture: "unknown" } },
    ],
  };
  return { amd64, arm64, index: registry.addManifest("a/b", tag, index, ociIndex) };
}

describe("resolving", () => {
  test("a tag becomes a digest by HEAD and its bytes are fetched by that digest", async () => {
    const registry = await startRegistry();
    const { digest } = registry.addManifest("a/b", "1", manifest);
    const image = await resolve(registry);
    expect(image.digest).toBe(digest);
    expect(sha256(image.manifest.bytes)).toBe(digest);
    expect(registry.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "HEAD /v2/a/b/manifests/1",
      `GET /v2/a/b/manifests/${digest}`,
    ]);
  });

  test("an index gives the manifest of the platform, and both documents", async () => {
    const registry = await startRegistry();
    const { amd64, arm64, index } = addIndex(registry);
    const image = await resolve(registry);
    expect(image.digest).toBe(index.digest);
    expect(image.indexes.map(({ descriptor }) => descriptor.digest)).toEqual([index.digest]);
    expect(image.manifest.descriptor).toEqual(amd64);
    const other = await resolveImage(startClient(), refTo(registry), {
      platform: { os: "linux", architecture: "arm64" },
      signal,
    });
    expect(other.manifest.descriptor.digest).toBe(arm64.digest);
  });

  test("a platform that is not there is an error that lists those that are", async () => {
    const registry = await startRegistry();
    addIndex(registry);
    const failure = await failureOf(
      resolveImage(startClient(), refTo(registry), { platform: { os: "linux", architecture: "s390x" }, signal }),
    );
    expect(failure).toMatchObject({
      code: "ERR_NOT_FOUND",
      hint: "choose one that is there with --platform: linux/arm64/v8, linux/amd64",
    });
  });

  test("documents of the local store are not fetched again", async () => {
    const registry = await startRegistry();
    const { amd64 } = addIndex(registry);
    await resolveImage(startClient(), refTo(registry), {
      platform,
      signal,
      findLocal: async (digest) => registry.manifests.get(`a/b/${digest}`)?.bytes,
    });
    expect(registry.requests.map(({ method }) => method)).toEqual(["HEAD"]);
    expect(amd64.size).toBeGreaterThan(0);
  });

  test("a registry whose HEAD says nothing is asked by GET", async () => {
    const registry = await startRegistry();
    const { digest } = registry.addManifest("a/b", "1", manifest);
    registry.behaviours.push((request, response) => request.method === "HEAD" && answer(response, 405));
    expect((await resolve(registry)).digest).toBe(digest);
  });

  test("Docker schema 2 is taken, schema 1 is refused by name", async () => {
    const registry = await startRegistry();
    const docker = "application/vnd.docker.distribution.manifest.v2+json";
    registry.addManifest("a/b", "2", { ...manifest, mediaType: docker }, docker);
    expect((await resolve(registry, "a/b:2")).manifest.descriptor.mediaType).toBe(docker);
    registry.addManifest(
      "a/b",
      "1",
      { schemaVersion: 1, fsLayers: [] },
      "application/vnd.docker.distribution.manifest.v1+prettyjws",
    );
    expect(await failureOf(resolve(registry))).toMatchObject({
      code: "ERR_UNSUPPORTED",
      message: expect.stringContaining("schema 1"),
    });
  });

  test("a tag and a digest together mean the digest", async () => {
    const registry = await startRegistry();
    const { digest } = registry.addManifest("a/b", "old", manifest);
    registry.addManifest("a/b", "1", { ...manifest, annotations: {} });
    expect((await resolve(registry, `a/b:1@${digest}`)).digest).toBe(digest);
    expect(registry.requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  test.each([
    ["an index and a manifest at once", JSON.stringify({ ...manifest, manifests: [] }), "ERR_HOSTILE"],
    ["cut JSON", JSON.stringify(manifest).slice(0, 50), "ERR_REGISTRY"],
    ["a web page", "<html>", "ERR_REGISTRY"],
    ["another object", "{}", "ERR_REGISTRY"],
    ["null", "null", "ERR_REGISTRY"],
    [
      "a broken descriptor",
      JSON.stringify({ schemaVersion: 2, manifests: [{ digest: "../../x", size: 1, mediaType: "x" }] }),
      "ERR_REGISTRY",
    ],
  ])("%s in place of a manifest is refused", async (_name, text, code) => {
    const registry = await startRegistry();
    registry.addManifest("a/b", "1", Buffer.from(text));
    expect((await failureOf(resolve(registry))).code).toBe(code);
  });

  test("a manifest over 4 MiB is not read, whether it says its size or not", async () => {
    const registry = await startRegistry();
    registry.addManifest("a/b", "1", Buffer.alloc(4 * 1024 * 1024 + 1, " "));
    expect((await failureOf(resolve(registry))).message).toContain("larger than 4194304 bytes");
    registry.behaviours.push((request, response) => {
      if (request.method === "HEAD") return refuse(response, 404, "X", "");
      response.writeHead(200, { "content-type": ociManifest });
      const more = () => response.writable && response.write(Buffer.alloc(65536, " "), () => setImmediate(more));
      more();
      return true;
    });
    expect((await failureOf(resolve(registry))).message).toContain("larger than 4194304 bytes");
  });

  test("bytes that are not what their digest says are refused", async () => {
    const registry = await startRegistry();
    const { digest } = registry.addManifest("a/b", "1", manifest);
    registry.manifests.set(`a/b/${digest}`, {
      type: ociManifest,
      bytes: Buffer.from(JSON.stringify({ ...manifest, layers: [1] })),
    });
    expect((await failureOf(resolve(registry, `a/b@${digest}`))).code).toBe("ERR_DIGEST_MISMATCH");
  });

  test("an index that leads to itself ends", async () => {
    const registry = await startRegistry();
    let inner = registry.addManifest("a/b", "x", manifest);
    for (let depth = 0; depth < 6; depth++) {
      inner = registry.addManifest("a/b", "1", { schemaVersion: 2, manifests: [{ ...inner, platform }] }, ociIndex);
    }
    expect((await failureOf(resolve(registry))).message).toContain("nested more than 4 deep");
  });
});

describe("a refusal", () => {
  test("carries the registry's code and message and a hint", async () => {
    const registry = await startRegistry();
    expect(await failureOf(resolve(registry))).toEqual({
      code: "ERR_NOT_FOUND",
      message: `resolving ${registry.host}/a/b:1: ${registry.host} answered 404: MANIFEST_UNKNOWN: not here`,
      hint: `check name and tag: ${registry.host}/v2/a/b/tags/list`,
    });
    registry.behaviours.push((_request, response) => refuse(response, 403, "DENIED", "not yours\u001b[31m"));
    expect(await failureOf(resolve(registry))).toMatchObject({
      code: "ERR_UNAUTHORIZED",
      message: expect.stringMatching(/403: DENIED: not yours \[31m$/),
      hint: `ts-run login ${registry.host}`,
    });
  });

  test("of 429, 500, 502 and 503 is tried again, and given up after the policy's attempts", async () => {
    const registry = await startRegistry();
    registry.addManifest("a/b", "1", manifest);
    for (const status of [429, 503])
      registry.once((_request, response) =>
        refuse(response, status, "TOOMANYREQUESTS", "slow down", { "retry-after": "0" }),
      );
    expect((await resolve(registry)).digest).toBeDefined();
    registry.behaviours.push((_request, response) => refuse(response, 500, "UNKNOWN", "boom"));
    registry.requests.length = 0;
    expect(await failureOf(resolve(registry))).toMatchObject({
      code: "ERR_REGISTRY",
      message: expect.stringContaining("answered 500"),
    });
    expect(registry.requests).toHaveLength(3);
  });

  test("by the network says what to check", async () => {
    const registry = await startRegistry();
    await registry.close();
    expect(await failureOf(resolve(registry))).toMatchObject({
      code: "ERR_NETWORK",
      message: expect.stringContaining("connection refused by 127.0.0.1"),
      hint: expect.stringContaining("port"),
    });
    expect(
      await failureOf(resolveImage(startClient(), parseReference("registry.invalid/a"), { platform, signal })),
    ).toMatchObject({ code: "ERR_NETWORK", message: expect.stringContaining("registry.invalid") });
  });

  test("a server that never answers is given up", async () => {
    const silent = await startServer(() => undefined);
    const client = startClient({ retry: { attempts: 1, baseMs: 1, maxMs: 1 }, timeouts: { headersTimeoutMs: 50 } });
    expect(await failureOf(resolve(silent, undefined, client))).toMatchObject({
      code: "ERR_NETWORK",
      message: expect.stringContaining("did not answer in time"),
    });
  });

  test("an abort says cancelled", async () => {
    const silent = await startServer(() => undefined);
    const stop = new AbortController();
    const running = resolveImage(startClient(), refTo(silent), { platform, signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    expect((await failureOf(running)).code).toBe("ERR_CANCELLED");
  });
});

describe("redirects", () => {
  test("to another host carry no credentials there, and the blob is verified", async () => {
    const bytes = blobOf(100_000);
    const storage = await startServer((_request, response) => response.end(bytes));
    const registry = await startRegistry();
    const blob = registry.addBlob(bytes);
    registry.behaviours.push(
      (request, response) =>
        isBlob(request) && answer(response, 307, { location: `http://${storage.host}/signed?x=1` }),
    );
    registry.behaviours.unshift(
      (request, response) =>
        request.headers.authorization === undefined &&
        refuse(response, 401, "UNAUTHORIZED", "", { "www-authenticate": "Basic realm=x" }),
    );
    const client = startClient();
    client.credentials.find = async () => ({ kind: "password", username: "u", password: "p" });
    expect((await client.fetchBlob(refTo(registry), blob, { maxBytes: 1 << 20, signal })).equals(bytes)).toBe(true);
    expect(registry.requests.at(-1)?.headers.authorization).toBe(`Basic ${Buffer.from("u:p").toString("base64")}`);
    expect(storage.requests[0]?.headers.authorization).toBeUndefined();
  });

  test("a 401 of the storage behind is not answered with the registry's credentials", async () => {
    const storage = await startServer((_request, response) =>
      response.writeHead(401, { "www-authenticate": "Basic realm=evil" }).end(),
    );
    const registry = await startRegistry();
    registry.behaviours.push((_request, response) => answer(response, 302, { location: `http://${storage.host}/` }));
    const client = startClient();
    let asked = 0;
    client.credentials.find = async () => {
      asked++;
      return { kind: "password", username: "u", password: "p" };
    };
    expect(
      (await failureOf(client.fetchBlob(refTo(registry), { digest: config.digest, size: 2 }, { maxBytes: 10, signal })))
        .code,
    ).toBe("ERR_UNAUTHORIZED");
    expect(asked).toBe(0);
  });

  test("in a circle end", async () => {
    const registry = await startRegistry();
    registry.behaviours.push((request, response) => answer(response, 302, { location: request.url ?? "" }));
    expect((await failureOf(resolve(registry))).message).toContain("redirected more than 10 times");
  });

  test("to a file are refused", async () => {
    const registry = await startRegistry();
    registry.behaviours.push((_request, response) => answer(response, 302, { location: "file:///etc/shadow" }));
    expect((await failureOf(resolve(registry))).message).toContain("which is not HTTP");
  });
});

describe("a blob stream", () => {
  const read = async (registry: FakeRegistry, descriptor: { digest: string; size: number }) => {
    const chunks: Buffer[] = [];
    for await (const chunk of await startClient().openBlob(refTo(registry), descriptor, signal))
      chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  };

  test("gives the verified bytes", async () => {
    const registry = await startRegistry();
    const bytes = blobOf(300_000);
    expect((await read(registry, registry.addBlob(bytes))).equals(bytes)).toBe(true);
  });

  test("fails when a byte is wrong, missing or too many", async () => {
    const registry = await startRegistry();
    const blob = registry.addBlob(blobOf(300_000));
    const wrong = blobOf(300_000);
    wrong.writeUInt8(wrong.readUInt8(7) ^ 1, 7);
    for (const bytes of [wrong, blobOf(299_999), blobOf(300_001)]) {
      registry.blobs.set(blob.digest, bytes);
      expect((await failureOf(read(registry, blob))).code).toBe("ERR_DIGEST_MISMATCH");
    }
    registry.behaviours.push((_request, response) => {
      response.writeHead(200, { "content-length": 300_000 });
      response.write(blobOf(1000), () => response.destroy());
      return true;
    });
    expect((await failureOf(read(registry, blob))).code).toBe("ERR_NETWORK");
  });
});

describe("mirrors", () => {
  test("are asked first with ns, and the registry itself when they fail", async () => {
    const { mkdtemp, mkdir, writeFile, rm } = await import("node:fs/promises");
    const registry = await startRegistry();
    const mirror = await startRegistry();
    const root = await mkdtemp("/tmp/ts-run-mirror-");
    await mkdir(`${root}/${registry.host}`);
    await writeFile(
      `${root}/${registry.host}/hosts.toml`,
      `[host."http://${mirror.host}"]\n[host."http://${mirror.host}".header]\nx-key = "k"`,
    );
    const { digest } = registry.addManifest("a/b", "1", manifest);
    const client = startClient({ configRoots: [root] });
    expect((await resolve(registry, undefined, client)).digest).toBe(digest);
    expect(mirror.requests[0]).toMatchObject({
      method: "HEAD",
      url: `/v2/a/b/manifests/1?ns=${encodeURIComponent(registry.host)}`,
      headers: { "x-key": "k" },
    });
    const failure = await failureOf(
      resolveImage(client, parseReference(`${registry.host}/no/such:1`), { platform, signal }),
    );
    expect(failure.message).toContain(`${registry.host} answered 404`);
    expect(failure.message).toContain(`; before it, ${mirror.host} answered 404`);
    mirror.addManifest("a/b", "1", manifest);
    registry.requests.length = 0;
    await resolve(registry, undefined, client);
    expect(registry.requests.filter((request) => isManifest(request as never))).toEqual([]);
    await rm(root, { recursive: true });
  });
});

test("a plain-HTTP proxy is used for a registry that is not loopback", async () => {
  const proxy = await startServer((request, response) => refuse(response, 404, "VIA_PROXY", request.url ?? ""));
  const client = startClient({ env: { HTTP_PROXY: `http://user:pw@${proxy.host}` }, insecureRegistries: ["reg.lan"] });
  const failure = await failureOf(resolveImage(client, parseReference("reg.lan/a:1"), { platform, signal }));
  expect(failure.message).toContain("VIA_PROXY: http://reg.lan/v2/a/manifests/1");
  expect(proxy.requests[0]?.headers["proxy-authorization"]).toBe(`Basic ${Buffer.from("user:pw").toString("base64")}`);
});

test("a proxy that is not there is named, not the registry behind it", async () => {
  const gone = await startServer(() => undefined);
  await gone.close();
  const client = startClient({ env: { HTTPS_PROXY: `http://${gone.host}` } });
  const failure = await failureOf(resolveImage(client, parseReference("reg.lan/a:1"), { platform, signal }));
  expect(failure).toMatchObject({
    code: "ERR_NETWORK",
    message: expect.stringContaining(`connection refused by ${gone.host}, the proxy`),
    hint: "check HTTP_PROXY, HTTPS_PROXY and NO_PROXY",
  });
});

test("a proxy that refuses the tunnel is named, and asked only once", async () => {
  const proxy = createServer();
  let tunnels = 0;
  proxy.on("connect", (_request, socket) => {
    tunnels++;
    socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const client = startClient({ env: { HTTPS_PROXY: `http://${host}` } });
  const failure = await failureOf(resolveImage(client, parseReference("reg.lan/a:1"), { platform, signal }));
  expect(failure.message).toContain(`the proxy ${host} refuses to connect there`);
  expect(tunnels).toBe(1);
  proxy.close();
});
