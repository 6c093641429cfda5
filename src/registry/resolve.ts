// From a reference to one manifest of one platform, every byte of the way verified.

import { TsRunError } from "../base/index.ts";
import { digestOf, readBounded, verifyBytes } from "./body.ts";
import type { RegistryClient } from "./client.ts";
import {
  acceptedTypes,
  type DocumentDescriptor,
  type DocumentKind,
  maxDocumentBytes,
  readDocument,
} from "./document.ts";
import { choosePlatform, formatPlatform, type Platform } from "./platform.ts";
import { formatReference, isDigest, type Reference } from "./reference.ts";
import { RegistryError } from "./registry-error.ts";

export interface ResolvedDocument {
  readonly descriptor: DocumentDescriptor;
  readonly bytes: Buffer;
}

export interface ResolvedImage {
  readonly reference: Reference;
  /** Digest that the reference names: of the index, or of the manifest where there is none. */
  readonly digest: string;
  /** Indexes on the way, outermost first; usually none or one. */
  readonly indexes: readonly ResolvedDocument[];
  readonly manifest: ResolvedDocument;
  /** As the index has it; undefined when the reference names a manifest directly (then its config says). */
  readonly platform?: Platform;
}

export interface ResolveOptions {
  readonly platform: Platform;
  readonly signal: AbortSignal;
  /** Looks into the local store first, so that what is there is not fetched again. Must return verified bytes. */
  readonly findLocal?: (digest: string) => Promise<Buffer | undefined>;
}

const maxIndexDepth = 4;

/** Asks the registry what `reference` is now. */
export async function resolveImage(
  client: RegistryClient,
  reference: Reference,
  options: ResolveOptions,
): Promise<ResolvedImage> {
  const doing = `resolving ${formatReference(reference)}`;
  const root = await fetchRoot(client, reference, options, doing);
  const indexes: ResolvedDocument[] = [];
  let current = root;
  let platform: Platform | undefined;
  for (let depth = 0; depth < maxIndexDepth; depth++) {
    const document = readDocument(current.bytes, current.descriptor.mediaType, doing);
    const descriptor = { ...current.descriptor, mediaType: document.mediaType };
    current = { descriptor, bytes: current.bytes };
    if (document.kind === "manifest") {
      return {
        reference,
        digest: root.descriptor.digest,
        indexes,
        manifest: current,
        ...(platform === undefined ? {} : { platform }),
      };
    }
    indexes.push(current);
    const entry = chooseEntry(document, options.platform, doing);
    platform = entry.platform ?? platform;
    current = await fetchByDigest(client, reference, entry, options, doing);
  }
  throw new RegistryError("ERR_REGISTRY", `${doing}: indexes are nested more than ${maxIndexDepth} deep`);
}

async function fetchRoot(
  client: RegistryClient,
  reference: Reference,
  options: ResolveOptions,
  doing: string,
): Promise<ResolvedDocument> {
  if (reference.digest !== undefined)
    return fetchByDigest(client, reference, { digest: reference.digest }, options, doing);
  const found = await headTag(client, reference, options, doing);
  return found === undefined
    ? fetchTag(client, reference, options, doing)
    : fetchByDigest(client, reference, found, options, doing);
}

/** Digest, type and size behind a tag, cheaply; undefined when the registry's HEAD doesn't say (GET will, with a text on failure). */
async function headTag(
  client: RegistryClient,
  reference: Reference,
  { signal }: ResolveOptions,
  doing: string,
): Promise<DocumentDescriptor | undefined> {
  try {
    const response = await client.call({
      ...manifestCall(reference, reference.tag ?? "latest", doing),
      method: "HEAD",
      capability: "resolve",
      signal,
    });
    response.body.on("error", () => undefined).resume();
    const digest = response.headers["docker-content-digest"] ?? "";
    const size = Number(response.headers["content-length"] ?? Number.NaN);
    if (!isDigest(digest) || !Number.isSafeInteger(size) || size <= 0) return undefined;
    return { digest, size, mediaType: response.headers["content-type"] ?? "" };
  } catch (error) {
    // A HEAD has no body, so the reason for the refusal is only in the answer to a GET.
    const refused =
      error instanceof RegistryError && error.status !== undefined && error.status !== 429 && error.status < 500;
    if (refused) return undefined;
    throw error;
  }
}

async function fetchTag(
  client: RegistryClient,
  reference: Reference,
  { signal }: ResolveOptions,
  doing: string,
): Promise<ResolvedDocument> {
  const response = await client.call({
    ...manifestCall(reference, reference.tag ?? "latest", doing),
    capability: "resolve",
    signal,
  });
  const bytes = await readBounded(response.body, maxDocumentBytes, { url: response.url, doing, signal });
  const digest = digestOf(bytes);
  const promised = response.headers["docker-content-digest"];
  if (promised?.startsWith("sha256:") === true) verifyBytes(bytes, { digest: promised, size: bytes.length }, doing);
  return { descriptor: { digest, size: bytes.length, mediaType: response.headers["content-type"] ?? "" }, bytes };
}

async function fetchByDigest(
  client: RegistryClient,
  reference: Reference,
  wanted: { digest: string; size?: number; mediaType?: string },
  options: ResolveOptions,
  doing: string,
): Promise<ResolvedDocument> {
  const local = await options.findLocal?.(wanted.digest);
  if (local !== undefined)
    return {
      descriptor: { digest: wanted.digest, size: local.length, mediaType: wanted.mediaType ?? "" },
      bytes: local,
    };
  if (wanted.size !== undefined && wanted.size > maxDocumentBytes) {
    throw new RegistryError(
      "ERR_REGISTRY",
      `${doing}: the manifest ${wanted.digest} is larger than ${maxDocumentBytes} bytes`,
    );
  }
  const { signal } = options;
  const response = await client.call({ ...manifestCall(reference, wanted.digest, doing), capability: "pull", signal });
  const bytes = await readBounded(response.body, maxDocumentBytes, { url: response.url, doing, signal });
  verifyBytes(bytes, { digest: wanted.digest, size: wanted.size ?? bytes.length }, doing);
  return {
    descriptor: {
      digest: wanted.digest,
      size: bytes.length,
      mediaType: wanted.mediaType || (response.headers["content-type"] ?? ""),
    },
    bytes,
  };
}

function chooseEntry(index: DocumentKind & { kind: "index" }, wanted: Platform, doing: string) {
  const position = choosePlatform(
    index.entries.map(({ platform }) => platform),
    wanted,
  );
  // A lone entry without a platform is the image, for whatever platform its config says.
  const entry =
    position === undefined && index.entries.length === 1 && index.entries[0]?.platform === undefined
      ? index.entries[0]
      : index.entries[position ?? -1];
  if (entry !== undefined) return entry;
  const offered = [
    ...new Set(index.entries.flatMap(({ platform }) => (platform === undefined ? [] : [formatPlatform(platform)]))),
  ];
  throw new TsRunError("ERR_NOT_FOUND", `${doing}: there is no image for ${formatPlatform(wanted)} in it`, {
    hint:
      offered.length === 0
        ? "the index lists no platforms"
        : `choose one that is there with --platform: ${offered.slice(0, 20).join(", ")}`,
  });
}

function manifestCall(reference: Reference, tagOrDigest: string, doing: string) {
  return {
    reference,
    path: `${reference.repository}/manifests/${tagOrDigest}`,
    headers: { accept: `${acceptedTypes}, */*;q=0.1` },
    doing,
    notFoundHint: `check name and tag: ${reference.domain}/v2/${reference.repository}/tags/list`,
  };
}
