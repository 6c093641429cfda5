// Downloads from Debian's docker-registry by real processes that are killed, that meet, and that run out of disk.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Transform } from "node:stream";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lockFile } from "../../../src/native/index.ts";
import { blobPath, downloadBlobs, parseReference, RegistryClient } from "../../../src/registry/index.ts";
import { hasRegistry, startEmptyRegistry, type TestRegistry } from "../../setup/registry.ts";
import { skipUnless } from "../../setup/skips.ts";

const repository = "big/blob";
const size = 64 * 1024 * 1024;
const projectDir = path.resolve(import.meta.dirname, "../../..");
const programDir = path.join(projectDir, "dist", `test-registry-${process.pid}`);
const program = path.join(programDir, "pull-program.mjs");

let registry: TestRegistry;
let blob: { digest: string; size: number };
let slow: { host: string; ranges: string[]; server: Server };
let storeDir = "";
const children: ChildProcess[] = [];

async function push(bytes: Buffer): Promise<{ digest: string; size: number }> {
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const start = await fetch(`http://${registry.host}/v2/${repository}/blobs/uploads/`, { method: "POST" });
  const url = new URL(start.headers.get("location") ?? "", `http://${registry.host}`);
  url.searchParams.set("digest", digest);
  const headers = { "content-type": "application/octet-stream" };
  const stored = await fetch(url, { method: "PUT", headers, body: new Uint8Array(bytes) });
  expect(stored.status).toBe(201);
  return { digest, size: bytes.length };
}

/** In front of the registry: at most about 60 MB/s, and it remembers what was asked for. */
async function startSlowProxy(): Promise<typeof slow> {
  const ranges: string[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range ?? "all");
    const { host: _host, ...headers } = request.headers;
    const forward = httpRequest(
      `http://${registry.host}${request.url}`,
      { method: request.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        const brake = new Transform({ transform: (chunk, _encoding, done) => void setTimeout(done, 1, null, chunk) });
        answer.pipe(brake).pipe(response);
        response.on("close", () => forward.destroy());
      },
    );
    forward.on("error", () => response.destroy());
    forward.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, ranges, server };
}

/** Starts a download in another process; resolves with it once it says that `bytes` have come. */
function startProcess(bytes = 0): Promise<{ child: ChildProcess; phases: string[]; exit: Promise<number | null> }> {
  const child = spawn(process.execPath, [program, slow.host, repository, blob.digest, String(blob.size), storeDir]);
  children.push(child);
  const phases: string[] = [];
  const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
  return new Promise((resolve, reject) => {
    child.stderr?.on("data", (text: Buffer) => reject(new Error(text.toString())));
    child.stdout?.on("data", (text: Buffer) => {
      for (const line of text.toString().trim().split("\n")) {
        const [phase = "", current] = line.split(" ");
        phases.push(phase);
        if (Number(current) >= bytes) resolve({ child, phases, exit });
      }
    });
  });
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return `sha256:${hash.digest("hex")}`;
}

describe.skipIf(skipUnless(hasRegistry, "docker-registry"))("a download from a real registry", () => {
  beforeAll(async () => {
    await build({
      entryPoints: [path.join(import.meta.dirname, "pull-program.ts")],
      outfile: program,
      bundle: true,
      platform: "node",
      format: "esm",
      external: ["undici"],
    });
    registry = await startEmptyRegistry();
    blob = await push(randomBytes(size));
  });
  afterAll(async () => {
    await registry?.stop();
    await rm(programDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    slow = await startSlowProxy();
    storeDir = await mkdtemp(path.join(tmpdir(), "ts-run-store-"));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    slow.server.close();
    slow.server.closeAllConnections();
    await rm(storeDir, { recursive: true, force: true });
  });

  test("goes on after kill -9 of its process, from the very byte", async () => {
    for (const bytes of [10 << 20, 30 << 20]) {
      const { child, exit } = await startProcess(bytes);
      child.kill("SIGKILL");
      await exit;
    }
    expect(existsSync(blobPath(storeDir, blob.digest))).toBe(false);
    const { exit, phases } = await startProcess();
    expect(await exit).toBe(0);
    expect(phases).toContain("verifying");
    expect(await hashOf(blobPath(storeDir, blob.digest))).toBe(blob.digest);
    const starts = slow.ranges.map((range) => Number(/\d+/.exec(range)?.[0] ?? 0));
    expect(starts).toHaveLength(3);
    expect(starts[1]).toBeGreaterThanOrEqual(10 << 20);
    expect(starts[2]).toBeGreaterThanOrEqual(30 << 20);
  });

  test("by two processes happens once; the second one waits and finds it", async () => {
    const first = await startProcess(1 << 20);
    const second = await startProcess();
    expect(await Promise.all([first.exit, second.exit])).toEqual([0, 0]);
    expect(slow.ranges).toEqual(["all"]);
    expect(second.phases).toEqual(["waiting", "exists"]);
  });

  test("is taken over by the waiting process when the downloading one is killed", async () => {
    const first = await startProcess(10 << 20);
    const second = await startProcess();
    first.child.kill("SIGKILL");
    expect(await second.exit).toBe(0);
    expect(slow.ranges).toHaveLength(2);
    expect(slow.ranges[1]).toMatch(/^bytes=\d{8}-$/);
    expect(await hashOf(blobPath(storeDir, blob.digest))).toBe(blob.digest);
  });

  test("onto a disk that fills up fails with ERR_NO_SPACE, gives its space back and keeps what was complete", async () => {
    const disk = path.join(storeDir, "disk");
    await mkdir(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=20m", "tmpfs", disk]);
    try {
      const client = new RegistryClient({ env: {}, configRoots: [], dockerConfigFile: "/nonexistent" });
      const pull = (...blobs: { digest: string; size: number }[]) =>
        downloadBlobs(client, parseReference(`${registry.host}/${repository}`), blobs, {
          storeDir: disk,
          lockFile,
          signal: new AbortController().signal,
        });
      const kept = await push(randomBytes(2 << 20));
      await pull(kept);
      // Each would fit alone, so this is found out by a failing write, in the middle.
      const both = await Promise.all([push(randomBytes(12 << 20)), push(randomBytes(12 << 20))]);
      await expect(pull(...both)).rejects.toThrow(expect.objectContaining({ code: "ERR_NO_SPACE" }));
      expect(await hashOf(blobPath(disk, kept.digest))).toBe(kept.digest);
      expect((await readdir(path.join(disk, "ingest"))).filter((name) => name.endsWith(".partial"))).toEqual([]);
      await pull(both[0]); // there is room for one
      expect(await hashOf(blobPath(disk, both[0].digest))).toBe(both[0].digest);
      await client.close();
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});
