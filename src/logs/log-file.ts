// One log file, held open: a rename (rotation) changes its name, not what we read.

import { type FileHandle, open } from "node:fs/promises";
import { hasErrno } from "../base/index.ts";

const BLOCK_BYTES = 256 * 1024;
const NEWLINE = 0x0a;

export class LogFile {
  readonly #handle: FileHandle;
  /** Device and inode, by which a renamed file is recognised. */
  readonly identity: string;
  #position = 0;
  /** The beginning of a record whose newline is not written yet. */
  #torn: Buffer = Buffer.alloc(0);

  private constructor(handle: FileHandle, identity: string) {
    this.#handle = handle;
    this.identity = identity;
  }

  /** Undefined when there is no such file (any more). */
  static async open(path: string): Promise<LogFile | undefined> {
    let handle: FileHandle;
    try {
      handle = await open(path, "r");
    } catch (error) {
      if (hasErrno(error, "ENOENT", "ENOTDIR")) return undefined;
      throw error;
    }
    const { dev, ino } = await handle.stat();
    return new LogFile(handle, `${dev}:${ino}`);
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async size(): Promise<number> {
    return (await this.#handle.stat()).size;
  }

  seek(position: number): void {
    this.#position = position;
    this.#torn = Buffer.alloc(0);
  }

  /** Complete records, each with its newline, from the current position up to the end of the file as it is now; a block's worth at a time. */
  async *records(): AsyncGenerator<Buffer[]> {
    if ((await this.size()) < this.#position) this.seek(0); // truncated: what is there now is new
    for (;;) {
      const block = Buffer.allocUnsafe(BLOCK_BYTES);
      const { bytesRead } = await this.#handle.read(block, 0, BLOCK_BYTES, this.#position);
      if (bytesRead === 0) return;
      this.#position += bytesRead;
      const read = block.subarray(0, bytesRead);
      const data = this.#torn.length > 0 ? Buffer.concat([this.#torn, read]) : read;
      const records: Buffer[] = [];
      let start = 0;
      for (let end = data.indexOf(NEWLINE); end >= 0; end = data.indexOf(NEWLINE, start)) {
        records.push(data.subarray(start, end + 1));
        start = end + 1;
      }
      this.#torn = data.subarray(start);
      yield records;
    }
  }

  /** Records without their newlines, last first, reading blocks backwards. */
  async *recordsBackwards(): AsyncGenerator<{ record: Buffer; offset: number }> {
    let position = await this.size();
    let rest: Buffer = Buffer.alloc(0); // bytes from `position` up to a record that was already given
    let complete = false; // whether `rest` ends where a record ends
    while (position > 0) {
      const length = Math.min(BLOCK_BYTES, position);
      position -= length;
      const block = Buffer.allocUnsafe(length);
      const { bytesRead } = await this.#handle.read(block, 0, length, position);
      if (bytesRead < length) return; // truncated under our hands
      rest = Buffer.concat([block, rest]);
      for (let at = rest.lastIndexOf(NEWLINE); at >= 0; at = rest.lastIndexOf(NEWLINE)) {
        if (complete) yield { record: rest.subarray(at + 1), offset: position + at + 1 };
        complete = true; // behind the last newline of the file stands at most a torn record
        rest = rest.subarray(0, at);
      }
    }
    if (complete) yield { record: rest, offset: 0 };
  }
}
