// A blob on its way: the bytes that are on disk, and the digest state over exactly these.

import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open, rename } from "node:fs/promises";
import path from "node:path";

const readBytes = 1 << 20;

export class PartialFile {
  readonly path: string;
  /** Bytes that were there when it was opened. */
  readonly found: number;
  readonly #algorithm: string;
  readonly #handle: FileHandle;
  #hash: Hash;
  #length = 0;
  #restored = false;

  private constructor(file: string, algorithm: string, handle: FileHandle, found: number) {
    this.path = file;
    this.found = found;
    this.#algorithm = algorithm;
    this.#handle = handle;
    this.#hash = createHash(algorithm);
  }

  /** Creates the file, or opens what an earlier try, perhaps of another process, left behind. */
  static async open(file: string, algorithm: string): Promise<PartialFile> {
    const handle = await open(file, "a+", 0o600);
    const { size } = await handle.stat();
    return new PartialFile(file, algorithm, handle, size);
  }

  get length(): number {
    return this.#length;
  }

  /** Some bytes were on disk before: if the digest is wrong in the end, they may be why. */
  get restored(): boolean {
    return this.#restored;
  }

  /** Hashes what is on disk, so that the rest can follow; more than `maxBytes` can't be part of the blob and goes. */
  async restore(maxBytes: number, signal: AbortSignal): Promise<void> {
    if (this.found > maxBytes) return this.clear();
    const buffer = Buffer.allocUnsafe(Math.min(readBytes, this.found));
    while (this.#length < this.found) {
      signal.throwIfAborted();
      const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, this.#length);
      if (bytesRead === 0) break;
      this.#hash.update(buffer.subarray(0, bytesRead));
      this.#length += bytesRead;
    }
    this.#restored = this.#length > 0;
  }

  async clear(): Promise<void> {
    await this.#handle.truncate(0);
    this.#length = 0;
    this.#hash = createHash(this.#algorithm);
    this.#restored = false;
  }

  async append(chunk: Buffer): Promise<void> {
    const written = this.#write(chunk); // the disk works while we hash
    this.#hash.update(chunk);
    await written;
    this.#length += chunk.length;
  }

  /** Ends the digest: after this there is only clear() or moveTo(). */
  digest(): string {
    return `${this.#algorithm}:${this.#hash.digest("hex")}`;
  }

  /** Makes the content durable before it gets its name, and then the name. */
  async moveTo(target: string): Promise<void> {
    await this.#handle.chmod(0o644);
    await this.#handle.sync();
    await rename(this.path, target);
    const directory = await open(path.dirname(target), "r");
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  /** A write may be short (a nearly full disk), and the next one then says why. */
  async #write(chunk: Buffer): Promise<void> {
    for (let done = 0; done < chunk.length; ) {
      const { bytesWritten } = await this.#handle.write(chunk, done, chunk.length - done);
      done += bytesWritten;
    }
  }
}
