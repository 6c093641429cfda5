// The three documents of a container: record.json (immutable), status.json (what commands change), and the monitor's two
// records. Life-cycle state is derived from them (state.ts), never stored.

import { readFileSync } from "node:fs";
import { hasErrno, messageOf, TsRunError, writeFileAtomicSync } from "../base/index.ts";
import type { Mount } from "../plan/index.ts";

/** Written once by create. */
export interface ContainerRecord {
  readonly version: 1;
  readonly id: string;
  readonly createdAt: string;
  readonly image: { readonly reference: string; readonly id: string };
  /** Images besides it whose files it mounts; they stay as long as it does. */
  readonly otherImages?: readonly string[];
  /** Entrypoint and command as executed. */
  readonly command: readonly string[];
  readonly rootfs: Mount;
  readonly terminal: boolean;
  readonly openStdin: boolean;
  /** Close stdin when the first attached client leaves. */
  readonly stdinOnce: boolean;
  /** `path`: elsewhere than in the container's directory; "" for no log at all. Of 0 bytes at most: never rotated by us. */
  readonly log: { readonly maxBytes: number; readonly maxFiles: number; readonly path?: string };
  /** Removed when it ends (--rm): nothing of it has to survive a power cut, so nothing waits for the disk. */
  readonly throwAway?: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** JSON pointer in config.json -> the flag, image field or default that asked for it. */
  readonly sources: Readonly<Record<string, string>>;
  /** What the engine was asked for; only the engine looks inside. */
  readonly options: unknown;
}

export interface ContainerStatus {
  readonly version: 1;
  name: string;
  /** A stop or kill was asked for: restart policies rest until the next start. */
  stopRequested: boolean;
  restartCount: number;
  /** Start was attempted; RFC 3339. */
  startedAt?: string;
  /** Why the last start failed, in words. */
  startError?: string;
  /** Exit code for a start that failed: 125, 126 or 127. */
  startExitCode?: number;
  bootId?: string;
  /** Volumes made for this container alone; removed with `rm -v` and --rm. */
  anonymousVolumes: string[];
  /** Engine's own mutable part: ports, address, resources after update. */
  engine?: unknown;
}

/** By the monitor, see native/monitor/record.h. */
export interface StateRecord {
  readonly pid: number;
  readonly startTime: number;
  readonly monitorPid: number;
  readonly monitorStartTime: number;
  readonly startedAt: string;
}

export interface ExitRecord {
  readonly exitCode: number;
  readonly signal: number;
  readonly exitedAt: string;
  readonly logBytesDropped: number;
  readonly failure?: { readonly lane: number; readonly op: number; readonly errno: number };
  readonly evidence: Readonly<Record<string, string>>;
}

/** Reads one of our own JSON documents; undefined when it is not there. */
export function loadDocument<T>(path: string): T | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
  // What a power cut can leave of a file that was written without fsync: a container without this document is a leftover.
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new TsRunError("ERR_CORRUPT_STATE", `read ${path}: ${messageOf(error)}`, {
      cause: error,
      hint: "the file was changed by hand or the disk lost data; `ts-run doctor` lists what is affected",
    });
  }
}

export function saveDocument(path: string, document: unknown, durable = true): void {
  writeFileAtomicSync(path, `${JSON.stringify(document)}\n`, { mode: 0o600, durable });
}

export function imagesOf({ image, otherImages = [] }: Pick<ContainerRecord, "image" | "otherImages">): string[] {
  return [image.id, ...otherImages];
}
