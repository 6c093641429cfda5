// The image documents that people know from `docker image inspect` and `docker history`.

import { parseConfig, type RunConfig } from "./documents.ts";
import type { ImageStore } from "./image-store.ts";

export interface HistoryEntry {
  id: string;
  createdAt: string;
  createdBy: string;
  sizeBytes: number;
  comment: string;
}

const missingId = "<missing>"; // what docker shows for steps that never were an image of their own

export function inspectImage(store: ImageStore, ref: string): Record<string, unknown> {
  const record = store.get(ref);
  const own = store.entries().filter((entry) => entry.imageId === record.id);
  const config = parseConfig(store.content.read(record.id), `image config ${record.id}`);
  const run: RunConfig = config.config ?? {};
  return {
    Id: record.id,
    RepoTags: own.flatMap(({ reference }) => (reference === undefined ? [] : [reference])),
    RepoDigests: [...new Set(own.flatMap(({ repoDigest }) => (repoDigest === undefined ? [] : [repoDigest])))],
    Created: config.created ?? "",
    Author: config.author ?? "",
    Config: {
      User: run.User ?? "",
      ExposedPorts: run.ExposedPorts ?? {},
      Env: run.Env ?? [],
      Cmd: run.Cmd ?? null,
      Entrypoint: run.Entrypoint ?? null,
      Volumes: run.Volumes ?? {},
      WorkingDir: run.WorkingDir ?? "",
      Labels: run.Labels ?? {},
      ...(run.StopSignal === undefined ? {} : { StopSignal: run.StopSignal }),
      ...(run.Shell === undefined ? {} : { Shell: run.Shell }),
      ...(run.Healthcheck ? { Healthcheck: run.Healthcheck } : {}),
    },
    Architecture: config.architecture,
    ...(config.variant === undefined ? {} : { Variant: config.variant }),
    Os: config.os,
    Size: record.sizeBytes,
    RootFS: { Type: "layers", Layers: record.layers.map((layer) => layer.diffId) },
    Metadata: { LastUsedAt: store.records.lastUsed(record.id) ?? null },
    Descriptor: { mediaType: record.manifestMediaType, digest: record.manifestDigest, size: record.manifestSize },
    Layers: record.layers.map((layer) => ({
      Digest: layer.digest,
      MediaType: layer.mediaType,
      CompressedSize: layer.size,
      Directory: store.snapshots.fsDir(layer.chainId),
    })),
  };
}

/** Newest step first. Sizes belong to the steps that made a layer. */
export function imageHistory(store: ImageStore, ref: string): HistoryEntry[] {
  const record = store.get(ref);
  const config = parseConfig(store.content.read(record.id), `image config ${record.id}`);
  let layer = 0;
  const sizeOf = (empty: boolean): number => {
    if (empty) return 0;
    const chainId = record.layers[layer]?.chainId;
    layer += 1;
    return chainId === undefined ? 0 : store.snapshots.usage([chainId]);
  };
  // An image without a history still has layers to show.
  const steps = config.history?.length
    ? config.history
    : record.layers.map(() => ({}) as NonNullable<typeof config.history>[number]);
  const rows = steps.map((step) => ({
    id: missingId,
    createdAt: step.created ?? config.created ?? "",
    createdBy: step.created_by ?? "",
    sizeBytes: sizeOf(step.empty_layer === true),
    comment: step.comment ?? "",
  }));
  const last = rows.at(-1);
  if (last !== undefined) last.id = record.id;
  return rows.reverse();
}
