// Writes OCI image layouts (image-spec, image-layout.md) and oci-archives of them, with bytes that depend on the content only.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { tar } from "./tar.mjs";

export const mediaTypes = {
  index: "application/vnd.oci.image.index.v1+json",
  manifest: "application/vnd.oci.image.manifest.v1+json",
  config: "application/vnd.oci.image.config.v1+json",
  layer: "application/vnd.oci.image.layer.v1.tar",
  gzipLayer: "application/vnd.oci.image.layer.v1.tar+gzip",
  zstdLayer: "application/vnd.oci.image.layer.v1.tar+zstd",
};

export const sha256 = (bytes) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** A fresh, empty layout in `dir`; what was there is removed. */
export function createLayout(dir) {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(path.join(dir, "blobs/sha256"), { recursive: true });
  writeFileSync(path.join(dir, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));

  const blob = (bytes, mediaType) => {
    const digest = sha256(bytes);
    writeFileSync(path.join(dir, "blobs", digest.replace(":", "/")), bytes);
    return { mediaType, digest, size: bytes.length };
  };
  const json = (value, mediaType) => blob(Buffer.from(JSON.stringify(value)), mediaType);
  return { dir, blob, json, index: (manifests) => writeIndex(dir, manifests) };
}

/** A layer of tar bytes: its descriptor and its diffID. `compress` returns the stored bytes. */
export function addLayer(layout, tarBytes, { mediaType = mediaTypes.layer, compress = (bytes) => bytes } = {}) {
  return { descriptor: layout.blob(compress(tarBytes), mediaType), diffId: sha256(tarBytes) };
}

export const gzip = { mediaType: mediaTypes.gzipLayer, compress: (bytes) => gzipSync(bytes, { level: 6 }) };

/** Config and manifest of an image; returns the manifest's descriptor with its platform. */
export function addImage(layout, { architecture, created, config, layers, history }) {
  const document = {
    created,
    architecture,
    os: "linux",
    config,
    rootfs: { type: "layers", diff_ids: layers.map((layer) => layer.diffId) },
    history: history.map((createdBy) => ({ created, created_by: createdBy })),
  };
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: layout.json(document, mediaTypes.config),
    layers: layers.map((layer) => layer.descriptor),
  };
  return { ...layout.json(manifest, mediaTypes.manifest), platform: { architecture, os: "linux" } };
}

/** Both annotations that readers look for: containerd's and docker's full name, and the image-spec's tag. */
export function named(descriptor, reference) {
  const tag = reference.slice(reference.lastIndexOf(":") + 1);
  const annotations = { "io.containerd.image.name": reference, "org.opencontainers.image.ref.name": tag };
  return { ...descriptor, annotations };
}

function writeIndex(dir, manifests) {
  const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests };
  writeFileSync(path.join(dir, "index.json"), JSON.stringify(index));
}

/** The layout as one tar file, blobs in the order of their digests. */
export function archiveLayout(dir, file) {
  const blobs = readdirSync(path.join(dir, "blobs/sha256"))
    .sort()
    .map((name) => `blobs/sha256/${name}`);
  const files = ["oci-layout", "index.json", ...blobs];
  const folders = ["blobs/", "blobs/sha256/"].map((name) => ({ path: name, type: "directory" }));
  const entries = files.map((name) => ({ path: name, content: readFileSync(path.join(dir, name)) }));
  writeFileSync(file, tar([...folders, ...entries]));
}
