// The JSON documents of an image, read from bytes nobody vouches for: everything that is used later is checked here, once.

import { z } from "zod";
import { messageOf, TsRunError } from "../base/index.ts";
import { isIndexType, mediaTypes } from "./media-types.ts";

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, "is not a sha256 digest");
const size = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
// Go writes null for empty lists and maps.
const strings = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? undefined);
const names = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => (value ? Object.fromEntries(Object.keys(value).map((name) => [name, {}])) : undefined));
const labels = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? undefined);
const text = z
  .string()
  .nullish()
  .transform((value) => (value === null || value === "" ? undefined : value));

const platform = z.object({ os: z.string(), architecture: z.string(), variant: z.string().nullish() });
const annotations = z.record(z.string(), z.string()).nullish();

export const descriptorSchema = z.object({
  mediaType: z.string(),
  digest,
  size,
  platform: platform.nullish(),
  annotations,
});
export type Descriptor = z.infer<typeof descriptorSchema>;

const indexSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().nullish(),
  manifests: z.array(descriptorSchema).max(10_000),
});
export type ImageIndex = z.infer<typeof indexSchema>;

const manifestSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().nullish(),
  config: descriptorSchema,
  layers: z.array(descriptorSchema).max(500),
});
export type ImageManifest = z.infer<typeof manifestSchema>;

const nanoseconds = z.number().int().nullish();
const healthcheck = z.object({
  Test: strings,
  Interval: nanoseconds,
  Timeout: nanoseconds,
  StartPeriod: nanoseconds,
  StartInterval: nanoseconds,
  Retries: nanoseconds,
});

const runConfig = z.object({
  User: text,
  ExposedPorts: names,
  Env: strings,
  Entrypoint: strings,
  Cmd: strings,
  Volumes: names,
  WorkingDir: text,
  Labels: labels,
  StopSignal: text,
  StopTimeout: z.number().int().nullish(),
  Shell: strings,
  Healthcheck: healthcheck.nullish(),
});

const history = z.object({
  created: text,
  created_by: text,
  author: text,
  comment: text,
  empty_layer: z.boolean().nullish(),
});

const configSchema = z.object({
  architecture: z.string(),
  os: z.string(),
  variant: text,
  created: text,
  author: text,
  config: runConfig.nullish(),
  rootfs: z.object({ type: z.literal("layers"), diff_ids: z.array(digest).max(500).nullable() }),
  history: z.array(history).max(10_000).nullish(),
});
export type ImageConfig = z.infer<typeof configSchema>;
export type RunConfig = Partial<z.infer<typeof runConfig>>;

export const parseIndex = (bytes: Uint8Array, what: string): ImageIndex => parse(indexSchema, bytes, what);
export const parseManifest = (bytes: Uint8Array, what: string): ImageManifest => parse(manifestSchema, bytes, what);
export const parseConfig = (bytes: Uint8Array, what: string): ImageConfig => parse(configSchema, bytes, what);

/** Manifest or index? By what it says, else by what it looks like; a document that is both is refused (CVE-2021-41190). */
export function kindOfDocument(bytes: Uint8Array, what: string): "index" | "manifest" {
  const document = parse(z.looseObject({ mediaType: z.string().nullish() }), bytes, what);
  const isIndex = "manifests" in document;
  const isManifest = "config" in document || "layers" in document;
  if (isIndex === isManifest) throw invalid(what, "it is neither a manifest nor an index");
  if (document.mediaType && isIndexType(document.mediaType) !== isIndex)
    throw invalid(what, `its media type ${document.mediaType} does not fit its content`);
  return isIndex ? "index" : "manifest";
}

export function layerMediaType(compression: "gzip" | "zstd" | "none"): string {
  if (compression === "gzip") return mediaTypes.ociLayerGzip;
  return compression === "zstd" ? mediaTypes.ociLayerZstd : mediaTypes.ociLayer;
}

export function parse<T>(schema: z.ZodType<T>, bytes: Uint8Array, what: string): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw invalid(what, `it is not JSON: ${messageOf(error)}`, error);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(what, `/${issue?.path.join("/") ?? ""}: ${issue?.message ?? "it breaks its schema"}`, result.error);
}

export function invalid(what: string, why: string, cause?: unknown): TsRunError {
  return new TsRunError("ERR_INVALID_SPEC", `read ${what}: ${why}`, { cause });
}
