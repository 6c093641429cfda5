// What outlives the server of a pod: one document, written when it is made and again when it changes. Before anything of
// it is made its intent is written: a pod with an intent and no document was being made when the server died, and the
// next one takes everything of it away.

import { mkdirSync, rmSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { hasErrno, isId, isTemporaryName, writeFileAtomic } from "../base/index.ts";
import { loadDocument, type Roots, saveDocument } from "../containers/index.ts";
import { PodSandboxConfig } from "../cri-wire/index.ts";
import { type PodPaths, podIdOf, podPaths, podRunDirs, podsDir } from "./paths.ts";

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
  /** Plugins keep addresses on disk: the pod must be known after a reboot, too, or nobody gives its address back. */
  readonly durable?: boolean;
  /** Overhead and resources after UpdatePodSandboxResources. */
  readonly resources?: unknown;
}

interface PodDocument {
  readonly record: PodRecord;
  readonly status: PodStatus;
}

export interface FoundPod extends Partial<PodDocument> {
  readonly id: string;
  readonly paths: PodPaths;
}

/** Makes the pod's run directory as well. */
export function writePodIntent(paths: PodPaths, record: PodRecord): void {
  mkdirSync(paths.runDir, { recursive: true, mode: 0o700 });
  saveDocument(paths.intent, record, false);
}

/** From here on the pod exists. Only a document that has to reach the disk makes the event loop's detour. */
export async function writePod(paths: PodPaths, record: PodRecord, status: PodStatus): Promise<void> {
  const document: PodDocument = { record, status };
  if (status.durable !== true) saveDocument(paths.document, document, false);
  else await writeFileAtomic(paths.durableDocument, `${JSON.stringify(document)}\n`, { mode: 0o600 });
}

export async function removePodFiles(paths: PodPaths): Promise<void> {
  // The document first: a pod without one is removed entirely by the next server, also when we are killed half-way.
  for (const document of [paths.durableDocument, paths.document]) rmSync(document, { force: true });
  await rm(paths.runDir, { recursive: true, force: true });
}

/** Every pod there are files of, also those that were being made; what a killed server was writing goes. */
export async function loadPods(roots: Roots): Promise<FoundPod[]> {
  const files = await names(podsDir(roots));
  for (const name of files) if (isTemporaryName(name)) await rm(join(podsDir(roots), name), { force: true });
  const made = files.map(podIdOf).filter((id) => id !== undefined);
  const begun = (await names(podRunDirs(roots))).filter(isId);
  return [...new Set([...made, ...begun])].map((id) => {
    const paths = podPaths(roots, id);
    const document = loadDocument<PodDocument>(paths.document) ?? loadDocument<PodDocument>(paths.durableDocument);
    if (document) return { id, paths, ...document };
    const record = loadDocument<PodRecord>(paths.intent);
    return { id, paths, ...(record ? { record } : {}) };
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
