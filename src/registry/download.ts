// One blob from a registry into the content store: resumable (also by another process after a kill -9), verified before
// it gets its name, fetched by one process at a time.

import { createHash, type Hash } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { hasErrno, messageOf, TsRunError } from "../base/index.ts";
import { algorithmOf, type Expected, wrongDigest, wrongSize } from "./body.ts";
import type { RegistryClient } from "./client.ts";
import type { Reference } from "./reference.ts";
import { cancelled, RegistryError } from "./registry-error.ts";
import { backoffMs, pause } from "./retry.ts";

/** One event per change of phase, and at most ten a second while bytes flow. */
export interface DownloadProgress {
  layer: string;
  phase: "waiting" | "downloading" | "retrying" | "verifying" | "done" | "exists";
  current: number;
  total?: number;
  message?: string;
}

/** An exclusive lock of a file between processes (flock); resolves once it is ours. */
export type LockFile = (
  file: string,
  options: { signal: AbortSignal; timeoutMs: number; what: string },
) => Promise<{ release(): void | Promise<void> }>;

export interface DownloadOptions {
  /** The OCI image layout: blobs/ and ingest/ are below it. */
  readonly storeDir: string;
  readonly lockFile: LockFile;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

export interface DownloadedBlob {
  readonly path: string;
  /** False when it was in the store already. */
  readonly fetched: boolean;
}

const progressIntervalMs = 100;
// A try that brings less than this counts as failed, or a registry that trickles bytes would keep us forever.
const worthwhileBytes = 64 * 1024;
const lockShards = 2; // hex digits

export function blobPath(storeDir: string, digest: string): string {
  return path.join(storeDir, "blobs", algorithmOf(digest), digest.slice(digest.indexOf(":") + 1));
}

export async function downloadBlob(
  client: RegistryClient,
  reference: Reference,
  descriptor: Expected,
  options: DownloadOptions,
): Promise<DownloadedBlob> {
  const download = new BlobDownload(client, reference, descriptor, options);
  try {
    return await download.run();
  } catch (error) {
    throw download.explain(error);
  }
}

class BlobDownload {
  readonly #client: RegistryClient;
  readonly #reference: Reference;
  readonly #descriptor: Expected;
  readonly #options: DownloadOptions;
  readonly #algorithm: string;
  readonly #target: string;
  readonly #partial: string;
  readonly #doing: string;
  #lastProgressMs = 0;
  // How far the partial file is, and the digest state over exactly these bytes.
  #length = 0;
  #hash: Hash;
  /** Some bytes were on disk before: if the digest is wrong in the end, they may be why. */
  #resumed = false;

  constructor(client: RegistryClient, reference: Reference, descriptor: Expected, options: DownloadOptions) {
    this.#client = client;
    this.#reference = reference;
    this.#descriptor = descriptor;
    this.#options = options;
    this.#algorithm = algorithmOf(descriptor.digest);
    this.#hash = createHash(this.#algorithm);
    this.#target = blobPath(options.storeDir, descriptor.digest);
    this.#partial = path.join(options.storeDir, "ingest", `${descriptor.digest.replace(":", "-")}.partial`);
    this.#doing = `downloading ${descriptor.digest} from ${reference.domain}/${reference.repository}`;
  }

  async run(): Promise<DownloadedBlob> {
    if (await this.#isPresent()) return this.#exists();
    await mkdir(path.dirname(this.#target), { recursive: true });
    await mkdir(path.dirname(this.#partial), { recursive: true });
    this.#report("waiting");
    const lock = await this.#lock();
    try {
      if (await this.#isPresent()) {
        await rm(this.#partial, { force: true });
        return this.#exists();
      }
      await this.#fetch();
    } catch (error) {
      // A full disk hurts the whole host, so then nothing is kept for later, neither here nor by the downloads beside us.
      if (isNoSpace(error) || isNoSpace(this.#options.signal.reason)) await rm(this.#partial, { force: true });
      throw error;
    } finally {
      await lock.release();
    }
    this.#report("done");
    return { path: this.#target, fetched: true };
  }

  /** What went wrong, for people; a full disk gets its own error. */
  explain(error: unknown): unknown {
    if (this.#options.signal.aborted && !(error instanceof TsRunError)) return cancelled(this.#doing, error);
    if (!isNoSpace(error)) {
      if (error instanceof TsRunError) return error;
      return new TsRunError("ERR_CORRUPT_STATE", `${this.#doing} into ${this.#options.storeDir}: ${messageOf(error)}`, {
        cause: error,
      });
    }
    return new TsRunError(
      "ERR_NO_SPACE",
      `${this.#doing}: no space left in ${this.#options.storeDir} for ${this.#descriptor.size} bytes`,
      {
        cause: error,
        hint: "free space there (ts-run image prune), or choose another directory with --root",
      },
    );
  }

  /**
   * Locks are a fixed set of files that are never removed: removing a lock file while somebody waits for it would let
   * two processes hold "the" lock. Two blobs that share one merely take turns.
   */
  async #lock(): Promise<{ release(): void | Promise<void> }> {
    const shard = this.#descriptor.digest.slice(this.#descriptor.digest.indexOf(":") + 1).slice(0, lockShards);
    const file = path.join(path.dirname(this.#partial), `lock-${shard}`);
    const releaseTurn = await takeTurn(file);
    try {
      // However long another process downloads: it has a stall detector of its own, and its death frees the lock.
      const lock = await this.#options.lockFile(file, {
        signal: this.#options.signal,
        timeoutMs: Number.POSITIVE_INFINITY,
        what: `download of ${this.#descriptor.digest}`,
      });
      return {
        release: async () => {
          await lock.release();
          releaseTurn();
        },
      };
    } catch (error) {
      releaseTurn();
      throw error;
    }
  }

  async #fetch(): Promise<void> {
    const handle = await open(this.#partial, "a+", 0o600);
    try {
      await this.#restore(handle);
      await this.#checkSpace();
      while (!(await this.#fillAndVerify(handle))) await this.#startOver(handle);
      await handle.chmod(0o644);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(this.#partial, this.#target);
    await syncDirectory(path.dirname(this.#target));
  }

  /** Hashes what an earlier try, perhaps of another process, left behind. */
  async #restore(handle: FileHandle): Promise<void> {
    const { size } = await handle.stat();
    if (size === 0) return;
    if (size > this.#descriptor.size) return this.#startOver(handle);
    this.#report("verifying", { current: 0 });
    const buffer = Buffer.allocUnsafe(1 << 20);
    for (let position = 0; position < size; ) {
      if (this.#options.signal.aborted) throw cancelled(this.#doing, this.#options.signal.reason);
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, size - position), position);
      if (bytesRead === 0) break;
      this.#hash.update(buffer.subarray(0, bytesRead));
      position += bytesRead;
      this.#length = position;
    }
    this.#resumed = this.#length > 0;
  }

  async #startOver(handle: FileHandle): Promise<void> {
    await handle.truncate(0);
    this.#length = 0;
    this.#hash = createHash(this.#algorithm);
    this.#resumed = false;
  }

  /** Better to say so before the download than at its end. */
  async #checkSpace(): Promise<void> {
    const { bavail, bsize } = await statfs(this.#options.storeDir);
    const missing = this.#descriptor.size - this.#length;
    if (bavail * bsize < missing)
      throw Object.assign(new Error("not enough space for what is missing"), { code: "ENOSPC" });
  }

  /** False when the digest came out wrong and old bytes on disk may be to blame. */
  async #fillAndVerify(handle: FileHandle): Promise<boolean> {
    for (let failures = 0; this.#length < this.#descriptor.size; ) {
      const before = this.#length;
      try {
        await this.#receive(handle);
      } catch (error) {
        const progressed = this.#length - before >= worthwhileBytes;
        failures = progressed ? 1 : failures + 1;
        await this.#recover(error, failures, handle);
      }
    }
    const actual = `${this.#algorithm}:${this.#hash.digest("hex")}`;
    if (actual === this.#descriptor.digest) return true;
    if (!this.#resumed) {
      await rm(this.#partial, { force: true });
      throw wrongDigest(this.#doing, this.#descriptor, actual);
    }
    this.#report("retrying", { message: "what was on disk from an earlier download is not part of it; starting over" });
    return false;
  }

  /** One request, from where we are to the end or the first trouble. */
  async #receive(handle: FileHandle): Promise<void> {
    const { signal } = this.#options;
    this.#report("downloading");
    const blob = await this.#client.openRawBlob(this.#reference, this.#descriptor, { offset: this.#length, signal });
    if (blob.offset !== this.#length) await this.#startOver(handle);
    for await (const chunk of blob.chunks) {
      if (this.#length + chunk.length > this.#descriptor.size) {
        await rm(this.#partial, { force: true });
        throw wrongSize(this.#doing, this.#descriptor, this.#length + chunk.length);
      }
      const written = writeAll(handle, chunk); // the disk works while we hash
      this.#hash.update(chunk);
      await written;
      this.#length += chunk.length;
      this.#report("downloading", { throttled: true });
    }
    if (this.#length < this.#descriptor.size) {
      throw new RegistryError(
        "ERR_NETWORK",
        `${this.#doing}: the connection ended after ${this.#length} of ${this.#descriptor.size} bytes`,
        {
          retry: "always",
          hint: "run the same command again to resume",
        },
      );
    }
  }

  /** Waits before the next try, or throws what can't be helped. */
  async #recover(error: unknown, failures: number, handle: FileHandle): Promise<void> {
    if (!(error instanceof RegistryError)) throw error;
    const rangeRefused = error.status === 416 && this.#length > 0;
    if (rangeRefused) await this.#startOver(handle);
    const worthATry = rangeRefused || error.retry === "always" || (error.retry === "midway" && this.#length > 0);
    if (!worthATry || failures >= this.#client.retry.attempts) throw error;
    this.#report("retrying", { message: error.message });
    await pause(backoffMs(this.#client.retry, failures, error.retryAfterMs), this.#options.signal, this.#doing);
  }

  async #isPresent(): Promise<boolean> {
    try {
      const found = await stat(this.#target);
      return found.isFile() && found.size === this.#descriptor.size;
    } catch (error) {
      if (hasErrno(error, "ENOENT", "ENOTDIR")) return false;
      throw error;
    }
  }

  #exists(): DownloadedBlob {
    this.#report("exists", { current: this.#descriptor.size });
    return { path: this.#target, fetched: false };
  }

  #report(
    phase: DownloadProgress["phase"],
    details: { current?: number; message?: string; throttled?: boolean } = {},
  ): void {
    const now = Date.now();
    if (details.throttled === true && now - this.#lastProgressMs < progressIntervalMs) return;
    this.#lastProgressMs = now;
    const { message } = details;
    this.#options.onProgress?.({
      layer: this.#descriptor.digest,
      phase,
      current: details.current ?? this.#length,
      total: this.#descriptor.size,
      ...(message === undefined ? {} : { message }),
    });
  }
}

function isNoSpace(error: unknown): boolean {
  return hasErrno(error, "ENOSPC", "EDQUOT") || (error instanceof TsRunError && error.code === "ERR_NO_SPACE");
}

// flock is between open files, so two downloads of one process would depend on how the lock waits; they queue here first.
const turns = new Map<string, Promise<void>>();

async function takeTurn(key: string): Promise<() => void> {
  const previous = turns.get(key) ?? Promise.resolve();
  let finish = (): void => undefined;
  const mine = previous.then(() => new Promise<void>((resolve) => (finish = resolve)));
  turns.set(key, mine);
  await previous;
  return () => {
    finish();
    if (turns.get(key) === mine) turns.delete(key);
  };
}

/** Appends all of `chunk`; a write may be short (a signal, a nearly full disk). */
async function writeAll(handle: FileHandle, chunk: Buffer): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.length - done);
    done += bytesWritten;
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
