// A reference in a registry to an image in the store. Downloads (three at a time) and unpacking (two at a time) overlap;
// the name is written last, so that an image that has a name is complete.

import { TsRunError } from "../base/index.ts";
import {
  downloadBlobs,
  formatReference,
  parsePlatform,
  parseReference,
  type Reference,
  type RegistryClient,
  type ResolvedImage,
  resolveImage,
} from "../registry/index.ts";
import { chainIdsOf, lockFile } from "../snapshots/index.ts";
import { type ImageConfig, type ImageManifest, invalid, parseManifest } from "./documents.ts";
import type { IndexEntry } from "./image-index.ts";
import type { ImageStore } from "./image-store.ts";
import type { Lease } from "./leases.ts";
import { hostPlatform } from "./platform.ts";
import { UnpackProgress } from "./progress.ts";
import { makeRecord } from "./record.ts";
import type { PullProgress } from "./types.ts";
import { readConfig } from "./unpack-image.ts";

export interface PullOptions {
  readonly client: RegistryClient;
  /** "linux/arm64"; default this host's. */
  readonly platform?: string;
  readonly onProgress?: (progress: PullProgress) => void;
  readonly signal: AbortSignal;
}

export interface PulledImage {
  readonly id: string;
  /** What the reference resolved to: the index's digest, or the manifest's. */
  readonly digest: string;
  readonly reference: string;
  /** false: everything was here already under this name. */
  readonly changed: boolean;
}

// After these the blobs are of no use; after all others (network, cancelled) the next pull goes on with them.
const badContent: ReadonlySet<string> = new Set(["ERR_HOSTILE", "ERR_INVALID_SPEC", "ERR_DIGEST_MISMATCH"]);
const maxConfigBytes = 16 * 1024 * 1024;

export async function pullImage(store: ImageStore, text: string, options: PullOptions): Promise<PulledImage> {
  const reference = parseReference(text);
  const platform = options.platform === undefined ? hostPlatform() : parsePlatform(options.platform, hostPlatform());
  store.content.ensure();
  const lease = await store.takeLease(options.signal);
  let refused = false;
  try {
    const findLocal = async (digest: string): Promise<Buffer | undefined> =>
      store.content.has(digest) ? store.content.read(digest) : undefined;
    const resolved = await resolveImage(options.client, reference, { platform, signal: options.signal, findLocal });
    const id = await fetchImage(store, resolved, { ...options, lease });
    return await nameImage(store, resolved, id);
  } catch (error) {
    refused = error instanceof TsRunError && badContent.has(error.code);
    throw error;
  } finally {
    await lease.release();
    if (refused) await store.collectGarbage();
  }
}

async function fetchImage(
  store: ImageStore,
  resolved: ResolvedImage,
  options: PullOptions & { readonly lease: Lease },
): Promise<string> {
  const { manifest: document, reference } = resolved;
  const manifest = parseManifest(document.bytes, `manifest ${document.descriptor.digest}`);
  const documents = [...resolved.indexes, document].map(({ descriptor }) => descriptor.digest);
  await options.lease.protect([...documents, manifest.config.digest, ...manifest.layers.map(({ digest }) => digest)]);
  for (const { bytes } of [...resolved.indexes, document]) store.content.write(bytes);
  const config = await fetchConfig(store, reference, manifest, options);
  const diffIds = config.rootfs.diff_ids ?? [];
  const chain = chainIdsOf(diffIds);
  await options.lease.protect([...chain, manifest.config.digest]);
  const known = store.records.find(manifest.config.digest);
  if (known !== undefined && isComplete(store, manifest, chain)) {
    for (const layer of manifest.layers)
      options.onProgress?.({ layer: layer.digest, phase: "exists", current: layer.size, total: layer.size });
    if (known.manifestDigest === document.descriptor.digest) return known.id;
  } else {
    await fetchLayers(store, { reference, manifest, diffIds, chain }, options);
  }
  const sizeBytes = store.snapshots.usage(chain);
  store.records.save(
    makeRecord({ manifest, manifestDescriptor: document.descriptor, config, chainIds: chain, sizeBytes }),
  );
  return manifest.config.digest;
}

async function fetchConfig(
  store: ImageStore,
  reference: Reference,
  manifest: ImageManifest,
  { client, signal }: PullOptions,
): Promise<ImageConfig> {
  const { config } = manifest;
  if (!store.content.has(config.digest)) {
    if (config.size > maxConfigBytes) throw invalid(`image config ${config.digest}`, `it has ${config.size} bytes`);
    store.content.write(await client.fetchBlob(reference, config, { maxBytes: maxConfigBytes, signal }));
  }
  return readConfig(store, manifest);
}

function isComplete(store: ImageStore, manifest: ImageManifest, chain: readonly string[]): boolean {
  return (
    manifest.layers.every(({ digest, size }) => store.content.size(digest) === size) &&
    chain.every((id) => store.snapshots.has(id))
  );
}

/** Settled from outside; Promise.withResolvers() is younger than our oldest Node. */
class Arrival {
  resolve: () => void = () => undefined;
  reject: (error: unknown) => void = () => undefined;
  readonly promise = new Promise<void>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

interface Layers {
  readonly reference: Reference;
  readonly manifest: ImageManifest;
  readonly diffIds: readonly string[];
  readonly chain: readonly string[];
}

async function fetchLayers(
  store: ImageStore,
  { reference, manifest, diffIds, chain }: Layers,
  options: PullOptions,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const arrivals = new Map(manifest.layers.map(({ digest }) => [digest, new Arrival()]));
  for (const { promise } of arrivals.values()) promise.catch(() => undefined); // heard by whoever unpacks it
  const present = manifest.layers.filter((_, index) => store.snapshots.has(chain[index] ?? diffIds[index] ?? ""));
  const progress = new UnpackProgress(options.onProgress, new Set(present.map(({ digest }) => digest)));
  const sources = manifest.layers.map((layer, index) => ({
    blobPath: store.content.pathOf(layer.digest),
    diffId: diffIds[index] ?? "",
    ready: arrivals.get(layer.digest)?.promise ?? Promise.resolve(),
    digest: layer.digest,
  }));
  const unpacking = store.snapshots.prepare(sources, {
    signal,
    onProgress: (source, bytes) => progress.unpacking(source.digest, bytes),
    onDone: (source) => progress.unpacked(source.digest),
  });
  const downloading = downloadBlobs(options.client, reference, manifest.layers, {
    storeDir: store.content.directory,
    lockFile,
    signal,
    onProgress: (event) => progress.downloading(event),
    onBlob: ({ digest }) => arrivals.get(digest)?.resolve(),
  });
  const failures: unknown[] = [];
  const settle = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      failures.push(error); // the first is the cause, later ones come from being stopped
      stop.abort(error);
      for (const arrival of arrivals.values()) arrival.reject(error);
    }
  };
  await Promise.all([settle(downloading), settle(unpacking)]);
  if (failures.length > 0)
    throw options.signal.aborted
      ? new TsRunError("ERR_CANCELLED", `pull ${formatReference(reference)}: cancelled`, {
          cause: failures[0],
          hint: "run it again to resume",
        })
      : failures[0];
}

/** The tag, when the reference has one, moves here; a digest is remembered as what the image was pulled by. */
async function nameImage(store: ImageStore, resolved: ResolvedImage, imageId: string): Promise<PulledImage> {
  const { tag, digest: _pinned, ...repository } = resolved.reference;
  const { digest, mediaType, size } = resolved.manifest.descriptor;
  const [index] = resolved.indexes;
  const entry: IndexEntry = {
    mediaType,
    digest,
    size,
    imageId,
    repoDigest: formatReference({ ...repository, digest: resolved.digest }),
    ...(tag === undefined ? {} : { reference: formatReference({ ...repository, tag }) }),
    ...(index === undefined ? {} : { indexDigest: index.descriptor.digest }),
  };
  let changed = true;
  await store.edit((entries) => {
    changed = !entries.some(
      (other) => JSON.stringify(Object.entries(other).sort()) === JSON.stringify(Object.entries(entry).sort()),
    );
    return changed ? store.withEntry(entries, entry) : entries;
  });
  return { id: imageId, digest: resolved.digest, reference: entry.reference ?? entry.repoDigest ?? "", changed };
}
