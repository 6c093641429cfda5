// One blob from a registry into the content store: resumable (also by another process after a kill -9), verified before
// it gets its name, fetched by one process at a time.

import { mkdir, rm, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { hasErrno, messageOf, TsRunError } from "../base/index.ts";
import { algorithmOf, type Expected, wrongDigest, wrongSize } from "./body.ts";
import type { RegistryClient } from "./client.ts";
import { PartialFile } from "./partial-file.ts";
import type { Reference } from "./reference.ts";
import { cancelled, RegistryError } from "./registry-error.ts";
import { backoffMs, pause } from "./retry.ts";
import { takeTurn } from "./turns.ts";

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
  readonly #partialPath: string;
  readonly #doing: string;
  #lastProgressMs = 0;
  #partial: PartialFile | undefined;

  constructor(client: RegistryClient, reference: Reference, descriptor: Expected, options: DownloadOptions) {
    this.#client = client;
    this.#reference = reference;
    this.#descriptor = descriptor;
    this.#options = options;
    this.#algorithm = algorithmOf(descriptor.digest);
    this.#target = blobPath(options.storeDir, descriptor.digest);
    this.#partialPath = path.join(options.storeDir, "ingest", `${descriptor.digest.replace(":", "-")}.partial`);
    this.#doing = `downloading ${descriptor.digest} from ${reference.domain}/${reference.repository}`;
  }

  async run(): Promise<DownloadedBlob> {
    if (await this.#isPresent()) return this.#exists();
    await mkdir(path.dirname(this.#target), { recursive: true });
    await mkdir(path.dirname(this.#partialPath), { recursive: true });
    this.#report("waiting");
    const lock = await this.#lock();
    try {
      if (await this.#isPresent()) {
        await rm(this.#partialPath, { force: true });
        return this.#exists();
      }
      await this.#fetch();
    } catch (error) {
      // A full disk hurts the whole host, so then nothing is kept for later, neither here nor by the downloads beside us.
      if (isNoSpace(error) || isNoSpace(this.#options.signal.reason)) await rm(this.#partialPath, { force: true });
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
    const file = path.join(path.dirname(this.#partialPath), `lock-${shard}`);
    const releaseTurn = await takeTurn(file, this.#options.signal);
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
    const partial = await PartialFile.open(this.#partialPath, this.#algorithm);
    this.#partial = partial;
    try {
      if (partial.found > 0) this.#report("verifying");
      await partial.restore(this.#descriptor.size, this.#options.signal);
      await this.#checkSpace(partial);
      while (!(await this.#fillAndVerify(partial))) await partial.clear();
      await partial.moveTo(this.#target);
    } finally {
      await partial.close();
    }
  }

  /** Better to say so before the download than at its end. */
  async #checkSpace(partial: PartialFile): Promise<void> {
    const { bavail, bsize } = await statfs(this.#options.storeDir);
    const missing = this.#descriptor.size - partial.length;
    if (bavail * bsize < missing)
      throw Object.assign(new Error("not enough space for what is missing"), { code: "ENOSPC" });
  }

  /** False when the digest came out wrong and old bytes on disk may be to blame. */
  async #fillAndVerify(partial: PartialFile): Promise<boolean> {
    for (let failures = 0; partial.length < this.#descriptor.size; ) {
      const before = partial.length;
      try {
        await this.#receive(partial);
      } catch (error) {
        const progressed = partial.length - before >= worthwhileBytes;
        failures = progressed ? 1 : failures + 1;
        await this.#recover(error, failures, partial);
      }
    }
    const actual = partial.digest();
    if (actual === this.#descriptor.digest) return true;
    if (!partial.restored) {
      await rm(this.#partialPath, { force: true });
      throw wrongDigest(this.#doing, this.#descriptor, actual);
    }
    this.#report("retrying", { message: "what was on disk from an earlier download is not part of it; starting over" });
    return false;
  }

  /** One request, from where we are to the end or the first trouble. */
  async #receive(partial: PartialFile): Promise<void> {
    const { signal } = this.#options;
    this.#report("downloading");
    const blob = await this.#client.openRawBlob(this.#reference, this.#descriptor, { offset: partial.length, signal });
    if (blob.offset !== partial.length) await partial.clear();
    for await (const chunk of blob.chunks) {
      if (partial.length + chunk.length > this.#descriptor.size) {
        await rm(this.#partialPath, { force: true });
        throw wrongSize(this.#doing, this.#descriptor, partial.length + chunk.length);
      }
      await partial.append(chunk);
      this.#report("downloading", { throttled: true });
    }
    if (partial.length < this.#descriptor.size) {
      throw new RegistryError(
        "ERR_NETWORK",
        `${this.#doing}: the connection ended after ${partial.length} of ${this.#descriptor.size} bytes`,
        {
          retry: "always",
          hint: "run the same command again to resume",
        },
      );
    }
  }

  /** Waits before the next try, or throws what can't be helped. */
  async #recover(error: unknown, failures: number, partial: PartialFile): Promise<void> {
    if (!(error instanceof RegistryError)) throw error;
    const rangeRefused = error.status === 416 && partial.length > 0;
    if (rangeRefused) await partial.clear();
    const worthATry = rangeRefused || error.retry === "always" || (error.retry === "midway" && partial.length > 0);
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
      current: details.current ?? this.#partial?.length ?? 0,
      total: this.#descriptor.size,
      ...(message === undefined ? {} : { message }),
    });
  }
}

function isNoSpace(error: unknown): boolean {
  return hasErrno(error, "ENOSPC", "EDQUOT") || (error instanceof TsRunError && error.code === "ERR_NO_SPACE");
}
