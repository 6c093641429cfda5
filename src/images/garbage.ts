// Removes what no name, no container and no running pull needs: records, blobs, unpacked layers, ingest leftovers.

import fs from "node:fs";
import path from "node:path";
import { TsRunError } from "../base/index.ts";
import { kindOfDocument, parseIndex, parseManifest } from "./documents.ts";
import { loadForeignDescriptors } from "./image-index.ts";
import type { ImageStore } from "./image-store.ts";
import { chainIds } from "./record.ts";

export interface Collected {
  readonly images: string[];
  readonly reclaimedBytes: number;
}

/** Call under the store's lock: then nobody takes a lease meanwhile. */
export async function collectGarbage(store: ImageStore, options: { readonly partials: boolean }): Promise<Collected> {
  const kept = await store.leases.protectedNames();
  const layers = new Set(kept);
  for (const { digest } of loadForeignDescriptors(store.content.directory)) keepDocument(store, digest, kept);
  const entries = store.entries();
  for (const entry of entries) {
    kept.add(entry.imageId);
    keepDocument(store, entry.digest, kept);
    if (entry.indexDigest !== undefined) kept.add(entry.indexDigest);
    const record = store.records.find(entry.imageId);
    if (record !== undefined) for (const chainId of chainIds(record)) layers.add(chainId);
  }
  let reclaimedBytes = 0;
  const images = store.records.list().filter((id) => !kept.has(id));
  for (const id of images) store.records.remove(id);
  for (const chainId of store.snapshots.list().filter((id) => !layers.has(id))) {
    reclaimedBytes += store.snapshots.usage([chainId]);
    await store.snapshots.remove(chainId);
  }
  for (const digest of store.content.list()) if (!kept.has(digest)) reclaimedBytes += store.content.remove(digest);
  await store.snapshots.collectGarbage();
  if (options.partials && !(await store.leases.anyAlive())) reclaimedBytes += removeLeftovers(store.content.ingestDir);
  return { images, reclaimedBytes };
}

/** A damaged document protects itself and nothing else. */
function keepDocument(store: ImageStore, digest: string, kept: Set<string>): void {
  kept.add(digest);
  try {
    const bytes = store.content.read(digest);
    if (kindOfDocument(bytes, digest) === "index") {
      for (const { digest: inner } of parseIndex(bytes, digest).manifests)
        if (!kept.has(inner)) keepDocument(store, inner, kept);
      return;
    }
    const manifest = parseManifest(bytes, digest);
    for (const blob of [manifest.config, ...manifest.layers]) kept.add(blob.digest);
  } catch (error) {
    if (!(error instanceof TsRunError)) throw error;
  }
}

/** Partial downloads and archives of loads that died. Lock files stay: removing one while it is waited for breaks it. */
function removeLeftovers(ingestDir: string): number {
  let bytes = 0;
  for (const name of fs.readdirSync(ingestDir)) {
    if (name === "leases" || name.startsWith("lock-")) continue;
    const file = path.join(ingestDir, name);
    bytes += fs.lstatSync(file, { throwIfNoEntry: false })?.size ?? 0;
    fs.rmSync(file, { recursive: true, force: true });
  }
  return bytes;
}
