// The images of one root: names, records, blobs and unpacked layers kept consistent with each other.

import fs from "node:fs";
import path from "node:path";
import { newId, TsRunError } from "../base/index.ts";
import type { Mount } from "../plan/index.ts";
import { formatReference, parseReference } from "../registry/index.ts";
import { SnapshotStore, type WritableLayer, withLock } from "../snapshots/index.ts";
import { extractArchive, readArchive } from "./archive.ts";
import { ContentStore } from "./content-store.ts";
import { findId } from "./find.ts";
import { collectGarbage } from "./garbage.ts";
import { type IndexEntry, loadImageIndex, saveImageIndex, withEntry } from "./image-index.ts";
import { type ImportedImage, importImages } from "./import.ts";
import { type Lease, Leases } from "./leases.ts";
import { hostPlatform } from "./platform.ts";
import { chainIds, type ImageRecord, RecordStore } from "./record.ts";
import { RootfsReader } from "./rootfs-reader.ts";
import { archiveFiles, directoryFiles, type ImageFiles } from "./source.ts";
import type { PullProgress } from "./types.ts";
import { unpackImage } from "./unpack-image.ts";

export interface LoadedImage {
  readonly id: string;
  readonly references: string[];
}

export interface LoadOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
}

export class ImageStore {
  readonly root: string;
  readonly content: ContentStore;
  readonly snapshots: SnapshotStore;
  readonly records: RecordStore;
  readonly leases: Leases;

  constructor(root: string) {
    this.root = root;
    this.content = new ContentStore(root);
    this.snapshots = new SnapshotStore(root);
    this.records = new RecordStore(root);
    this.leases = new Leases(this.content.ingestDir);
  }

  entries(): IndexEntry[] {
    return loadImageIndex(this.content.directory);
  }

  /** By name[:tag][@digest], full id or unique id prefix. Throws ERR_CONFLICT when a prefix is ambiguous. */
  find(ref: string): ImageRecord | undefined {
    const id = findId(this.entries(), ref);
    return id === undefined ? undefined : this.records.find(id);
  }

  get(ref: string): ImageRecord {
    const record = this.find(ref);
    if (record === undefined)
      throw new TsRunError("ERR_NOT_FOUND", `look up image ${ref}: it is not in the store`, {
        hint: `ts-run pull ${ref}`,
      });
    return record;
  }

  /** The image's layers as a rootfs, with the container's own upper directory or read-only. */
  mount(record: ImageRecord, writable?: WritableLayer): Mount {
    return this.snapshots.mountFor(chainIds(record), writable);
  }

  /** Read-only access to the image's files, for lookups and copies. The caller closes it. */
  rootfsReader(record: ImageRecord): RootfsReader {
    return new RootfsReader(() => this.mount(record), this.records.accountFiles(record.id));
  }

  /** Remembers that the image was used now. */
  touch(record: ImageRecord): void {
    this.records.touch(record.id);
  }

  /** Loads every image of a docker-archive or oci-archive (also gzip or zstd) that arrives on a descriptor. */
  async load(options: LoadOptions & { readonly inputFd: number }): Promise<LoadedImage[]> {
    this.content.ensure();
    const directory = this.content.newIngestPath();
    fs.mkdirSync(directory, { mode: 0o700 });
    try {
      const archive = await extractArchive(readArchive(options.inputFd, options.signal), directory);
      return await this.#takeIn(archiveFiles(archive), options);
    } finally {
      fs.rmSync(directory, { recursive: true, force: true });
    }
  }

  /** An OCI layout directory, or an archive file: how the embedded image comes in. */
  async importImage(source: string, options: LoadOptions): Promise<LoadedImage[]> {
    this.content.ensure();
    if (fs.statSync(source).isDirectory()) return this.#takeIn(directoryFiles(source), options);
    const inputFd = fs.openSync(source, "r");
    try {
      return await this.load({ inputFd, ...options });
    } finally {
      fs.closeSync(inputFd);
    }
  }

  /** Changes index.json under the store's lock. */
  async edit(change: (entries: IndexEntry[]) => IndexEntry[]): Promise<void> {
    this.content.ensure();
    await this.locked(async () => this.saveEntries(change(this.entries())));
  }

  /** Runs `action` while no other process changes names or removes anything. Not for long work. */
  async locked<T>(action: () => Promise<T>): Promise<T> {
    this.content.ensure();
    return withLock(path.join(this.content.directory, "lock"), undefined, action);
  }

  saveEntries(entries: readonly IndexEntry[]): void {
    saveImageIndex(this.content.directory, entries);
  }

  withEntry(entries: readonly IndexEntry[], entry: IndexEntry): IndexEntry[] {
    return withEntry(entries, entry);
  }

  /** Protects what a pull or load brings in until its name is written. */
  async takeLease(signal: AbortSignal): Promise<Lease> {
    this.content.ensure();
    return this.leases.take(newId().slice(0, 16), (action) => this.locked(action), signal);
  }

  async #takeIn(files: ImageFiles, options: LoadOptions): Promise<LoadedImage[]> {
    const lease = await this.takeLease(options.signal);
    let complete = false;
    try {
      const loaded: LoadedImage[] = [];
      const { content } = this;
      for (const image of await importImages(files, { content, protect: lease.protect }, hostPlatform())) {
        const record = await unpackImage(this, image.manifest, { ...options, lease });
        const references = image.names.map(storedName).filter((name) => name !== undefined);
        await this.#name(image, record, references);
        loaded.push({ id: record.id, references });
      }
      complete = true;
      return loaded;
    } finally {
      await lease.release();
      if (!complete) await this.collectGarbage(); // a refused archive leaves nothing behind
    }
  }

  /** Removes what no name and no running pull or load needs. */
  async collectGarbage(): Promise<void> {
    await this.locked(() => collectGarbage(this, { partials: false }));
  }

  async #name(image: ImportedImage, record: ImageRecord, references: readonly string[]): Promise<void> {
    const base: IndexEntry = {
      ...image.manifest,
      imageId: record.id,
      ...(image.indexDigest === undefined ? {} : { indexDigest: image.indexDigest }),
    };
    const named = references.length === 0 ? [base] : references.map((reference) => ({ ...base, reference }));
    await this.edit((entries) => named.reduce((all, entry) => withEntry(all, entry), entries));
  }
}

/** A name from an archive as the store keeps it; names that are none (skopeo's bare tags) are dropped. */
function storedName(name: string): string | undefined {
  try {
    const { digest: _digest, ...reference } = parseReference(name);
    return formatReference({ ...reference, tag: reference.tag ?? "latest" });
  } catch {
    return undefined;
  }
}
