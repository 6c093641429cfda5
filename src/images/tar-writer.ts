// The outer archive of `save`: plain files in ustar form, to a descriptor that may be a pipe.

import fs from "node:fs";
import { hasErrno, TsRunError } from "../base/index.ts";

const blockSize = 512;

export class TarWriter {
  readonly #fd: number;
  readonly #signal: AbortSignal;
  readonly #directories = new Set<string>();

  constructor(fd: number, signal: AbortSignal) {
    this.#fd = fd;
    this.#signal = signal;
  }

  async addBytes(name: string, bytes: Uint8Array): Promise<void> {
    await this.addStream(name, bytes.length, [bytes]);
  }

  /** `chunks` must bring exactly `size` bytes. */
  async addStream(name: string, size: number, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    await this.#addParents(name);
    await this.#write(header(name, size, "0", 0o644));
    let written = 0;
    for await (const chunk of chunks) {
      written += chunk.length;
      await this.#write(chunk);
    }
    if (written !== size)
      throw new TsRunError("ERR_CORRUPT_STATE", `save ${name}: ${written} bytes instead of ${size}`);
    const rest = size % blockSize;
    if (rest !== 0) await this.#write(Buffer.alloc(blockSize - rest));
  }

  async end(): Promise<void> {
    await this.#write(Buffer.alloc(2 * blockSize));
  }

  async #addParents(name: string): Promise<void> {
    const parts = name.split("/").slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const directory = `${parts.slice(0, depth).join("/")}/`;
      if (this.#directories.has(directory)) continue;
      this.#directories.add(directory);
      await this.#write(header(directory, 0, "5", 0o755));
    }
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      if (this.#signal.aborted) throw new TsRunError("ERR_CANCELLED", "save image: cancelled");
      try {
        done += await new Promise<number>((resolve, reject) => {
          fs.write(this.#fd, bytes, done, bytes.length - done, null, (error, count) =>
            error ? reject(error) : resolve(count),
          );
        });
      } catch (error) {
        if (hasErrno(error, "EPIPE"))
          throw new TsRunError("ERR_CANCELLED", "save image: the reader of the output is gone", { cause: error });
        if (hasErrno(error, "ENOSPC", "EDQUOT"))
          throw new TsRunError("ERR_NO_SPACE", "save image: no space left for the archive", { cause: error });
        if (!hasErrno(error, "EAGAIN")) throw error;
        await new Promise((resolve) => setTimeout(resolve, 5)); // a non-blocking pipe that is full
      }
    }
  }
}

/** Times are zero: the same images make the same archive. */
function header(name: string, size: number, type: "0" | "5", mode: number): Buffer {
  const block = Buffer.alloc(blockSize);
  block.write(name, 0, 100, "utf8"); // all our names are short: blobs/sha256/<hex>
  block.write(`${mode.toString(8).padStart(7, "0")}\0`, 100);
  block.write("0000000\0", 108);
  block.write("0000000\0", 116);
  if (size < 8 ** 11) block.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  else {
    block.writeUInt8(0x80, 124);
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write("00000000000\0", 136);
  block.write("        ", 148);
  block.write(type, 156);
  block.write("ustar\0" + "00", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}
