// What the server finds when it starts: pods and containers of before, exits that happened meanwhile, and what a killed
// server left half made, which goes.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { hasErrno, isId, messageOf } from "../base/index.ts";
import type { Container } from "../containers/index.ts";
import { ContainerConfig } from "../cri-wire/index.ts";
import { MonitorChannel } from "../executor/index.ts";
import { configOf, type FoundPod, loadPods, removePodFiles } from "./documents.ts";
import { finish, follow, recordEnd } from "./follow.ts";
import { stopHolder } from "./holder.ts";
import { podName } from "./run-pod.ts";
import { unmakeSandbox } from "./sandbox.ts";
import { usesHostNetwork } from "./sandbox-spec.ts";
import type { ContainerOrigin, Pod, PodContainer, PodTable } from "./table.ts";
import { removeVolumes } from "./volumes.ts";

export async function loadTable(table: PodTable): Promise<void> {
  const { environment } = table;
  environment.containers.sweep();
  for (const documents of await loadPods(environment.roots)) await loadPod(table, documents);
  for (const stored of environment.containers.list()) await loadContainer(table, stored);
  for (const layer of environment.containers.strayLayers()) table.discards.add(layer);
  await sweepVolumes(table);
}

async function loadPod(table: PodTable, documents: FoundPod): Promise<void> {
  const { id, paths, record, status } = documents;
  if (!record || !status) {
    await discard(table, documents);
    return;
  }
  const pod: Pod = { id, paths, record, config: configOf(record), status, ending: false };
  table.pods.set(id, pod);
  table.names.set(podName(pod.config), id);
}

/** It was being made, or removed, when the server was killed. */
async function discard(table: PodTable, { id, paths, record }: FoundPod): Promise<void> {
  const { environment } = table;
  try {
    const config = record && configOf(record);
    await stopHolder(environment, { id, config, paths });
    if (config && !usesHostNetwork(config)) await environment.networks.detach({ id, config, paths }, undefined);
    unmakeSandbox(paths);
    await removePodFiles(paths);
  } catch (error) {
    environment.warn(`remove what is left of pod sandbox ${id}: ${messageOf(error)}`);
  }
}

async function loadContainer(table: PodTable, stored: Container): Promise<void> {
  const origin = stored.record.options as ContainerOrigin;
  const pod = table.pods.get(origin.podId);
  if (!pod) {
    table.environment.containers.remove(stored); // its pod went in the middle of its creation
    return;
  }
  const config = ContainerConfig.fromJSON(origin.config);
  const container: PodContainer = { id: stored.id, pod, config, origin, stored, removing: false };
  table.containers.set(stored.id, container);
  table.names.set(stored.status.name, stored.id);
  if (stored.lifeCycle.state === "running") attend(table, container);
  else if (stored.lifeCycle.state === "exited") {
    if (stored.lifeCycle.lost !== undefined) await recordEnd(table, container);
    container.ended = finish(table, container); // nobody waits for hooks to be served
  }
}

function attend(table: PodTable, container: PodContainer): void {
  try {
    follow(table, container, MonitorChannel.connect(container.stored.paths.controlSocket));
  } catch (error) {
    if (!hasErrno(error, "ENOENT", "ECONNREFUSED")) throw error;
    container.ended = recordEnd(table, container).then(() => finish(table, container)); // it ends at this moment
  }
}

/** Of containers whose creation was cut short. */
async function sweepVolumes({ environment, containers }: PodTable): Promise<void> {
  const { root, runDir } = environment.roots;
  const ids = new Set([...(await names(join(root, "volumes"))), ...(await names(join(runDir, "image-volumes")))]);
  for (const id of ids) if (isId(id) && !containers.has(id)) await removeVolumes(environment, id);
}

async function names(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return [];
    throw error;
  }
}
