// Blobs by digest in an OCI image layout. A blob that has its name has been verified; everything else is in ingest/.

import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { hasErrno, syncDirectorySync, TsRunError, writeFileAtomicSync } from "../base/index.ts";

/** Manifests and configs are read whole; registries cap them at 4 MiB, some configs with long histories are larger. */
const maxDocumentBytes = 16 * 1024 * 1024;

export class ContentStore {
  /** The layout's directory: oci-layout, index.json, blobs/. */
  readonly directory: string;
  /** Half-arrived blobs; anything in it may be removed when no pull or load runs. */
  readonly ingestDir: string;
  readonly #blobs: string;

  constructor(root: string) {
    this.directory = path.join(root, "images");
    this.ingestDir = path.join(this.directory, "ingest");
    this.#blobs = path.join(this.directory, "blobs", "sha256");
  }

  /** Makes the layout if there is none yet. Idempotent. */
  ensure(): void {
    const layout = path.join(this.directory, "oci-layout");
    if (fs.existsSync(layout)) return;
    fs.mkdirSync(this.#blobs, { recursive: true, mode: 0o700 });
    fs.mkdirSync(this.ingestDir, { recursive: true, mode: 0o700 });
    const index = path.join(this.directory, "index.json");
    if (!fs.existsSync(index)) writeFileAtomicSync(index, '{"schemaVersion":2,"manifests":[]}\n');
    writeFileAtomicSync(layout, '{"imageLayoutVersion":"1.0.0"}\n');
  }

  /** Removes what loads that were killed left. Partial downloads stay: the next pull resumes them. */
  sweep(): void {
    if (!fs.existsSync(this.ingestDir)) return;
    for (const name of fs.readdirSync(this.ingestDir)) {
      const pid = /^(\d+)-[0-9a-f]{16}$/.exec(name)?.[1];
      if (pid === undefined || fs.existsSync(`/proc/${pid}`)) continue;
      fs.rmSync(path.join(this.ingestDir, name), { recursive: true, force: true });
    }
  }

  pathOf(digest: string): string {
    const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
    if (hex === undefined)
      throw new TsRunError("ERR_INVALID_SPEC", `look up blob ${JSON.stringify(digest)}: it is not a sha256 digest`);
    return path.join(this.#blobs, hex);
  }

  has(digest: string): boolean {
    return fs.existsSync(this.pathOf(digest));
  }

  size(digest: string): number | undefined {
    return fs.statSync(this.pathOf(digest), { throwIfNoEntry: false })?.size;
  }

  /** A small JSON document. */
  read(digest: string): Buffer {
    try {
      const file = this.pathOf(digest);
      if (fs.statSync(file).size > maxDocumentBytes)
        throw new TsRunError("ERR_HOSTILE", `read blob ${digest}: larger than ${maxDocumentBytes} bytes`);
      return fs.readFileSync(file);
    } catch (error) {
      if (hasErrno(error, "ENOENT"))
        throw new TsRunError("ERR_NOT_FOUND", `read blob ${digest}: it is not in the store`, {
          hint: "pull or load the image again",
        });
      throw error;
    }
  }

  /** Stores bytes that are in memory under their own digest. */
  write(bytes: Uint8Array): { digest: string; size: number } {
    const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    if (!this.has(digest)) writeFileAtomicSync(this.pathOf(digest), bytes, { mode: 0o644 });
    return { digest, size: bytes.length };
  }

  newIngestPath(): string {
    return path.join(this.ingestDir, `${process.pid}-${randomBytes(8).toString("hex")}`);
  }

  /** Takes over a complete file whose digest the caller has computed from the very bytes it wrote. */
  adopt(file: string, digest: string): void {
    const target = this.pathOf(digest);
    if (fs.existsSync(target)) {
      fs.rmSync(file, { force: true });
      return;
    }
    const fd = fs.openSync(file, "r");
    try {
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
    fs.renameSync(file, target);
    syncDirectorySync(path.dirname(target));
  }

  /** Copies a file in, hashing what is written. */
  async copyIn(source: string, expected: { readonly digest: string; readonly size: number }): Promise<void> {
    if (this.has(expected.digest)) return;
    const temporary = this.newIngestPath();
    try {
      const actual = await copyAndHash(source, temporary);
      if (actual.digest !== expected.digest || actual.size !== expected.size) {
        throw new TsRunError(
          "ERR_DIGEST_MISMATCH",
          `import blob ${expected.digest}: the file has ${actual.size} bytes with digest ${actual.digest}`,
        );
      }
      this.adopt(temporary, expected.digest);
    } finally {
      fs.rmSync(temporary, { force: true });
    }
  }

  remove(digest: string): number {
    const size = this.size(digest) ?? 0;
    fs.rmSync(this.pathOf(digest), { force: true });
    return size;
  }

  list(): string[] {
    return fs
      .readdirSync(this.#blobs)
      .filter((name) => /^[0-9a-f]{64}$/.test(name))
      .map((name) => `sha256:${name}`);
  }
}

async function copyAndHash(source: string, target: string): Promise<{ digest: string; size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  const output = fs.openSync(target, "wx", 0o644);
  try {
    for await (const chunk of fs.createReadStream(source, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
      for (let done = 0; done < chunk.length; ) done += fs.writeSync(output, chunk, done);
    }
  } finally {
    fs.closeSync(output);
  }
  return { digest: `sha256:${hash.digest("hex")}`, size };
}
