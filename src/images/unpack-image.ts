// From a manifest whose blobs are all in the store to an unpacked image with a record.

import { chainIdsOf } from "../snapshots/index.ts";
import type { Descriptor, ImageConfig, ImageManifest } from "./documents.ts";
import { invalid, parseConfig, parseManifest } from "./documents.ts";
import type { ImageStore } from "./image-store.ts";
import type { Lease } from "./leases.ts";
import { UnpackProgress } from "./progress.ts";
import { type ImageRecord, makeRecord } from "./record.ts";
import type { PullProgress } from "./types.ts";

export interface UnpackImageOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
  readonly lease: Lease;
}

/** Idempotent. */
export async function unpackImage(
  store: ImageStore,
  manifestDescriptor: Pick<Descriptor, "digest" | "size" | "mediaType">,
  { signal, onProgress, lease }: UnpackImageOptions,
): Promise<ImageRecord> {
  const manifest = parseManifest(
    store.content.read(manifestDescriptor.digest),
    `manifest ${manifestDescriptor.digest}`,
  );
  const config = readConfig(store, manifest);
  const diffIds = config.rootfs.diff_ids ?? [];
  const chain = chainIdsOf(diffIds);
  await lease.protect([...chain, manifest.config.digest]);
  const progress = new UnpackProgress(onProgress, new Set());
  const layers = manifest.layers.map(({ digest }, index) => ({
    blobPath: store.content.pathOf(digest),
    diffId: diffIds[index] ?? "",
    digest,
  }));
  await store.snapshots.prepare(layers, {
    signal,
    onProgress: ({ digest }, bytes) => progress.unpacking(digest, bytes),
    onDone: ({ digest }) => progress.unpacked(digest),
  });
  const sizeBytes = store.snapshots.usage(chain);
  const record = makeRecord({ manifest, manifestDescriptor, config, chainIds: chain, sizeBytes });
  store.records.save(record);
  return record;
}

/** The config of a manifest, with as many diffIDs as there are layers. */
export function readConfig(store: ImageStore, manifest: ImageManifest): ImageConfig {
  const what = `image config ${manifest.config.digest}`;
  const config = parseConfig(store.content.read(manifest.config.digest), what);
  const count = config.rootfs.diff_ids?.length ?? 0;
  if (count !== manifest.layers.length)
    throw invalid(what, `it has ${count} diff_ids for ${manifest.layers.length} layers`);
  return config;
}
