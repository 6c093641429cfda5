// What a running pull or load is about to use must survive a prune beside it. A lease is a file that names the blobs and
// layers, locked as long as its process lives; an unlocked one is a dead process's and does not count.

import fs from "node:fs";
import path from "node:path";
import { hasErrno, writeFileAtomicSync } from "../base/index.ts";
import type { FileLock } from "../native/index.ts";
import { lockFile, tryWithLock } from "../snapshots/index.ts";

export interface Lease {
  /** Adds to what is protected; only what is looked up afterwards is sure to stay. */
  protect(names: readonly string[]): Promise<void>;
  release(): Promise<void>;
}

export class Leases {
  readonly #directory: string;

  constructor(ingestDir: string) {
    this.#directory = path.join(ingestDir, "leases");
  }

  /** `locked` runs an action under the store's lock, so that a prune sees a protection or is over before it. */
  async take(
    name: string,
    locked: (action: () => Promise<void>) => Promise<void>,
    signal: AbortSignal,
  ): Promise<Lease> {
    fs.mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const file = path.join(this.#directory, name);
    let lock: FileLock | undefined;
    await locked(async () => {
      lock = await lockFile(`${file}.lock`, { signal });
    });
    const all = new Set<string>();
    return {
      protect: (names) =>
        locked(async () => {
          for (const entry of names) all.add(entry);
          writeFileAtomicSync(file, JSON.stringify([...all]), { durable: false });
        }),
      release: async () => {
        fs.rmSync(file, { force: true });
        lock?.release();
        fs.rmSync(`${file}.lock`, { force: true });
      },
    };
  }

  /** Digests and chainIDs that living processes protect. Removes the leases of dead ones. */
  async protectedNames(): Promise<Set<string>> {
    const names = new Set<string>();
    for (const name of this.#list()) {
      const file = path.join(this.#directory, name);
      const dead = await tryWithLock(`${file}.lock`, async () => {
        fs.rmSync(file, { force: true });
        fs.rmSync(`${file}.lock`, { force: true });
      });
      if (dead) continue;
      for (const entry of readLease(file)) names.add(entry);
    }
    return names;
  }

  /** True while any pull or load is alive. */
  async anyAlive(): Promise<boolean> {
    await this.protectedNames();
    return this.#list().length > 0;
  }

  #list(): string[] {
    try {
      const names = fs.readdirSync(this.#directory).map((name) => name.replace(/\.lock$/, ""));
      return [...new Set(names)].filter((name) => !name.startsWith("."));
    } catch (error) {
      if (hasErrno(error, "ENOENT")) return [];
      throw error;
    }
  }
}

function readLease(file: string): string[] {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as string[];
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return []; // taken, nothing protected yet
    throw error;
  }
}
