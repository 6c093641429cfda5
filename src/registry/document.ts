// What kind of document a registry sent, before anyone interprets it: index, manifest, or something we refuse by name.

import { TsRunError } from "../base/index.ts";
import type { Platform } from "./platform.ts";
import { isDigest } from "./reference.ts";
import { RegistryError } from "./registry-error.ts";

export interface DocumentDescriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

export interface IndexEntry extends DocumentDescriptor {
  readonly platform?: Platform;
}

export type DocumentKind =
  | { readonly kind: "manifest"; readonly mediaType: string }
  | { readonly kind: "index"; readonly mediaType: string; readonly entries: readonly IndexEntry[] };

const manifestTypes = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];
const indexTypes = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
];

/** What we ask for, best first. */
export const acceptedTypes = [...indexTypes, ...manifestTypes].join(", ");

/** The largest manifest or index that is read: the bound that the distribution spec asks registries to take. */
export const maxDocumentBytes = 4 * 1024 * 1024;

/** Classifies the bytes. `contentType` counts only where the document itself does not say what it is. */
export function readDocument(bytes: Uint8Array, contentType: string | undefined, doing: string): DocumentKind {
  const document = parseObject(bytes, doing);
  const said =
    typeof document.mediaType === "string" ? document.mediaType : contentType?.split(";")[0]?.trim().toLowerCase();
  if (document.schemaVersion === 1 || said?.includes("vnd.docker.distribution.manifest.v1")) {
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      `${doing}: this is a Docker image manifest of schema 1, a format given up in 2017`,
      {
        hint: "have the image pushed again by a current docker, or convert it with skopeo copy --format v2s2",
      },
    );
  }
  const isIndex = Array.isArray(document.manifests);
  const isManifest = "config" in document || "layers" in document;
  if (isIndex && isManifest) {
    throw new TsRunError(
      "ERR_HOSTILE",
      `${doing}: the document is an index and a manifest at once, so its digest would not say which image it is`,
    );
  }
  if (isIndex)
    return {
      kind: "index",
      mediaType: typeOf(said, indexTypes, doing),
      entries: readEntries(document.manifests as unknown[], doing),
    };
  if (isManifest) return { kind: "manifest", mediaType: typeOf(said, manifestTypes, doing) };
  throw new RegistryError("ERR_REGISTRY", `${doing}: the answer is neither an image manifest nor an index`, {
    hint: "check that the address is a registry's",
  });
}

function parseObject(bytes: Uint8Array, doing: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (error) {
    throw new RegistryError("ERR_REGISTRY", `${doing}: the manifest is not complete JSON`, { cause: error });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new RegistryError("ERR_REGISTRY", `${doing}: the manifest is not a JSON object`);
  }
  return value as Record<string, unknown>;
}

/** Generic content types (application/json, text/plain) say nothing; a wrong specific one is refused. */
function typeOf(said: string | undefined, allowed: readonly string[], doing: string): string {
  if (said !== undefined && allowed.includes(said)) return said;
  if (said === undefined || !said.includes("vnd.")) return allowed[0] ?? "";
  throw new RegistryError(
    "ERR_REGISTRY",
    `${doing}: the document says it is ${JSON.stringify(said.slice(0, 100))}, and its content is something else`,
  );
}

function readEntries(manifests: readonly unknown[], doing: string): IndexEntry[] {
  return manifests.map((entry, position) => {
    const { mediaType, digest, size, platform } = (entry ?? {}) as Record<string, unknown>;
    if (
      typeof mediaType !== "string" ||
      typeof digest !== "string" ||
      !isDigest(digest) ||
      !Number.isSafeInteger(size) ||
      Number(size) < 0
    ) {
      throw new RegistryError("ERR_REGISTRY", `${doing}: /manifests/${position} of the index is not a descriptor`);
    }
    const readable = readPlatform(platform);
    return { mediaType, digest, size: Number(size), ...(readable === undefined ? {} : { platform: readable }) };
  });
}

function readPlatform(value: unknown): Platform | undefined {
  const { os, architecture, variant } = (value ?? {}) as Record<string, unknown>;
  if (typeof os !== "string" || typeof architecture !== "string" || os === "unknown") return undefined; // "unknown": attestations
  return { os, architecture, ...(typeof variant === "string" && variant !== "" ? { variant } : {}) };
}
