// Images as one archive: oci-archive (the layout as it is) or docker-archive (uncompressed layers, manifest.json).

import fs from "node:fs";
import { familiarName, parseReference } from "../registry/index.ts";
import { readDecompressed } from "../snapshots/index.ts";
import type { ImageStore } from "./image-store.ts";
import { mediaTypes } from "./media-types.ts";
import type { ImageRecord } from "./record.ts";
import { TarWriter } from "./tar-writer.ts";

export interface SaveOptions {
  readonly format: "docker-archive" | "oci-archive";
  readonly outputFd: number;
  readonly signal: AbortSignal;
}

interface Chosen {
  readonly record: ImageRecord;
  readonly references: string[];
}

export async function saveImages(store: ImageStore, refs: readonly string[], options: SaveOptions): Promise<void> {
  const chosen = chooseImages(store, refs);
  const writer = new TarWriter(options.outputFd, options.signal);
  if (options.format === "oci-archive") await writeOci(store, chosen, writer);
  else await writeDocker(store, chosen, writer);
  await writer.end();
}

/** Asked for by name: that name goes along. By id: none does, as docker does it. */
function chooseImages(store: ImageStore, refs: readonly string[]): Chosen[] {
  const chosen = new Map<string, Chosen>();
  for (const ref of refs) {
    const record = store.get(ref);
    const entry = chosen.get(record.id) ?? { record, references: [] };
    const isName = !record.id.startsWith(ref) && !record.id.startsWith(`sha256:${ref}`) && !ref.includes("@");
    if (isName) entry.references.push(fullName(ref));
    chosen.set(record.id, entry);
  }
  return [...chosen.values()];
}

function fullName(ref: string): string {
  const reference = parseReference(ref);
  return `${reference.domain}/${reference.repository}:${reference.tag ?? "latest"}`;
}

async function writeOci(store: ImageStore, chosen: readonly Chosen[], writer: TarWriter): Promise<void> {
  const manifests = chosen.flatMap(({ record, references }) => {
    const descriptor = {
      mediaType: record.manifestMediaType,
      digest: record.manifestDigest,
      size: record.manifestSize,
    };
    if (references.length === 0) return [descriptor];
    return references.map((name) => ({
      ...descriptor,
      annotations: { "io.containerd.image.name": name, "org.opencontainers.image.ref.name": name },
    }));
  });
  await writer.addBytes("oci-layout", Buffer.from('{"imageLayoutVersion":"1.0.0"}'));
  await writer.addBytes(
    "index.json",
    Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests })),
  );
  const digests = new Set(
    chosen.flatMap(({ record }) => [record.manifestDigest, record.id, ...record.layers.map((layer) => layer.digest)]),
  );
  for (const digest of digests) {
    const file = store.content.pathOf(digest);
    await writer.addStream(
      `blobs/sha256/${digest.slice(7)}`,
      fs.statSync(file).size,
      fs.createReadStream(file, { highWaterMark: 1024 * 1024 }),
    );
  }
}

async function writeDocker(store: ImageStore, chosen: readonly Chosen[], writer: TarWriter): Promise<void> {
  const written = new Set<string>();
  for (const { record } of chosen) {
    for (const layer of record.layers) {
      if (written.has(layer.diffId)) continue;
      written.add(layer.diffId);
      await writeLayer(store, layer, writer);
    }
    await writer.addBytes(`${record.id.slice(7)}.json`, store.content.read(record.id));
  }
  const manifest = chosen.map(({ record, references }) => ({
    Config: `${record.id.slice(7)}.json`,
    RepoTags: references.map((name) => familiarName(parseReference(name))),
    Layers: record.layers.map((layer) => `${layer.diffId.slice(7)}/layer.tar`),
  }));
  await writer.addBytes("manifest.json", Buffer.from(JSON.stringify(manifest)));
}

/** A tar header needs the size first, so compressed layers are read twice: cheaper than a spool file of that size. */
async function writeLayer(store: ImageStore, layer: ImageRecord["layers"][number], writer: TarWriter): Promise<void> {
  const file = store.content.pathOf(layer.digest);
  const what = `save layer ${layer.digest}`;
  let size = 0;
  for await (const chunk of readDecompressed(file, what)) size += chunk.length;
  await writer.addStream(`${layer.diffId.slice(7)}/layer.tar`, size, readDecompressed(file, what));
}
