// config.json as it was read -> RuntimeSpec, or an error that names every field of the wrong type. Only types and ranges
// are judged here; what the specification demands beyond them is validateRuntimeSpec()'s.

import { TsRunError } from "../base/index.ts";
import type { RuntimeSpec } from "./runtime-spec.ts";
import { pointerOf } from "./violation.ts";

/** More than any engine writes, far less than what would fill our memory. */
export const MAX_CONFIG_BYTES = 8 * 1024 * 1024;

const MAX_SHOWN = 20;

/**
 * Throws ERR_INVALID_SPEC. Fields that the specification does not know are dropped, as it asks ("MUST ignore unknown
 * properties"); unknownProperties() finds them. zod is loaded on first use: who builds a spec itself never pays for it.
 */
export async function parseRuntimeSpec(json: unknown): Promise<RuntimeSpec> {
  const { runtimeSpecSchema } = await import("./runtime-spec-schema.ts");
  return judge(runtimeSpecSchema.safeParse(withoutNulls(json)), "config.json");
}

/** A `process` object, as `exec --process` reads it. */
export async function parseRuntimeProcess(json: unknown): Promise<NonNullable<RuntimeSpec["process"]>> {
  const { processSchema } = await import("./runtime-spec-schema.ts");
  return judge(processSchema.safeParse(withoutNulls(json)), "process");
}

/** A `linux.resources` object, as `update --resources` reads it. */
export async function parseRuntimeResources(
  json: unknown,
): Promise<NonNullable<NonNullable<RuntimeSpec["linux"]>["resources"]>> {
  const { resourcesSchema } = await import("./runtime-spec-schema.ts");
  return judge(resourcesSchema.safeParse(withoutNulls(json)), "resources");
}

/** Text of such a document; refuses what is too large or no JSON. */
export function parseSpecText(text: string, what: string): unknown {
  if (Buffer.byteLength(text) > MAX_CONFIG_BYTES)
    throw new TsRunError("ERR_INVALID_SPEC", `read ${what}: it has more than ${MAX_CONFIG_BYTES} bytes`);
  try {
    return /\d{16}/.test(text) ? parseExactly(text) : JSON.parse(text);
  } catch (error) {
    throw new TsRunError("ERR_INVALID_SPEC", `read ${what}: ${(error as Error).message}`, { cause: error });
  }
}

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const BIG = "\u0000integer:";

/** Integers that a double cannot hold become bigints: uint64s of seccomp, and 2^64-1 for "unlimited". */
function parseExactly(text: string): unknown {
  const marked = text.replaceAll(TOKENS, (token) =>
    /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? JSON.stringify(BIG + token) : token,
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(BIG) ? BigInt(value.slice(BIG.length)) : value,
  );
}

/** Pointers of what `json` has and the specification does not know, in the order of the document. */
export function unknownProperties(json: unknown, parsed: unknown, at = ""): string[] {
  if (!isObject(json) || !isObject(parsed)) return [];
  return Object.entries(json).flatMap(([key, value]) => {
    const pointer = `${at}${pointerOf([key])}`;
    if (value === null) return [];
    return key in parsed ? unknownProperties(value, parsed[key], pointer) : isEmptyText(value) ? [] : [pointer];
  });
}

/** Go programs write "" for a new namespace, which reads as no path at all. */
function isEmptyText(value: unknown): boolean {
  return value === "";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** The deepest that the specification goes is 7. */
const MAX_DEPTH = 32;

/** Go programs write null for an empty list or map, and read it as absent. */
function withoutNulls(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new TsRunError("ERR_INVALID_SPEC", `it nests deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) return value.map((one) => withoutNulls(one, depth + 1));
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(members.map(([key, one]) => [key, withoutNulls(one, depth + 1)]));
}

interface Outcome {
  readonly success: boolean;
  readonly data?: unknown;
  readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] };
}

function judge<T>(outcome: Outcome, what: string): T {
  // The schema's output has exactly these fields; through JSON, so that what is undefined becomes an absent key.
  if (outcome.success) return JSON.parse(JSON.stringify(outcome.data)) as T;
  const issues = outcome.error?.issues ?? [];
  const lines = issues
    .slice(0, MAX_SHOWN)
    .map(({ path, message }) => `${pointerOf(path) || "/"}: ${lowerFirst(message)}`);
  if (issues.length > MAX_SHOWN) lines.push(`and ${issues.length - MAX_SHOWN} more`);
  throw new TsRunError("ERR_INVALID_SPEC", `parse ${what}: ${lines.join("; ")}`, {
    hint: "see the runtime specification's config.md for the form of these fields",
  });
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
