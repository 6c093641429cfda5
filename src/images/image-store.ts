// The images of one root: names, records, blobs and unpacked layers kept consistent with each other.

import fs from "node:fs";
import path from "node:path";
import { TsRunError } from "../base/index.ts";
import type { Mount } from "../plan/input.ts";
import { formatReference, parseReference } from "../registry/index.ts";
import { SnapshotStore, withLock } from "../snapshots/index.ts";
import { extractArchive, readArchive } from "./archive.ts";
import { ContentStore } from "./content-store.ts";
import { type Descriptor, invalid, parseConfig, parseManifest } from "./documents.ts";
import { type IndexEntry, loadImageIndex, saveImageIndex, withEntry } from "./image-index.ts";
import { type ImportedImage, importImages } from "./import.ts";
import { hostPlatform } from "./platform.ts";
import { type ImageRecord, makeRecord, RecordStore } from "./record.ts";
import { archiveFiles, directoryFiles } from "./source.ts";
import type { PullProgress } from "./types.ts";

export interface LoadedImage {
  readonly id: string;
  readonly references: string[];
}

export interface Writable {
  readonly upperDir: string;
  readonly workDir: string;
  readonly options?: readonly string[];
}

export class ImageStore {
  readonly root: string;
  readonly content: ContentStore;
  readonly snapshots: SnapshotStore;
  readonly records: RecordStore;

  constructor(root: string) {
    this.root = root;
    this.content = new ContentStore(root);
    this.snapshots = new SnapshotStore(root);
    this.records = new RecordStore(root);
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
  mount(record: ImageRecord, writable?: Writable): Mount {
    return this.snapshots.mountFor(chainIds(record), writable);
  }

  touch(record: ImageRecord): void {
    this.records.touch(record.id);
  }

  /** Loads every image of a docker-archive or oci-archive (also gzip or zstd) that arrives on a descriptor. */
  async load(options: {
    inputFd: number;
    signal: AbortSignal;
    onProgress?: (progress: PullProgress) => void;
  }): Promise<LoadedImage[]> {
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
  async importImage(
    source: string,
    options: { signal: AbortSignal; onProgress?: (progress: PullProgress) => void },
  ): Promise<LoadedImage[]> {
    this.content.ensure();
    if (fs.statSync(source).isDirectory()) return this.#takeIn(directoryFiles(source), options);
    const inputFd = fs.openSync(source, "r");
    try {
      return await this.load({ inputFd, ...options });
    } finally {
      fs.closeSync(inputFd);
    }
  }

  /** Unpacks a manifest whose blobs are all here, and writes its record. Idempotent. */
  async unpack(
    manifestDescriptor: Pick<Descriptor, "digest" | "size" | "mediaType">,
    options: { signal: AbortSignal; onProgress?: (progress: PullProgress) => void },
  ): Promise<ImageRecord> {
    const manifest = parseManifest(
      this.content.read(manifestDescriptor.digest),
      `manifest ${manifestDescriptor.digest}`,
    );
    const what = `image config ${manifest.config.digest}`;
    const config = parseConfig(this.content.read(manifest.config.digest), what);
    const diffIds = config.rootfs.diff_ids ?? [];
    if (diffIds.length !== manifest.layers.length)
      throw invalid(what, `it has ${diffIds.length} diff_ids for ${manifest.layers.length} layers`);
    const layers = manifest.layers.map((layer, index) => ({
      blobPath: this.content.pathOf(layer.digest),
      diffId: diffIds[index] ?? "",
    }));
    const chain = await this.snapshots.prepare(layers, { signal: options.signal });
    const record = makeRecord({
      manifest,
      manifestDescriptor,
      config,
      chainIds: chain,
      sizeBytes: this.snapshots.usage(chain),
    });
    this.records.save(record);
    return record;
  }

  /** Changes index.json under the store's lock. */
  async edit(change: (entries: IndexEntry[]) => IndexEntry[]): Promise<void> {
    this.content.ensure();
    await withLock(path.join(this.content.directory, "lock"), undefined, async () =>
      saveImageIndex(this.content.directory, change(this.entries())),
    );
  }

  async #takeIn(
    files: Parameters<typeof importImages>[0],
    options: { signal: AbortSignal; onProgress?: (progress: PullProgress) => void },
  ): Promise<LoadedImage[]> {
    const loaded: LoadedImage[] = [];
    for (const image of await importImages(files, this.content, hostPlatform())) {
      const record = await this.unpack(image.manifest, options);
      const references = image.names.map(storedName).filter((name) => name !== undefined);
      await this.#name(image, record, references);
      loaded.push({ id: record.id, references });
    }
    return loaded;
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

export function chainIds(record: ImageRecord): string[] {
  return record.layers.map((layer) => layer.chainId);
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

export function findId(entries: readonly IndexEntry[], ref: string): string | undefined {
  const hex = ref.startsWith("sha256:") ? ref.slice(7) : ref;
  if (/^[0-9a-f]{64}$/.test(hex)) return entries.find((entry) => entry.imageId === `sha256:${hex}`)?.imageId;
  return findByName(entries, ref) ?? findByPrefix(entries, ref, hex);
}

function findByName(entries: readonly IndexEntry[], ref: string): string | undefined {
  let reference: ReturnType<typeof parseReference>;
  try {
    reference = parseReference(ref);
  } catch {
    return undefined; // not a name; perhaps an id
  }
  const { digest, ...name } = reference;
  if (digest === undefined) return entries.find((entry) => entry.reference === formatReference(name))?.imageId;
  const { tag: _tag, ...repository } = name;
  const wanted = formatReference({ ...repository, digest });
  const isMeant = (entry: IndexEntry): boolean =>
    entry.repoDigest === wanted ||
    (entry.digest === digest && entry.reference?.startsWith(`${formatReference(repository)}:`) === true);
  return entries.find(isMeant)?.imageId;
}

function findByPrefix(entries: readonly IndexEntry[], ref: string, hex: string): string | undefined {
  if (!/^[0-9a-f]{4,63}$/.test(hex)) return undefined;
  const ids = new Set(entries.map((entry) => entry.imageId).filter((id) => id.startsWith(`sha256:${hex}`)));
  if (ids.size > 1)
    throw new TsRunError("ERR_CONFLICT", `look up image ${ref}: ${ids.size} ids start with that`, {
      hint: "give more digits of the id",
    });
  return [...ids][0];
}
