// One layer blob onto one empty directory, verified: the directory is only worth anything when this returns.

import { createHash } from "node:crypto";
import fs from "node:fs";
import { TsRunError } from "../base/index.ts";
import { readDecompressed } from "./decompress.ts";
import type { LayerSyscalls } from "./layer-syscalls.ts";
import { type LayerBounds, type LayerResult, LayerWriter } from "./layer-writer.ts";
import { TarReader } from "./tar-reader.ts";

/** What a layer may unpack to. Real layers stay far below; bombs do not. */
export const defaultBounds: LayerBounds = { maxBytes: 64 * 1024 ** 3, maxEntries: 4_000_000 };
const maxRatio = 1000;
const ratioMatters = 1024 ** 3;

export interface UnpackOptions {
  readonly blobPath: string;
  /** "sha256:..." of the uncompressed bytes. */
  readonly diffId: string;
  readonly target: string;
  readonly syscalls: LayerSyscalls;
  readonly bounds?: LayerBounds;
  readonly signal?: AbortSignal;
  /** Uncompressed bytes so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** Throws on a hostile, damaged or wrong layer; what is in `target` then is rubbish for the caller to remove. */
export async function unpackLayer(options: UnpackOptions): Promise<LayerResult> {
  const { blobPath, diffId, target, signal } = options;
  const bounds = options.bounds ?? defaultBounds;
  const what = `unpack layer ${diffId}`;
  const blobSize = fs.statSync(blobPath).size;
  const hash = createHash("sha256");
  const writer = new LayerWriter(target, options.syscalls, bounds);
  try {
    const reader = new TarReader(writer);
    let total = 0;
    for await (const chunk of readDecompressed(blobPath, what, signal)) {
      total += chunk.length;
      checkBounds(what, total, blobSize, bounds);
      hash.update(chunk);
      reader.push(chunk);
      options.onProgress?.(total);
    }
    reader.finish();
    const actual = `sha256:${hash.digest("hex")}`;
    if (actual !== diffId) {
      throw new TsRunError("ERR_DIGEST_MISMATCH", `${what}: its uncompressed bytes are ${actual}`, {
        hint: "the image is damaged or was tampered with",
      });
    }
    return writer.finish();
  } finally {
    writer.close();
  }
}

function checkBounds(what: string, total: number, blobSize: number, bounds: LayerBounds): void {
  if (total > bounds.maxBytes + bounds.maxEntries * 1024) {
    throw new TsRunError("ERR_HOSTILE", `${what}: it unpacks to more than ${bounds.maxBytes} bytes`);
  }
  if (total > ratioMatters && total > blobSize * maxRatio) {
    throw new TsRunError("ERR_HOSTILE", `${what}: ${blobSize} bytes unpack to more than ${maxRatio} times as much`);
  }
}
