// The two documents of a pod: record.json, written before anything of it is made, and status.json. A pod whose status is
// missing was being made when the server died: the next one takes everything of it away.

import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { hasErrno, isId, writeFileAtomic } from "../base/index.ts";
import { loadDocument, type Roots } from "../containers/index.ts";
import { PodSandboxConfig } from "../cri-wire/index.ts";
import { type PodPaths, podPaths } from "./paths.ts";

export interface PodRecord {
  readonly version: 1;
  readonly id: string;
  /** RFC 3339 with nanoseconds. */
  readonly createdAt: string;
  readonly runtimeHandler: string;
  /** PodSandboxConfig as JSON. */
  readonly config: unknown;
}

export interface PodStatus {
  readonly version: 1;
  /** Where its namespaces live: after another boot they are gone. */
  readonly bootId: string;
  /** First the one that PodSandboxStatus calls `ip`. */
  readonly ips: readonly string[];
  /** Set by StopPodSandbox. */
  readonly stopped: boolean;
  /** What a network plugin answered to ADD, for DEL. */
  readonly network?: unknown;
  /** Overhead and resources after UpdatePodSandboxResources. */
  readonly resources?: unknown;
}

export interface PodDocuments {
  readonly id: string;
  readonly paths: PodPaths;
  readonly record: PodRecord | undefined;
  readonly status: PodStatus | undefined;
}

export async function writePodRecord(paths: PodPaths, record: PodRecord): Promise<void> {
  await mkdir(paths.dir, { recursive: true, mode: 0o700 });
  await writeFileAtomic(paths.record, `${JSON.stringify(record)}\n`, { mode: 0o600, durable: false });
}

/** Durable: from here on the pod exists. */
export async function writePodStatus(paths: PodPaths, status: PodStatus): Promise<void> {
  await writeFileAtomic(paths.status, `${JSON.stringify(status)}\n`, { mode: 0o600 });
}

export async function removePodFiles(paths: PodPaths): Promise<void> {
  // The status first: a pod without one is removed entirely by the next server, also when we are killed half-way.
  await rm(paths.status, { force: true });
  await rm(paths.runDir, { recursive: true, force: true });
  await rm(paths.dir, { recursive: true, force: true });
}

/** Every pod directory, also of pods that were being made. */
export async function loadPods(roots: Roots): Promise<PodDocuments[]> {
  const ids = new Set([...(await names(join(roots.root, "pods"))), ...(await names(join(roots.runDir, "pods")))]);
  return [...ids].filter(isId).map((id) => {
    const paths = podPaths(roots, id);
    return {
      id,
      paths,
      record: loadDocument<PodRecord>(paths.record),
      status: loadDocument<PodStatus>(paths.status),
    };
  });
}

export function configOf(record: PodRecord): PodSandboxConfig {
  return PodSandboxConfig.fromJSON(record.config);
}

async function names(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return [];
    throw error;
  }
}
