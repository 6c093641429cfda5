// A registry's refusal in words: status, its own error code and message, and what to do.

import type { ErrorCode } from "../base/index.ts";
import { RegistryError, type Retry } from "./registry-error.ts";
import { parseRetryAfter } from "./retry.ts";

export interface Refusal {
  readonly doing: string;
  readonly registry: string;
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly url: URL };
  readonly body: Uint8Array;
  /** For 404: what to check. */
  readonly notFoundHint?: string;
}

export function answerError({ doing, registry, response, body, notFoundHint }: Refusal): RegistryError {
  const { status, headers, url } = response;
  const said = registryMessage(body);
  const who = url.host === registry ? registry : `${registry} (${url.host})`;
  const message = `${doing}: ${who} answered ${status}${said === "" ? "" : `: ${said}`}`;
  return new RegistryError(codeOf(status), message, {
    status,
    retry: retryOf(status),
    retryAfterMs: parseRetryAfter(headers["retry-after"], Date.now()),
    hint: hintOf(status, registry, notFoundHint),
  });
}

function codeOf(status: number): ErrorCode {
  if (status === 401 || status === 403) return "ERR_UNAUTHORIZED";
  return status === 404 ? "ERR_NOT_FOUND" : "ERR_REGISTRY";
}

function retryOf(status: number): Retry {
  return [408, 425, 429, 500, 502, 503, 504].includes(status) ? "always" : "never";
}

function hintOf(status: number, registry: string, notFoundHint: string | undefined): string | undefined {
  if (status === 401 || status === 403) return `ts-run login ${registry}`;
  if (status === 404) return notFoundHint;
  if (status === 429) return `wait, or log in for a higher limit: ts-run login ${registry}`;
  return status >= 500 ? "the registry has trouble of its own; try again later" : undefined;
}

/** "MANIFEST_UNKNOWN: manifest unknown" from the specification's error document, or the start of a plain text. */
function registryMessage(body: Uint8Array): string {
  const text = Buffer.from(body.subarray(0, 16_384)).toString("utf8");
  try {
    const { errors, details } = JSON.parse(text) as { errors?: unknown; details?: unknown };
    const list = Array.isArray(errors) ? (errors as ({ code?: unknown; message?: unknown } | null)[]) : [];
    const parts = list
      .slice(0, 3)
      .map((entry) =>
        [entry?.code, entry?.message].filter((part) => typeof part === "string" && part !== "").join(": "),
      );
    return printable(parts.length > 0 ? parts.join("; ") : typeof details === "string" ? details : "");
  } catch {
    return text.trimStart().startsWith("<") ? "" : printable(text.split("\n")[0] ?? ""); // HTML says nothing
  }
}

/** Texts of strangers go to a terminal: no control characters, no novels. */
function printable(text: string): string {
  return text
    .replace(/[\x00-\x1f\x7f-\x9f]+/g, " ")
    .trim()
    .slice(0, 300);
}
