// What is known of an image that is complete and unpacked, checked once when it came in: `run` reads only this.

import fs from "node:fs";
import path from "node:path";
import { hasErrno, TsRunError, writeFileAtomicSync } from "../base/index.ts";
import { AccountFiles } from "./account-files.ts";
import type { Descriptor, ImageConfig, ImageManifest, RunConfig } from "./documents.ts";

export interface ImageRecord {
  readonly version: 1;
  /** sha256:<config digest> */
  readonly id: string;
  readonly manifestDigest: string;
  readonly manifestMediaType: string;
  readonly manifestSize: number;
  /** Bottom first. */
  readonly layers: readonly {
    readonly digest: string;
    readonly size: number;
    readonly mediaType: string;
    readonly diffId: string;
    readonly chainId: string;
  }[];
  readonly config: RunConfig;
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
  readonly createdAt?: string;
  /** File contents of all layers. */
  readonly sizeBytes: number;
}

export interface RecordInput {
  readonly manifest: ImageManifest;
  readonly manifestDescriptor: Pick<Descriptor, "digest" | "size" | "mediaType">;
  readonly config: ImageConfig;
  readonly chainIds: readonly string[];
  readonly sizeBytes: number;
}

export function makeRecord({ manifest, manifestDescriptor, config, chainIds, sizeBytes }: RecordInput): ImageRecord {
  const diffIds = config.rootfs.diff_ids ?? [];
  return {
    version: 1,
    id: manifest.config.digest,
    manifestDigest: manifestDescriptor.digest,
    manifestMediaType: manifestDescriptor.mediaType,
    manifestSize: manifestDescriptor.size,
    layers: manifest.layers.map((layer, index) => ({
      digest: layer.digest,
      size: layer.size,
      mediaType: layer.mediaType,
      diffId: diffIds[index] ?? "",
      chainId: chainIds[index] ?? "",
    })),
    config: config.config ?? {},
    architecture: config.architecture,
    os: config.os,
    ...(config.variant === undefined ? {} : { variant: config.variant }),
    ...(config.created === undefined ? {} : { createdAt: config.created }),
    sizeBytes,
  };
}

/** Bottom first. */
export function chainIds(record: ImageRecord): string[] {
  return record.layers.map((layer) => layer.chainId);
}

export class RecordStore {
  readonly #directory: string;

  constructor(root: string) {
    this.#directory = path.join(root, "images", "records");
  }

  save(record: ImageRecord): void {
    fs.mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    writeFileAtomicSync(this.#pathOf(record.id), `${JSON.stringify(record)}\n`);
  }

  find(id: string): ImageRecord | undefined {
    const file = this.#pathOf(id);
    try {
      return JSON.parse(fs.readFileSync(file, "utf8")) as ImageRecord;
    } catch (error) {
      if (hasErrno(error, "ENOENT")) return undefined;
      throw new TsRunError("ERR_CORRUPT_STATE", `read ${file}: it is not JSON`, {
        cause: error,
        hint: "remove the file and load or pull the image again",
      });
    }
  }

  remove(id: string): void {
    fs.rmSync(this.#pathOf(id), { force: true });
    fs.rmSync(this.#usePathOf(id), { force: true });
    fs.rmSync(this.#accountsPathOf(id), { force: true });
  }

  list(): string[] {
    try {
      return fs
        .readdirSync(this.#directory)
        .filter((name) => /^[0-9a-f]{64}\.json$/.test(name))
        .map((name) => `sha256:${name.slice(0, 64)}`);
    } catch (error) {
      if (hasErrno(error, "ENOENT")) return [];
      throw error;
    }
  }

  /** The time of last use is the mtime of an empty file: no fsync, no JSON, on the path of every run. */
  touch(id: string): void {
    const now = new Date();
    try {
      fs.utimesSync(this.#usePathOf(id), now, now);
    } catch {
      fs.closeSync(fs.openSync(this.#usePathOf(id), "a"));
    }
  }

  accountFiles(id: string): AccountFiles {
    return new AccountFiles(this.#accountsPathOf(id));
  }

  lastUsed(id: string): string | undefined {
    return fs.statSync(this.#usePathOf(id), { throwIfNoEntry: false })?.mtime.toISOString();
  }

  #pathOf(id: string): string {
    return path.join(this.#directory, `${hexOf(id)}.json`);
  }

  #accountsPathOf(id: string): string {
    return path.join(this.#directory, `${hexOf(id)}.accounts`);
  }

  #usePathOf(id: string): string {
    return path.join(this.#directory, `${hexOf(id)}.used`);
  }
}

function hexOf(id: string): string {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(id)?.[1];
  if (hex === undefined)
    throw new TsRunError("ERR_INVALID_SPEC", `look up image ${JSON.stringify(id)}: it is not an image id`);
  return hex;
}
