import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  blobPath,
  type DownloadBlobsOptions,
  type DownloadProgress,
  downloadBlobs,
  type LockFile,
  parseReference,
} from "../../../src/registry/index.ts";
import {
  answer,
  blobOf,
  closeAll,
  type FakeRegistry,
  failureOf,
  isBlob,
  refuse,
  startClient,
  startRegistry,
} from "./fake-registry.ts";

const size = 500_000;
const bytes = blobOf(size);
let storeDir = "";
let registry: FakeRegistry;
let blob: { digest: string; size: number };
let progress: DownloadProgress[] = [];
let locks: string[] = [];

// One process: the downloads take turns before they ask for the lock, so there is nothing to wait for.
const lockFile: LockFile = async (file) => {
  locks.push(`lock ${path.basename(file)}`);
  return { release: () => void locks.push(`release ${path.basename(file)}`) };
};

beforeEach(async () => {
  storeDir = await mkdtemp(path.join(tmpdir(), "ts-run-download-"));
  registry = await startRegistry();
  blob = registry.addBlob(bytes);
  progress = [];
  locks = [];
});
afterEach(async () => {
  await closeAll();
  await rm(storeDir, { recursive: true, force: true });
});

const download = (descriptors = [blob], options: Partial<DownloadBlobsOptions> = {}, client = startClient()) =>
  downloadBlobs(client, parseReference(`${registry.host}/a/b`), descriptors, {
    storeDir,
    lockFile,
    signal: new AbortController().signal,
    onProgress: (event) => progress.push(event),
    ...options,
  });
const stored = (digest = blob.digest) => readFile(blobPath(storeDir, digest));
const partial = () => path.join(storeDir, "ingest", `${blob.digest.replace(":", "-")}.partial`);
function beginAnswer(response: ServerResponse): true {
  response.writeHead(200, { "content-length": size });
  response.write("x");
  return true;
}
const ranges = () => registry.requests.map(({ headers }) => headers.range ?? "all");
const phases = () => progress.map(({ phase }) => phase).filter((phase, at, all) => phase !== all[at - 1]);

async function leaveBehind(content: Buffer): Promise<void> {
  await mkdir(path.dirname(partial()), { recursive: true });
  await writeFile(partial(), content);
}

/** Sends up to byte `end` and cuts the connection. */
function cutAt(end: number): void {
  registry.once((request, response) => {
    if (!isBlob(request)) return false;
    const start = Number(/\d+/.exec(request.headers.range ?? "")?.[0] ?? 0);
    const headers = {
      "content-length": size - start,
      ...(start > 0 ? { "content-range": `bytes ${start}-${size - 1}/${size}` } : {}),
    };
    response.writeHead(start > 0 ? 206 : 200, headers);
    response.write(bytes.subarray(start, end), () => setTimeout(() => response.destroy(), 80));
    return true;
  });
}

describe("a download", () => {
  test("ends as a verified blob with no partial file and a released lock", async () => {
    await download();
    expect((await stored()).equals(bytes)).toBe(true);
    expect((await readdir(path.join(storeDir, "ingest"))).filter((name) => name.endsWith(".partial"))).toEqual([]);
    expect(phases()).toEqual(["waiting", "downloading", "done"]);
    expect(progress.at(-1)).toMatchObject({ current: size, total: size });
    expect(locks).toHaveLength(2);
  });

  test("of what is there already asks nothing", async () => {
    await download();
    registry.requests.length = 0;
    await download();
    expect(registry.requests).toEqual([]);
    expect(progress.at(-1)).toMatchObject({ phase: "exists", current: size });
  });

  test("resumes where it was cut, again and again while it gets on", async () => {
    const ends = [100_000, 200_000, 300_000, 400_000, 480_000]; // more cuts than attempts
    for (const end of ends) cutAt(end);
    await download();
    expect((await stored()).equals(bytes)).toBe(true);
    // Bytes that arrived together with the cut may be lost, so each start is at the cut or a little before.
    const starts = ranges().map((range) => Number(/\d+/.exec(range)?.[0] ?? 0));
    expect(starts).toHaveLength(6);
    for (const [at, end] of ends.entries()) {
      expect(starts[at + 1]).toBeGreaterThan(starts[at] ?? 0);
      expect(starts[at + 1]).toBeLessThanOrEqual(end);
    }
    expect(phases()).toContain("retrying");
  });

  test("gives up on a registry that brings nothing, and keeps what it has for the next time", async () => {
    cutAt(100_000);
    registry.behaviours.push((_request, response) => {
      response.destroy();
      return true;
    });
    expect(await failureOf(download())).toMatchObject({
      code: "ERR_NETWORK",
      message: expect.stringContaining("closed the connection"),
    });
    const { length } = await readFile(partial());
    expect(length).toBeGreaterThan(0);
    registry.behaviours.splice(0);
    registry.requests.length = 0;
    await download();
    expect(ranges()).toEqual([`bytes=${length}-`]);
    expect((await stored()).equals(bytes)).toBe(true);
  });

  test("goes on from what a killed process left, after hashing it", async () => {
    await leaveBehind(bytes.subarray(0, 123_456));
    await download();
    expect(ranges()).toEqual(["bytes=123456-"]);
    expect(phases()).toEqual(["waiting", "verifying", "downloading", "done"]);
    expect((await stored()).equals(bytes)).toBe(true);
  });

  test("of which everything but the name was there needs no request", async () => {
    await leaveBehind(bytes);
    await download();
    expect(registry.requests).toEqual([]);
    expect((await stored()).equals(bytes)).toBe(true);
  });

  test.each([
    ["other bytes", Buffer.alloc(100_000), ["bytes=100000-", "all"]],
    ["all bytes, but wrong ones", Buffer.alloc(size), ["all"]],
    ["too many bytes", Buffer.alloc(size + 1), ["all"]],
  ])("starts over when %s were left on disk", async (_name, left, expected) => {
    await leaveBehind(left);
    await download();
    expect(ranges()).toEqual(expected);
    expect((await stored()).equals(bytes)).toBe(true);
  });

  test("starts over when the registry ignores the range or finds it unsatisfiable", async () => {
    await leaveBehind(bytes.subarray(0, 100_000));
    registry.behaviours.push(
      (request, response) => isBlob(request) && answer(response, 200, { "content-length": size }, bytes),
    );
    await download();
    expect((await stored()).equals(bytes)).toBe(true);
    await rm(blobPath(storeDir, blob.digest));
    await leaveBehind(bytes.subarray(0, 100_000));
    registry.behaviours.splice(0);
    registry.once((_request, response) => answer(response, 416));
    registry.requests.length = 0;
    await download();
    expect(ranges()).toEqual(["bytes=100000-", "all"]);
    expect((await stored()).equals(bytes)).toBe(true);
  });

  test("does not take another range than it asked for", async () => {
    await leaveBehind(bytes.subarray(0, 100_000));
    registry.once((_request, response) => {
      response.writeHead(206, { "content-range": `bytes 50000-${size - 1}/${size}`, "content-length": size - 50_000 });
      response.end(bytes.subarray(50_000));
      return true;
    });
    await download();
    expect(ranges()).toEqual(["bytes=100000-", "bytes=100000-"]);
    expect((await stored()).equals(bytes)).toBe(true);
  });

  test("of wrong bytes fails and leaves nothing", async () => {
    registry.blobs.set(blob.digest, blobOf(size, 2));
    expect(await failureOf(download())).toMatchObject({ code: "ERR_DIGEST_MISMATCH" });
    expect(existsSync(partial())).toBe(false);
    expect(existsSync(blobPath(storeDir, blob.digest))).toBe(false);
  });

  test("of more bytes than promised stops at once", async () => {
    registry.behaviours.push((_request, response) => {
      const more = () => response.writable && response.write(bytes, () => setImmediate(more));
      response.writeHead(200);
      more();
      return true;
    });
    expect(await failureOf(download())).toMatchObject({
      code: "ERR_DIGEST_MISMATCH",
      message: expect.stringContaining("more than"),
    });
    expect(existsSync(partial())).toBe(false);
  });

  test("notices a registry that stops sending, and resumes", async () => {
    registry.once((_request, response) => {
      response.writeHead(200, { "content-length": size });
      response.write(bytes.subarray(0, 200_000)); // and never again
      return true;
    });
    await download();
    expect(ranges()).toEqual(["all", "bytes=200000-"]);
    expect(progress.find(({ phase }) => phase === "retrying")?.message).toContain("stopped sending");
    expect((await stored()).equals(bytes)).toBe(true);
  });

  test("waits out 429 and 503, and takes 404 for an answer", async () => {
    registry.once((_request, response) => refuse(response, 429, "TOOMANYREQUESTS", "slow", { "retry-after": "0" }));
    registry.once((_request, response) => refuse(response, 503, "UNAVAILABLE", "later"));
    await download();
    expect((await stored()).equals(bytes)).toBe(true);
    expect(await failureOf(download([{ digest: `sha256:${"0".repeat(64)}`, size: 5 }]))).toMatchObject({
      code: "ERR_NOT_FOUND",
      message: expect.stringContaining("BLOB_UNKNOWN"),
    });
  });

  test("stops at an abort and can be resumed", async () => {
    const stop = new AbortController();
    registry.once((_request, response) => {
      response.writeHead(200, { "content-length": size });
      response.write(bytes.subarray(0, 200_000), () => setTimeout(() => stop.abort(), 50));
      return true;
    });
    expect((await failureOf(download([blob], { signal: stop.signal }))).code).toBe("ERR_CANCELLED");
    expect(locks.at(-1)).toContain("release");
    await download();
    expect(ranges().at(-1)).toMatch(/^bytes=\d+-$/);
  });

  test("that can't fit says so before the first byte", async () => {
    const huge = { digest: blob.digest, size: 2 ** 52 };
    expect(await failureOf(download([huge]))).toMatchObject({
      code: "ERR_NO_SPACE",
      hint: expect.stringContaining("--root"),
    });
    expect(registry.requests).toEqual([]);
    expect(existsSync(partial())).toBe(false);
  });
});

describe("several downloads", () => {
  const many = () => Array.from({ length: 8 }, (_, at) => registry.addBlob(blobOf(10_000 + at, at + 3)));

  test("run three at a time, each blob once, and are handed on as they are done", async () => {
    let now = 0;
    let most = 0;
    registry.behaviours.push((request, response) => {
      most = Math.max(most, ++now);
      const bytes = registry.blobs.get(request.url?.split("/").at(-1) ?? "");
      setTimeout(() => now-- > 0 && answer(response, 200, {}, bytes), 20);
      return true;
    });
    const blobs = many();
    const handed: string[] = [];
    await download([...blobs, ...blobs], { onBlob: ({ digest }) => void handed.push(digest) });
    expect(most).toBe(3);
    expect(handed.sort()).toEqual(blobs.map(({ digest }) => digest).sort());
    expect(registry.requests).toHaveLength(8);
  });

  test("stop at the first failure, which is the one that is told", async () => {
    const missing = { digest: `sha256:${"0".repeat(64)}`, size: 5 };
    registry.behaviours.push(
      // The honest one never ends; only being stopped ends it.
      (request, response) => isBlob(request) && !request.url?.includes(missing.digest) && beginAnswer(response),
    );
    expect((await failureOf(download([blob, missing]))).code).toBe("ERR_NOT_FOUND");
  });

  test("a failing hook fails the whole", async () => {
    const failing = download(many(), {
      onBlob: async () => {
        throw new Error("unpacking failed");
      },
    });
    await expect(failing).rejects.toThrow("unpacking failed");
  });

  test("of one blob by two callers of one process fetch it once", async () => {
    await Promise.all([download(), download()]);
    expect(registry.requests).toHaveLength(1);
    expect(progress.filter(({ phase }) => phase === "exists")).toHaveLength(1);
  });

  test("one that is given up while it waits for another leaves at once, and those behind it go on", async () => {
    let release = (): void => undefined;
    registry.once((_request, response) => {
      response.writeHead(200, { "content-length": size });
      release = () => void response.end(bytes);
      return true;
    });
    const stop = new AbortController();
    const first = download();
    while (registry.requests.length === 0) await sleep(5);
    const second = failureOf(download([blob], { signal: stop.signal }));
    const third = download();
    stop.abort();
    expect((await second).code).toBe("ERR_CANCELLED");
    release();
    await Promise.all([first, third]);
    expect(registry.requests).toHaveLength(1);
  });
});
