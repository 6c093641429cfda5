// What containers have written into their own layers. Counted in the background by walking the directory, at most every
// ten seconds and one walk at a time: a container with a million files must not keep anybody's statistics waiting.

import { lstat, readdir } from "node:fs/promises";
import { hasErrno } from "../base/index.ts";

export interface LayerUsage {
  readonly bytes: number;
  readonly inodes: number;
  readonly atMs: number;
}

const STALE_MS = 10_000;
/** How long who asks first waits for the first count. */
const PATIENCE_MS = 20;

export class LayerUsages {
  readonly #known = new Map<string, LayerUsage>();
  readonly #counting = new Map<string, Promise<void>>();
  #queue: Promise<void> = Promise.resolve();

  /** The last count, and a new one begun when it is old; zeros until there is one. */
  async of(id: string, directory: string): Promise<LayerUsage> {
    const known = this.#known.get(id);
    if (known === undefined || Date.now() - known.atMs > STALE_MS) {
      const counted = this.#count(id, directory);
      if (known === undefined) await Promise.race([counted, patience()]);
    }
    return this.#known.get(id) ?? { bytes: 0, inodes: 0, atMs: Date.now() };
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  #count(id: string, directory: string): Promise<void> {
    const running = this.#counting.get(id);
    if (running) return running;
    const counted = this.#queue
      .then(() => countTree(directory))
      .then((usage) => {
        this.#known.set(id, usage);
      })
      .catch(() => undefined) // it went while we looked
      .finally(() => this.#counting.delete(id));
    this.#queue = counted;
    this.#counting.set(id, counted);
    return counted;
  }
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
}

/** As du counts: blocks, each file once however many names it has. */
async function countTree(directory: string): Promise<LayerUsage> {
  const seen = new Set<number>();
  let bytes = 0;
  const pending = [directory];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const stat = await lstat(path).catch(ignoreGone);
    if (stat === undefined || seen.has(stat.ino)) continue;
    seen.add(stat.ino);
    bytes += stat.blocks * 512;
    if (!stat.isDirectory()) continue;
    const names = (await readdir(path).catch(ignoreGone)) ?? [];
    for (const name of names) pending.push(`${path}/${name}`);
  }
  return { bytes, inodes: seen.size, atMs: Date.now() };
}

function ignoreGone(error: unknown): undefined {
  if (hasErrno(error, "ENOENT", "ENOTDIR")) return undefined;
  throw error;
}
