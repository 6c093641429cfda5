// index.json of the store: which names point to which manifests. Written whole and atomically, under the store's lock.

import fs from "node:fs";
import path from "node:path";
import { writeFileAtomicSync } from "../base/index.ts";
import { type Descriptor, type ImageIndex, parseIndex } from "./documents.ts";

/** One line of the index. An image without a name has one entry without `reference`. */
export interface IndexEntry {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  /** sha256:<config digest> */
  readonly imageId: string;
  /** Full form with tag: "docker.io/library/nginx:1.27". */
  readonly reference?: string;
  /** "docker.io/library/nginx@sha256:...": where it was pulled from, by the digest the registry gave the name. */
  readonly repoDigest?: string;
  /** The multi-platform index that led to the manifest; kept so that it can be pushed and inspected. */
  readonly indexDigest?: string;
}

const annotation = {
  refName: "org.opencontainers.image.ref.name",
  containerdName: "io.containerd.image.name",
  imageId: "io.ts-run.image.id",
  repoDigest: "io.ts-run.repo.digest",
  indexDigest: "io.ts-run.index.digest",
} as const;

export function loadImageIndex(directory: string): IndexEntry[] {
  const file = path.join(directory, "index.json");
  if (!fs.existsSync(file)) return [];
  const entries: IndexEntry[] = [];
  for (const descriptor of readIndex(file)) {
    const notes = descriptor.annotations ?? {};
    const imageId = notes[annotation.imageId];
    // Entries that another tool put there have no record yet; they are not ours to show or to drop.
    if (imageId === undefined) continue;
    const reference = notes[annotation.refName];
    const repoDigest = notes[annotation.repoDigest];
    const indexDigest = notes[annotation.indexDigest];
    entries.push({
      mediaType: descriptor.mediaType,
      digest: descriptor.digest,
      size: descriptor.size,
      imageId,
      ...(reference === undefined ? {} : { reference }),
      ...(repoDigest === undefined ? {} : { repoDigest }),
      ...(indexDigest === undefined ? {} : { indexDigest }),
    });
  }
  return entries;
}

/** Every `run` reads this file: one that looks as we write it spares the command the loading of the schema (10 ms). */
function readIndex(file: string): readonly Descriptor[] {
  const bytes = fs.readFileSync(file);
  return wellKnownForm(bytes) ?? parseIndex(bytes, file).manifests;
}

function wellKnownForm(bytes: Buffer): Descriptor[] | undefined {
  try {
    const { schemaVersion, manifests } = JSON.parse(bytes.toString("utf8")) as Partial<ImageIndex>;
    const isKnown = schemaVersion === 2 && Array.isArray(manifests) && manifests.every(isWellKnown);
    return isKnown && manifests.length <= 10_000 ? manifests : undefined;
  } catch {
    return undefined; // the schema says what is wrong
  }
}

/** What documents.ts demands of a descriptor without a platform. */
function isWellKnown(value: unknown): boolean {
  const { mediaType, digest, size, platform, annotations } = (value ?? {}) as Partial<
    Record<keyof Descriptor, unknown>
  >;
  const isText = (text: unknown): boolean => typeof text === "string";
  return (
    isText(mediaType) &&
    typeof digest === "string" &&
    /^sha256:[0-9a-f]{64}$/.test(digest) &&
    Number.isSafeInteger(size) &&
    Number(size) >= 0 &&
    platform === undefined &&
    typeof annotations === "object" &&
    annotations !== null &&
    !Array.isArray(annotations) &&
    Object.values(annotations).every(isText)
  );
}

/** Descriptors that another tool (skopeo) put there. They are kept, and so is what they point to. */
export function loadForeignDescriptors(directory: string): Descriptor[] {
  const file = path.join(directory, "index.json");
  if (!fs.existsSync(file)) return [];
  return readIndex(file).filter((descriptor) => descriptor.annotations?.[annotation.imageId] === undefined);
}

export function saveImageIndex(directory: string, entries: readonly IndexEntry[]): void {
  const file = path.join(directory, "index.json");
  const manifests = [...loadForeignDescriptors(directory), ...entries.map(toDescriptor)];
  writeFileAtomicSync(file, `${JSON.stringify({ schemaVersion: 2, manifests }, null, 1)}\n`);
}

/**
 * Points `entry.reference` to `entry`. The image that had the name before keeps an entry without one,
 * and an image that gets a name loses its nameless entry.
 */
export function withEntry(entries: readonly IndexEntry[], entry: IndexEntry): IndexEntry[] {
  const { reference } = entry;
  const released = entries.map((other): IndexEntry => {
    if (reference === undefined || other.reference !== reference || other.imageId === entry.imageId) return other;
    const { reference: _name, ...nameless } = other;
    return nameless;
  });
  const others = released.filter((other) => !(other.imageId === entry.imageId && other.reference === reference));
  return withoutRedundant([...others, entry]);
}

/** Drops nameless entries that say nothing new about an image which has other entries. */
export function withoutRedundant(entries: readonly IndexEntry[]): IndexEntry[] {
  return entries.filter((entry, index) => {
    if (entry.reference !== undefined) return true;
    const others = entries.filter((other, at) => at !== index && other.imageId === entry.imageId);
    const better = others.some(
      (other) =>
        other.reference !== undefined && (entry.repoDigest === undefined || other.repoDigest === entry.repoDigest),
    );
    const twin = entries.findIndex(
      (other) =>
        other.imageId === entry.imageId && other.reference === undefined && other.repoDigest === entry.repoDigest,
    );
    return !better && twin === index;
  });
}

function toDescriptor(entry: IndexEntry): object {
  const notes: Record<string, string> = { [annotation.imageId]: entry.imageId };
  if (entry.reference !== undefined) {
    notes[annotation.refName] = entry.reference;
    notes[annotation.containerdName] = entry.reference;
  }
  if (entry.repoDigest !== undefined) notes[annotation.repoDigest] = entry.repoDigest;
  if (entry.indexDigest !== undefined) notes[annotation.indexDigest] = entry.indexDigest;
  return { mediaType: entry.mediaType, digest: entry.digest, size: entry.size, annotations: notes };
}
