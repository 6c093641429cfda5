// A registry in this process that can be told to misbehave.

import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { RegistryClient, type RegistryClientOptions } from "../../../src/registry/index.ts";

export const sha256 = (bytes: Uint8Array): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
export const blobOf = (size: number, seed = 1): Buffer =>
  Buffer.alloc(size, Buffer.from(Array.from({ length: 251 }, (_, i) => (i * seed * 7 + i) & 255)));
export const describeBlob = (bytes: Uint8Array) => ({ digest: sha256(bytes), size: bytes.length });

export const ociManifest = "application/vnd.oci.image.manifest.v1+json";
export const ociIndex = "application/vnd.oci.image.index.v1+json";

/** Answers the request and returns true, or leaves it to the next one. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface FakeServer {
  readonly host: string;
  readonly requests: { method: string; url: string; headers: IncomingMessage["headers"] }[];
  close(): Promise<void>;
}

const servers: FakeServer[] = [];

export async function startServer(listener: RequestListener, address = "127.0.0.1"): Promise<FakeServer> {
  const requests: FakeServer["requests"] = [];
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers });
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const fake = {
    host: `${address}:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  servers.push(fake);
  return fake;
}

export interface FakeRegistry extends FakeServer {
  readonly blobs: Map<string, Buffer>;
  readonly manifests: Map<string, { type: string; bytes: Buffer }>;
  /** Asked in order before the honest registry answers; `once` ones go away after they acted. */
  readonly behaviours: Behaviour[];
  once(behaviour: Behaviour): void;
  addBlob(bytes: Buffer): { digest: string; size: number };
  /** Under the tag and under its digest. */
  addManifest(
    repository: string,
    tag: string,
    document: object | Buffer,
    type?: string,
  ): { digest: string; size: number; mediaType: string };
}

export async function startRegistry(): Promise<FakeRegistry> {
  const blobs = new Map<string, Buffer>();
  const manifests = new Map<string, { type: string; bytes: Buffer }>();
  const behaviours: Behaviour[] = [];
  const server = await startServer((request, response) => {
    if (behaviours.some((behaviour) => behaviour(request, response))) return;
    answerHonestly(request, response, blobs, manifests);
  });
  return {
    ...server,
    blobs,
    manifests,
    behaviours,
    once(behaviour) {
      const wrapped: Behaviour = (request, response) => {
        const acted = behaviour(request, response);
        if (acted) behaviours.splice(behaviours.indexOf(wrapped), 1);
        return acted;
      };
      behaviours.push(wrapped);
    },
    addBlob(bytes) {
      blobs.set(sha256(bytes), bytes);
      return describeBlob(bytes);
    },
    addManifest(repository, tag, document, type = ociManifest) {
      const bytes = Buffer.isBuffer(document) ? document : Buffer.from(JSON.stringify(document));
      for (const name of [tag, sha256(bytes)]) manifests.set(`${repository}/${name}`, { type, bytes });
      return { ...describeBlob(bytes), mediaType: type };
    },
  };
}

function answerHonestly(
  request: IncomingMessage,
  response: ServerResponse,
  blobs: Map<string, Buffer>,
  manifests: FakeRegistry["manifests"],
): void {
  const path = new URL(request.url ?? "", "http://x").pathname;
  const manifest = /^\/v2\/(.+)\/manifests\/(.+)$/.exec(path);
  const blob = /^\/v2\/.+\/blobs\/(.+)$/.exec(path);
  const found = manifest === null ? undefined : manifests.get(`${manifest[1]}/${manifest[2]}`);
  const bytes = found?.bytes ?? blobs.get(blob?.[1] ?? "");
  if (path === "/v2/") response.writeHead(200).end("{}");
  else if (bytes === undefined)
    refuse(response, 404, manifest === null ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN", "not here");
  else if (found !== undefined) {
    response.writeHead(200, {
      "content-type": found.type,
      "content-length": bytes.length,
      "docker-content-digest": sha256(bytes),
    });
    response.end(request.method === "HEAD" ? undefined : bytes);
  } else sendRange(request, response, bytes);
}

function sendRange(request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  if (start === 0) response.writeHead(200, { "content-length": bytes.length }).end(bytes);
  else if (start >= bytes.length) response.writeHead(416).end();
  else {
    const headers = {
      "content-length": bytes.length - start,
      "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}`,
    };
    response.writeHead(206, headers).end(bytes.subarray(start));
  }
}

/** Answers like writeHead and end, and says that it did. */
export function answer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | number> = {},
  body?: Buffer,
): true {
  response.writeHead(status, headers).end(body);
  return true;
}

export function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): true {
  response
    .writeHead(status, { "content-type": "application/json", ...headers })
    .end(JSON.stringify({ errors: [{ code, message }] }));
  return true;
}

export const isBlob = (request: IncomingMessage): boolean => request.url?.includes("/blobs/") === true;
export const isManifest = (request: IncomingMessage): boolean => request.url?.includes("/manifests/") === true;

const clients: RegistryClient[] = [];

/** Impatient and without any configuration of this host. */
export function startClient(options: Partial<RegistryClientOptions> = {}): RegistryClient {
  const client = new RegistryClient({
    env: {},
    configRoots: [],
    dockerConfigFile: "/nonexistent/config.json",
    retry: { attempts: 3, baseMs: 2, maxMs: 20 },
    timeouts: { connectTimeoutMs: 2000, headersTimeoutMs: 300, stallTimeoutMs: 300 },
    ...options,
  });
  clients.push(client);
  return client;
}

export async function closeAll(): Promise<void> {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
}

/** What a promise was rejected with, as plain data. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<{ code: string; message: string; hint: string | undefined }> {
  try {
    await promise;
  } catch (error) {
    const { code, message, hint } = error as { code: string; message: string; hint?: string };
    return { code, message, hint };
  }
  throw new Error("nothing was thrown");
}
