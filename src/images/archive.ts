// An image archive (a tar of JSON documents and layer blobs) spread out as plain files: only regular files come out, under
// names of our own, each hashed while it is written. Links inside the archive are resolved by name, never on disk.

import { createHash, type Hash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { hasErrno, TsRunError } from "../base/index.ts";
import { compressionOf, decompressed, type TarEntry, type TarHandler, TarReader } from "../snapshots/index.ts";
import { invalid } from "./documents.ts";

export interface ArchiveFile {
  readonly path: string;
  readonly digest: string;
  readonly size: number;
}

const maxFiles = 10_000;
const maxBytes = 256 * 1024 ** 3;

export class ExtractedArchive {
  readonly #files = new Map<string, ArchiveFile>();
  readonly #links = new Map<string, string>();

  add(name: string, file: ArchiveFile): void {
    this.#files.set(name, file);
  }

  addLink(name: string, target: string): void {
    this.#links.set(name, target);
  }

  find(name: string): ArchiveFile | undefined {
    let current = path.posix.normalize(name);
    for (let hops = 0; hops < 10; hops += 1) {
      const file = this.#files.get(current);
      if (file !== undefined) return file;
      const target = this.#links.get(current);
      if (target === undefined) return undefined;
      current = target;
    }
    return undefined;
  }
}

/** `directory` exists and is empty; the caller removes it. */
export async function extractArchive(input: AsyncIterable<Buffer>, directory: string): Promise<ExtractedArchive> {
  const archive = new ExtractedArchive();
  const extractor = new Extractor(directory, archive);
  try {
    const reader = new TarReader(extractor);
    for await (const chunk of input) reader.push(chunk);
    reader.finish();
  } finally {
    extractor.close();
  }
  return archive;
}

/** Uncompressed bytes of a descriptor that may not be seekable (a pipe). It stays open, whatever happens. */
export async function* readArchive(inputFd: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  const chunks = readDescriptor(inputFd, signal);
  const first = await chunks.next();
  if (first.done === true) {
    throw invalid("image archive", "the input is empty");
  }
  const whole = prepend(first.value, chunks);
  const compression = compressionOf(first.value);
  if (compression === "none") yield* whole;
  else yield* decompressed(Readable.from(whole, { objectMode: false }), compression, "load image archive");
}

// Not a ReadStream: destroying one closes its descriptor even with autoClose off, and this one belongs to the caller.
async function* readDescriptor(fd: number, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  for (;;) {
    if (signal.aborted) throw new TsRunError("ERR_CANCELLED", "load image: cancelled");
    const buffer = Buffer.allocUnsafe(256 * 1024);
    const count = await new Promise<number>((resolve, reject) => {
      fs.read(fd, buffer, 0, buffer.length, null, (error, bytes) => {
        if (error === null) resolve(bytes);
        else if (hasErrno(error, "EAGAIN")) setTimeout(resolve, 5, -1);
        else reject(error);
      });
    });
    if (count === 0) return;
    if (count > 0) yield buffer.subarray(0, count);
  }
}

async function* prepend(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

class Extractor implements TarHandler {
  readonly #directory: string;
  readonly #archive: ExtractedArchive;
  #count = 0;
  #total = 0;
  #current: { name: string; path: string; fd: number; hash: Hash; size: number } | undefined;

  constructor(directory: string, archive: ExtractedArchive) {
    this.#directory = directory;
    this.#archive = archive;
  }

  entry(entry: TarEntry): void {
    this.#count += 1;
    const name = memberName(entry.name, entry.name);
    if (this.#count > maxFiles) throw refused(name, `the archive has more than ${maxFiles} files`);
    if (entry.type === "symlink")
      this.#archive.addLink(name, memberName(path.posix.join(path.posix.dirname(name), entry.linkName), entry.name));
    else if (entry.type === "hardlink") this.#archive.addLink(name, memberName(entry.linkName, entry.name));
    else if (entry.type === "file") this.#open(name);
    else if (entry.type !== "directory") throw refused(name, `an image archive holds no ${entry.type} files`);
  }

  data(chunk: Buffer): void {
    this.#total += chunk.length;
    const current = this.#current;
    if (current === undefined) return;
    if (this.#total > maxBytes) throw refused(current.name, `the archive is larger than ${maxBytes} bytes`);
    current.hash.update(chunk);
    current.size += chunk.length;
    for (let done = 0; done < chunk.length; ) done += fs.writeSync(current.fd, chunk, done);
  }

  end(): void {
    const current = this.#current;
    if (current === undefined) return;
    this.close();
    const { name, path: file, size, hash } = current;
    this.#archive.add(name, { path: file, size, digest: `sha256:${hash.digest("hex")}` });
  }

  close(): void {
    if (this.#current !== undefined) fs.closeSync(this.#current.fd);
    this.#current = undefined;
  }

  #open(name: string): void {
    const file = path.join(this.#directory, String(this.#count));
    this.#current = { name, path: file, fd: fs.openSync(file, "wx", 0o644), hash: createHash("sha256"), size: 0 };
  }
}

function memberName(name: string, entry: string): string {
  const normal = path.posix.normalize(name);
  if (
    normal.startsWith("/") ||
    normal === ".." ||
    normal.startsWith("../") ||
    (name.split("/").includes("..") && name === entry)
  ) {
    throw refused(entry, "its name leads out of the archive");
  }
  return normal.endsWith("/") ? normal.slice(0, -1) : normal;
}

function refused(name: string, why: string): TsRunError {
  return new TsRunError("ERR_HOSTILE", `load image archive entry ${JSON.stringify(name.slice(0, 300))}: ${why}`, {
    hint: "the archive is not one that docker save or skopeo write; do not use it",
  });
}
