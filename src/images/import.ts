// Brings images out of a layout or a docker-archive into the content store: blobs first, each verified; names come last.

import { createHash } from "node:crypto";
import fs from "node:fs";
import { z } from "zod";
import { TsRunError } from "../base/index.ts";
import type { Platform } from "../registry/index.ts";
import { compressionOfFile } from "../snapshots/index.ts";
import type { ContentStore } from "./content-store.ts";
import {
  type Descriptor,
  type ImageManifest,
  invalid,
  kindOfDocument,
  layerMediaType,
  parse,
  parseConfig,
  parseIndex,
  parseManifest,
} from "./documents.ts";
import { mediaTypes } from "./media-types.ts";
import { chooseDescriptor } from "./platform.ts";
import type { ImageFiles } from "./source.ts";

export interface ImportedImage {
  readonly manifest: Pick<Descriptor, "mediaType" | "digest" | "size">;
  readonly indexDigest?: string;
  /** As the archive has them: full names with tag, or none. */
  readonly names: readonly string[];
}

const maxDocumentBytes = 16 * 1024 * 1024;

export interface ImportTarget {
  readonly content: ContentStore;
  /** See leases.ts. */
  readonly protect: (digests: readonly string[]) => Promise<void>;
}

export async function importImages(
  files: ImageFiles,
  target: ImportTarget,
  platform: Platform,
): Promise<ImportedImage[]> {
  if (files.find("index.json") !== undefined && files.find("oci-layout") !== undefined)
    return importLayout(files, target, platform);
  if (files.find("manifest.json") !== undefined) return importDockerArchive(files, target);
  throw new TsRunError(
    "ERR_INVALID_SPEC",
    "load image: it holds neither an OCI layout (index.json) nor a docker-archive (manifest.json)",
    {
      hint: "write archives with docker save, podman save or skopeo copy",
    },
  );
}

async function importLayout(files: ImageFiles, target: ImportTarget, platform: Platform): Promise<ImportedImage[]> {
  const index = parseIndex(readMember(files, "index.json"), "index.json");
  const images: ImportedImage[] = [];
  for (const descriptor of index.manifests) {
    const name =
      descriptor.annotations?.["io.containerd.image.name"] ??
      descriptor.annotations?.["org.opencontainers.image.ref.name"];
    const image = await importDescriptor(files, target, { descriptor, platform });
    images.push({ ...image, names: name === undefined ? [] : [name] });
  }
  if (images.length === 0) throw invalid("index.json", "it lists no image");
  return images;
}

async function importDescriptor(
  files: ImageFiles,
  target: ImportTarget,
  { descriptor, platform }: { descriptor: Descriptor; platform: Platform },
): Promise<Omit<ImportedImage, "names">> {
  const bytes = readBlob(files, descriptor);
  const what = `manifest ${descriptor.digest}`;
  if (kindOfDocument(bytes, what) === "manifest") {
    const manifest = parseManifest(bytes, what);
    const blobs = [manifest.config, ...manifest.layers];
    await target.protect([descriptor.digest, ...blobs.map(({ digest }) => digest)]);
    for (const blob of blobs) await takeBlob(files, target, blob);
    target.content.write(bytes);
    return {
      manifest: {
        mediaType: manifest.mediaType ?? descriptor.mediaType,
        digest: descriptor.digest,
        size: descriptor.size,
      },
    };
  }
  const present = parseIndex(bytes, what).manifests.filter((entry) => files.find(blobName(entry.digest)) !== undefined);
  const chosen = chooseDescriptor(present, platform, what);
  const inner = await importDescriptor(files, target, { descriptor: chosen, platform });
  await target.protect([descriptor.digest]);
  target.content.write(bytes);
  return { ...inner, indexDigest: descriptor.digest };
}

const dockerManifest = z
  .array(
    z.object({ Config: z.string(), RepoTags: z.array(z.string()).nullish(), Layers: z.array(z.string()).max(500) }),
  )
  .min(1)
  .max(1000);

async function importDockerArchive(files: ImageFiles, target: ImportTarget): Promise<ImportedImage[]> {
  const images: ImportedImage[] = [];
  for (const item of parse(dockerManifest, readMember(files, "manifest.json"), "manifest.json")) {
    const configBytes = readMember(files, item.Config);
    parseConfig(configBytes, item.Config);
    const config = { mediaType: mediaTypes.ociConfig, ...(await writeProtected(target, configBytes)) };
    const layers: Descriptor[] = [];
    for (const name of item.Layers) layers.push(await takeLayer(files, target, name));
    const manifest: ImageManifest = { schemaVersion: 2, mediaType: mediaTypes.ociManifest, config, layers };
    const written = await writeProtected(target, Buffer.from(JSON.stringify(manifest)));
    images.push({ manifest: { mediaType: mediaTypes.ociManifest, ...written }, names: item.RepoTags ?? [] });
  }
  return images;
}

/** A layer of a docker-archive has a name instead of a digest; the config's diffID vouches for its content later. */
async function takeLayer(files: ImageFiles, target: ImportTarget, name: string): Promise<Descriptor> {
  const file = files.find(name);
  if (file === undefined) throw missing(name);
  const mediaType = layerMediaType(compressionOfFile(file.path));
  const digest = file.digest ?? (await digestOf(file.path));
  const descriptor: Descriptor = { mediaType, digest, size: file.size };
  await target.protect([digest]);
  await target.content.copyIn(file.path, descriptor);
  return descriptor;
}

async function writeProtected(target: ImportTarget, bytes: Buffer): Promise<{ digest: string; size: number }> {
  await target.protect([digestOfBytes(bytes)]);
  return target.content.write(bytes);
}

async function takeBlob(files: ImageFiles, target: ImportTarget, descriptor: Descriptor): Promise<void> {
  if (target.content.has(descriptor.digest)) return;
  const file = files.find(blobName(descriptor.digest));
  if (file === undefined) throw missing(blobName(descriptor.digest));
  // What was hashed while it was extracted needs no second reading, only its name.
  if (!files.movable || file.digest === undefined) return target.content.copyIn(file.path, descriptor);
  if (file.digest !== descriptor.digest || file.size !== descriptor.size) {
    throw new TsRunError(
      "ERR_DIGEST_MISMATCH",
      `load blob ${descriptor.digest}: the archive has ${file.size} bytes with digest ${file.digest}`,
    );
  }
  target.content.adopt(file.path, descriptor.digest);
}

function readBlob(files: ImageFiles, descriptor: Descriptor): Buffer {
  const name = blobName(descriptor.digest);
  const bytes = readMember(files, name);
  const actual = digestOfBytes(bytes);
  if (actual !== descriptor.digest || bytes.length !== descriptor.size) {
    throw new TsRunError("ERR_DIGEST_MISMATCH", `load ${name}: it has ${bytes.length} bytes with digest ${actual}`);
  }
  return bytes;
}

function readMember(files: ImageFiles, name: string): Buffer {
  const file = files.find(name);
  if (file === undefined) throw missing(name);
  if (file.size > maxDocumentBytes)
    throw new TsRunError("ERR_HOSTILE", `load ${JSON.stringify(name)}: a document of ${file.size} bytes`);
  return fs.readFileSync(file.path);
}

function blobName(digest: string): string {
  return `blobs/${digest.replace(":", "/")}`;
}

function missing(name: string): TsRunError {
  return new TsRunError("ERR_INVALID_SPEC", `load image: ${JSON.stringify(name)} is named but not there`, {
    hint: "the archive is incomplete",
  });
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of fs.createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return `sha256:${hash.digest("hex")}`;
}

function digestOfBytes(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
