// Unpacked layers on disk: <root>/snapshots/<chain id>/{fs,meta.json}, committed once by one rename, shared by every
// image whose layers up to there are the same. Whoever holds a chain's lock may remove its half-made directory.

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { hasErrno, TsRunError, writeFileAtomicSync } from "../base/index.ts";
import type { Mount } from "../plan/index.ts";
import { inheritDirectories } from "./inherit-directories.ts";
import { hostLayerSyscalls, type LayerSyscalls } from "./layer-syscalls.ts";
import type { LayerBounds } from "./layer-writer.ts";
import { Slots } from "./slots.ts";
import { tryWithLock, withLock } from "./store-lock.ts";
import { unpackLayer } from "./unpack.ts";

export interface SnapshotMeta {
  readonly version: 1;
  readonly chainId: string;
  readonly diffId: string;
  /** File contents in bytes, as `images` shows them. */
  readonly bytes: number;
  readonly entries: number;
  /** Hides all layers below. */
  readonly opaqueRoot: boolean;
  readonly createdAt: string;
}

export interface LayerSource {
  readonly blobPath: string;
  readonly diffId: string;
  /** Settles when the blob is there, for layers that are still being downloaded. */
  readonly ready?: Promise<unknown>;
}

export interface PrepareOptions<Source extends LayerSource = LayerSource> {
  readonly signal?: AbortSignal;
  readonly bounds?: LayerBounds;
  /** Layers unpacked at once; default 2. */
  readonly parallel?: number;
  readonly onProgress?: (layer: Source, bytes: number) => void;
  /** Committed, or there already. */
  readonly onDone?: (layer: Source) => void;
}

/** A container's own layer; containers/ makes both directories. */
export interface WritableLayer {
  readonly upperDir: string;
  readonly workDir: string;
  /** "volatile" ... */
  readonly options?: readonly string[];
}

interface LayerTask {
  readonly signal: AbortSignal;
  readonly bounds?: LayerBounds;
  readonly onProgress: (bytes: number) => void;
  readonly slots: Slots;
  readonly below: Promise<void>;
  readonly index: number;
  readonly chainIds: readonly string[];
}

const temporaryPrefix = ".tmp-";
const removedPrefix = ".removed-";

/** chainID as image-spec config.md defines it; `parent` is the chainID below. */
export function chainIdOf(parent: string | undefined, diffId: string): string {
  if (parent === undefined) return diffId;
  return `sha256:${createHash("sha256").update(`${parent} ${diffId}`).digest("hex")}`;
}

/** chainIDs of all layers, bottom first. */
export function chainIdsOf(diffIds: readonly string[]): string[] {
  const chain: string[] = [];
  for (const diffId of diffIds) chain.push(chainIdOf(chain.at(-1), diffId));
  return chain;
}

export class SnapshotStore {
  readonly #directory: string;
  readonly #locks: string;
  readonly #syscalls: LayerSyscalls;

  constructor(root: string, syscalls: LayerSyscalls = hostLayerSyscalls) {
    this.#directory = path.join(root, "snapshots");
    this.#locks = path.join(this.#directory, ".locks");
    this.#syscalls = syscalls;
  }

  /** Directory of an unpacked layer: an overlay lowerdir. */
  fsDir(chainId: string): string {
    return path.join(this.#pathOf(chainId), "fs");
  }

  has(chainId: string): boolean {
    return fs.existsSync(path.join(this.#pathOf(chainId), "meta.json"));
  }

  /**
   * Unpacks `layers` (bottom first) that are not there yet, two at a time; each is committed as soon as it and
   * everything below it is. Returns the chainIDs. Idempotent, and safe beside other processes.
   */
  async prepare<Source extends LayerSource>(
    layers: readonly Source[],
    options: PrepareOptions<Source> = {},
  ): Promise<string[]> {
    const chainIds = chainIdsOf(layers.map((layer) => layer.diffId));
    const stop = new AbortController();
    const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
    const slots = new Slots(options.parallel ?? 2);
    let below: Promise<void> = Promise.resolve();
    let failure: { error: unknown } | undefined;
    const commits = layers.map((layer, index) => {
      const { bounds, onDone } = options;
      const onProgress = (bytes: number): void => options.onProgress?.(layer, bytes);
      const task: LayerTask = { signal, slots, below, index, chainIds, onProgress, ...(bounds ? { bounds } : {}) };
      const commit = this.#prepareLayer(layer, task).then(() => onDone?.(layer));
      below = commit;
      return commit.catch((error: unknown) => {
        failure ??= { error }; // what the others say after being stopped is not the cause
        stop.abort();
      });
    });
    await Promise.all(commits);
    if (failure !== undefined) throw failure.error;
    return chainIds;
  }

  // A layer waits for its lock, its bytes, a slot and the commit of the layer below, in this order. Everybody waits for
  // lower layers only, so two processes that pull the same image can't wait for each other.
  async #prepareLayer(layer: LayerSource, task: LayerTask): Promise<void> {
    const chainId = task.chainIds[task.index] ?? layer.diffId;
    // A failure below fails this one too; until then nobody looks at the promise.
    task.below.catch(() => undefined);
    if (this.has(chainId)) return;
    fs.mkdirSync(this.#locks, { recursive: true, mode: 0o700 });
    await withLock(this.#lockOf(chainId), task.signal, async () => {
      if (this.has(chainId)) return;
      await layer.ready;
      const temporary = path.join(this.#directory, temporaryPrefix + hexOf(chainId));
      fs.rmSync(temporary, { recursive: true, force: true }); // left by a process that died
      try {
        await this.#unpack(layer, temporary, task);
        fs.rmSync(this.#pathOf(chainId), { recursive: true, force: true });
        fs.renameSync(temporary, this.#pathOf(chainId));
      } catch (error) {
        fs.rmSync(temporary, { recursive: true, force: true });
        throw error;
      }
    });
  }

  /** What is enough to mount the layers (bottom first) as a rootfs. Without `writable` it is read-only. */
  mountFor(chainIds: readonly string[], writable?: WritableLayer): Mount {
    const lowerDirs = this.lowerDirs(chainIds);
    if (writable !== undefined) {
      const { upperDir, workDir, options = [] } = writable;
      return { type: "overlay", source: "overlay", lowerDirs, upperDir, workDir, options };
    }
    const [only] = lowerDirs;
    if (only !== undefined && lowerDirs.length === 1) return { type: "bind", source: only, options: ["ro"] };
    return { type: "overlay", source: "overlay", lowerDirs, options: ["ro"] };
  }

  /** Topmost first; what an opaque layer hides is left out. */
  lowerDirs(chainIds: readonly string[]): string[] {
    const lowerDirs: string[] = [];
    for (const chainId of [...chainIds].reverse()) {
      const { opaqueRoot } = this.meta(chainId);
      lowerDirs.push(this.fsDir(chainId));
      if (opaqueRoot) break;
    }
    return lowerDirs;
  }

  /** Throws ERR_NOT_FOUND for a layer that is not unpacked. */
  meta(chainId: string): SnapshotMeta {
    const file = path.join(this.#pathOf(chainId), "meta.json");
    try {
      return JSON.parse(fs.readFileSync(file, "utf8")) as SnapshotMeta;
    } catch (error) {
      if (hasErrno(error, "ENOENT"))
        throw new TsRunError("ERR_NOT_FOUND", `look up snapshot ${chainId}: it is not unpacked`, {
          hint: "pull or load the image again",
        });
      throw new TsRunError("ERR_CORRUPT_STATE", `read ${file}: it is not JSON`, {
        cause: error,
        hint: "remove the snapshot's directory and pull the image again",
      });
    }
  }

  list(): string[] {
    return this.#names()
      .filter((name) => /^[0-9a-f]{64}$/.test(name))
      .map((name) => `sha256:${name}`);
  }

  usage(chainIds: readonly string[]): number {
    return chainIds.reduce((total, chainId) => total + this.meta(chainId).bytes, 0);
  }

  /** Removes a layer; the caller knows that nothing uses it. The name goes at once, the files after. */
  async remove(chainId: string): Promise<void> {
    if (!fs.existsSync(this.#pathOf(chainId))) return;
    await withLock(this.#lockOf(chainId), undefined, async () => {
      const doomed = path.join(this.#directory, removedPrefix + hexOf(chainId));
      fs.rmSync(doomed, { recursive: true, force: true });
      try {
        fs.renameSync(this.#pathOf(chainId), doomed);
      } catch (error) {
        if (hasErrno(error, "ENOENT")) return;
        throw error;
      }
      await fs.promises.rm(doomed, { recursive: true, force: true });
    });
  }

  /** Removes what killed processes left half made or half removed. Never waits for a living one. */
  async collectGarbage(): Promise<string[]> {
    const removed: string[] = [];
    for (const name of this.#names()) {
      const prefix = [temporaryPrefix, removedPrefix].find((candidate) => name.startsWith(candidate));
      if (prefix === undefined) continue;
      const lock = path.join(this.#locks, name.slice(prefix.length));
      fs.mkdirSync(this.#locks, { recursive: true, mode: 0o700 });
      const done = await tryWithLock(lock, () =>
        fs.promises.rm(path.join(this.#directory, name), { recursive: true, force: true }),
      );
      if (done) removed.push(name);
    }
    return removed;
  }

  async #unpack(layer: LayerSource, temporary: string, task: LayerTask): Promise<void> {
    const target = path.join(temporary, "fs");
    fs.mkdirSync(temporary, { mode: 0o700 });
    fs.mkdirSync(target, { mode: 0o755 });
    fs.chmodSync(target, 0o755); // whatever the umask and a setgid parent made of it
    const { signal, bounds, slots, onProgress } = task;
    const { blobPath, diffId } = layer;
    const syscalls = this.#syscalls;
    const result = await slots.run(() =>
      unpackLayer({ blobPath, diffId, target, syscalls, signal, onProgress, ...(bounds ? { bounds } : {}) }),
    );
    await task.below;
    const below = task.chainIds.slice(0, task.index).reverse();
    const lowerDirs = below.map((chainId) => this.fsDir(chainId));
    inheritDirectories({
      target,
      directories: result.implicitDirectories,
      lowerDirs: result.opaqueRoot ? [] : lowerDirs,
    });
    const meta: SnapshotMeta = {
      version: 1,
      chainId: task.chainIds[task.index] ?? diffId,
      diffId,
      bytes: result.bytes,
      entries: result.entries,
      opaqueRoot: result.opaqueRoot,
      createdAt: new Date().toISOString(),
    };
    writeFileAtomicSync(path.join(temporary, "meta.json"), `${JSON.stringify(meta)}\n`, { durable: false });
  }

  #names(): string[] {
    try {
      return fs.readdirSync(this.#directory);
    } catch (error) {
      if (hasErrno(error, "ENOENT")) return [];
      throw error;
    }
  }

  #pathOf(chainId: string): string {
    return path.join(this.#directory, hexOf(chainId));
  }

  #lockOf(chainId: string): string {
    return path.join(this.#locks, hexOf(chainId));
  }
}

function hexOf(chainId: string): string {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(chainId)?.[1];
  if (hex === undefined)
    throw new TsRunError("ERR_INVALID_SPEC", `read layer id ${JSON.stringify(chainId)}: it is not a sha256 digest`);
  return hex;
}
