// The rows of `ts-run images`, newest first.

import type { ImageStore } from "./image-store.ts";
import type { ImageSummary } from "./types.ts";

/** `usersOf` tells the ids of containers that use an image. */
export function listImages(store: ImageStore, usersOf: (imageId: string) => readonly string[]): ImageSummary[] {
  const entries = store.entries();
  const summaries: ImageSummary[] = [];
  for (const id of new Set(entries.map((entry) => entry.imageId))) {
    const record = store.records.find(id);
    if (record === undefined) continue; // half removed; prune and the next pull repair it
    const own = entries.filter((entry) => entry.imageId === id);
    const lastUsedAt = store.records.lastUsed(id);
    summaries.push({
      id,
      references: own.flatMap(({ reference }) => (reference === undefined ? [] : [reference])),
      digests: [...new Set(own.flatMap(({ repoDigest }) => (repoDigest === undefined ? [] : [repoDigest])))],
      ...(record.createdAt === undefined ? {} : { createdAt: record.createdAt }),
      sizeBytes: record.sizeBytes,
      architecture: record.architecture,
      os: record.os,
      labels: record.config.Labels ?? {},
      containers: usersOf(id).length,
      ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    });
  }
  return summaries.sort((a, b) => (b.createdAt ?? "").localeCompare(a.createdAt ?? ""));
}
