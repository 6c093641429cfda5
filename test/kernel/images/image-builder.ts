// Small images made by hand, as an OCI layout directory, a docker-archive, or pushed to a registry.

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { archive, member } from "../../unit/snapshots/tar-builder.ts";

export interface BuiltImage {
  readonly id: string;
  readonly manifest: { readonly mediaType: string; readonly digest: string; readonly size: number };
  readonly blobs: ReadonlyMap<string, Buffer>;
  readonly layers: readonly Buffer[];
  readonly config: Buffer;
}

export interface ImageFields {
  readonly architecture?: string;
  readonly command?: string;
  /** Instead of the right ones. */
  readonly diffIds?: readonly string[];
}

const types = {
  manifest: "application/vnd.oci.image.manifest.v1+json",
  config: "application/vnd.oci.image.config.v1+json",
  layer: "application/vnd.oci.image.layer.v1.tar+gzip",
};

export const digestOf = (bytes: Buffer): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

export function buildImage(layers: readonly Buffer[], fields: ImageFields = {}): BuiltImage {
  const blobs = new Map<string, Buffer>();
  const add = (bytes: Buffer, mediaType: string): BuiltImage["manifest"] => {
    blobs.set(digestOf(bytes), bytes);
    return { mediaType, digest: digestOf(bytes), size: bytes.length };
  };
  const config = Buffer.from(
    JSON.stringify({
      architecture: fields.architecture ?? "amd64",
      os: "linux",
      created: "2026-01-01T00:00:00Z",
      config: { Cmd: [fields.command ?? "sh"], Env: ["PATH=/bin"], Labels: null },
      rootfs: { type: "layers", diff_ids: fields.diffIds ?? layers.map(digestOf) },
      history: layers.map((_, index) => ({ created_by: `step ${index}` })),
    }),
  );
  const configDescriptor = add(config, types.config);
  const descriptors = layers.map((layer) => add(zlib.gzipSync(layer), types.layer));
  const manifest = { schemaVersion: 2, mediaType: types.manifest, config: configDescriptor, layers: descriptors };
  const manifestDescriptor = add(Buffer.from(JSON.stringify(manifest)), types.manifest);
  return { id: configDescriptor.digest, manifest: manifestDescriptor, blobs, layers, config };
}

export function writeLayout(directory: string, image: BuiltImage, name?: string): void {
  fs.mkdirSync(path.join(directory, "blobs/sha256"), { recursive: true });
  for (const [digest, bytes] of image.blobs)
    fs.writeFileSync(path.join(directory, "blobs/sha256", digest.slice(7)), bytes);
  const annotations = name === undefined ? {} : { annotations: { "org.opencontainers.image.ref.name": name } };
  fs.writeFileSync(
    path.join(directory, "index.json"),
    JSON.stringify({ schemaVersion: 2, manifests: [{ ...image.manifest, ...annotations }] }),
  );
  fs.writeFileSync(path.join(directory, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
}

/** As docker wrote it before 25: a directory per layer, and shared layers as symlinks. */
export function dockerArchive(image: BuiltImage, tags: readonly string[]): Buffer {
  const names = image.layers.map((_, index) => `layer${index}/layer.tar`);
  const manifest = [{ Config: "config.json", RepoTags: tags, Layers: names }];
  return archive(
    ...image.layers.map((layer, index) => member({ name: names[index] ?? "", data: layer })),
    member({ name: "config.json", data: image.config }),
    member({ name: "manifest.json", data: JSON.stringify(manifest) }),
  );
}

export async function push(host: string, repository: string, tag: string, image: BuiltImage): Promise<void> {
  for (const [digest, bytes] of image.blobs) {
    if (digest === image.manifest.digest) continue;
    const started = await fetch(`http://${host}/v2/${repository}/blobs/uploads/`, { method: "POST" });
    const location = new URL(started.headers.get("location") ?? "", `http://${host}`);
    location.searchParams.set("digest", digest);
    await expectStatus(await fetch(location, { method: "PUT", body: bytes as Uint8Array<ArrayBuffer> }), 201);
  }
  await pushDocument(
    host,
    `${repository}/manifests/${tag}`,
    image.manifest.mediaType,
    image.blobs.get(image.manifest.digest) ?? Buffer.alloc(0),
  );
}

export async function pushDocument(host: string, at: string, mediaType: string, bytes: Buffer): Promise<void> {
  const headers = { "content-type": mediaType };
  await expectStatus(
    await fetch(`http://${host}/v2/${at}`, { method: "PUT", headers, body: bytes as Uint8Array<ArrayBuffer> }),
    201,
  );
}

async function expectStatus(response: Response, status: number): Promise<void> {
  if (response.status !== status) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
}
