// /etc/passwd and /etc/group of an image, kept beside its record: every `run` asks for them, and looking into several
// layers takes a mount. An image id stands for its content, so what was read once stays true.

import fs from "node:fs";
import path from "node:path";
import { hasErrno, writeFileAtomicSync } from "../base/index.ts";

const names = ["/etc/passwd", "/etc/group"] as const;
const maxKeptBytes = 256 * 1024;
type Kept = Partial<Record<string, string | null>>; // base64; null: the image has no such file

export class AccountFiles {
  readonly #file: string;
  #kept: Kept | undefined;

  /** `file`: where they are kept. */
  constructor(file: string) {
    this.#file = file;
  }

  static has(name: string): boolean {
    return (names as readonly string[]).includes(name);
  }

  /** The kept content, or what `read` finds, which is then kept. */
  get(name: string, read: (name: string) => Buffer | undefined): Buffer | undefined {
    this.#kept ??= this.#load() ?? this.#fill(read);
    const kept = this.#kept[name];
    if (kept === undefined) return read(name); // too large to keep
    return kept === null ? undefined : Buffer.from(kept, "base64");
  }

  #load(): Kept | undefined {
    try {
      return JSON.parse(fs.readFileSync(this.#file, "utf8")) as Kept;
    } catch (error) {
      if (hasErrno(error, "ENOENT") || error instanceof SyntaxError) return undefined; // it can be read from the image again
      throw error;
    }
  }

  #fill(read: (name: string) => Buffer | undefined): Kept {
    const kept: Kept = {};
    for (const name of names) {
      const content = read(name);
      if (content === undefined) kept[name] = null;
      else if (content.length <= maxKeptBytes) kept[name] = content.toString("base64");
    }
    if (fs.existsSync(path.dirname(this.#file))) {
      writeFileAtomicSync(this.#file, JSON.stringify(kept), { mode: 0o600, durable: false });
    }
    return kept;
  }
}
