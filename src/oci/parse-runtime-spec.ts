// config.json as it was read -> RuntimeSpec, or an error that names every field of the wrong type. Only types and ranges
// are judged here; what the specification demands beyond them is validateRuntimeSpec()'s.

import { TsRunError } from "../base/index.ts";
import type { RuntimeSpec } from "./runtime-spec.ts";

/** More than any engine writes, far less than what would fill our memory. */
export const MAX_CONFIG_BYTES = 8 * 1024 * 1024;

const MAX_SHOWN = 20;

/**
 * Throws ERR_INVALID_SPEC. Fields that the specification does not know are dropped, as it asks ("MUST ignore unknown
 * properties"). zod is loaded on first use: who builds a spec itself never pays for it.
 */
export async function parseRuntimeSpec(json: unknown): Promise<RuntimeSpec> {
  const { runtimeSpecSchema } = await import("./runtime-spec-schema.ts");
  return judge(runtimeSpecSchema.safeParse(json), "config.json");
}

/** A `process` object, as `exec --process` reads it. */
export async function parseRuntimeProcess(json: unknown): Promise<NonNullable<RuntimeSpec["process"]>> {
  const { processSchema } = await import("./runtime-spec-schema.ts");
  return judge(processSchema.safeParse(json), "process");
}

/** A `linux.resources` object, as `update --resources` reads it. */
export async function parseRuntimeResources(
  json: unknown,
): Promise<NonNullable<NonNullable<RuntimeSpec["linux"]>["resources"]>> {
  const { resourcesSchema } = await import("./runtime-spec-schema.ts");
  return judge(resourcesSchema.safeParse(json), "resources");
}

/** Text of such a document; refuses what is too large or no JSON. */
export function parseSpecText(text: string, what: string): unknown {
  if (Buffer.byteLength(text) > MAX_CONFIG_BYTES)
    throw new TsRunError("ERR_INVALID_SPEC", `read ${what}: it has more than ${MAX_CONFIG_BYTES} bytes`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TsRunError("ERR_INVALID_SPEC", `read ${what}: ${(error as Error).message}`, { cause: error });
  }
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
  const lines = issues.slice(0, MAX_SHOWN).map(({ path, message }) => `${pointerOf(path)}: ${lowerFirst(message)}`);
  if (issues.length > MAX_SHOWN) lines.push(`and ${issues.length - MAX_SHOWN} more`);
  throw new TsRunError("ERR_INVALID_SPEC", `parse ${what}: ${lines.join("; ")}`, {
    hint: "see the runtime specification's config.md for the form of these fields",
  });
}

/** RFC 6901. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("") || "/";
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
