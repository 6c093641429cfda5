// Reading answers: bounded, and verified against a descriptor before anyone may use a byte for good.

import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { TsRunError } from "../base/index.ts";
import { networkError } from "./network-error.ts";
import { cancelled, RegistryError } from "./registry-error.ts";

/** What a blob must turn out to be. */
export interface Expected {
  readonly digest: string;
  readonly size: number;
}

export interface BodySource {
  readonly url: URL;
  readonly doing: string;
  readonly signal: AbortSignal;
}

/** The whole body, unless it is longer than `maxBytes`. */
export async function readBounded(body: Readable, maxBytes: number, source: BodySource): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of readBody(body, source)) {
    length += chunk.length;
    if (length > maxBytes) {
      throw new RegistryError(
        "ERR_REGISTRY",
        `${source.doing}: the answer of ${source.url.host} is larger than ${maxBytes} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** The chunks of a body, with failures in our words; destroys the body when the reader stops early. */
export async function* readBody(
  body: Readable,
  { url, doing, signal }: BodySource,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    for await (const chunk of body) yield chunk as Buffer;
  } catch (error) {
    if (signal.aborted) throw cancelled(doing, error);
    throw networkError(doing, url, error);
  } finally {
    body.on("error", () => undefined).destroy();
  }
}

/** "sha256" of "sha256:…"; only algorithms that the image spec registers and Node has. */
export function algorithmOf(digest: string): "sha256" | "sha384" | "sha512" {
  const algorithm = digest.slice(0, Math.max(0, digest.indexOf(":")));
  if (algorithm === "sha256" || algorithm === "sha384" || algorithm === "sha512") return algorithm;
  throw new TsRunError("ERR_UNSUPPORTED", `verifying ${digest.slice(0, 80)}: unknown digest algorithm`);
}

export function digestOf(bytes: Uint8Array, algorithm = "sha256"): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}

/** Throws ERR_DIGEST_MISMATCH unless the bytes are what was promised. */
export function verifyBytes(bytes: Uint8Array, expected: Expected, doing: string): void {
  if (bytes.length !== expected.size) throw wrongSize(doing, expected, bytes.length);
  const actual = digestOf(bytes, algorithmOf(expected.digest));
  if (actual !== expected.digest) throw wrongDigest(doing, expected, actual);
}

/** Passes chunks through and fails at the end, or as soon as there are too many, if they are not what was promised. */
export async function* verifiedChunks(
  chunks: AsyncIterable<Buffer>,
  expected: Expected,
  doing: string,
): AsyncGenerator<Buffer, void, undefined> {
  const algorithm = algorithmOf(expected.digest);
  const hash = createHash(algorithm);
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > expected.size) throw wrongSize(doing, expected, length);
    hash.update(chunk);
    yield chunk;
  }
  if (length !== expected.size) throw wrongSize(doing, expected, length);
  const actual = `${algorithm}:${hash.digest("hex")}`;
  if (actual !== expected.digest) throw wrongDigest(doing, expected, actual);
}

export function wrongSize(doing: string, expected: Expected, actual: number): TsRunError {
  const amount =
    actual > expected.size
      ? `more than the ${expected.size} promised bytes came`
      : `${actual} of ${expected.size} promised bytes came`;
  return new TsRunError("ERR_DIGEST_MISMATCH", `${doing}: wrong size of ${expected.digest}: ${amount}`, {
    hint: mismatchHint,
  });
}

export function wrongDigest(doing: string, expected: Expected, actual: string): TsRunError {
  return new TsRunError("ERR_DIGEST_MISMATCH", `${doing}: expected ${expected.digest}, the registry sent ${actual}`, {
    hint: mismatchHint,
  });
}

const mismatchHint = "the registry, a mirror or a proxy on the way changes content; nothing of it was used";
