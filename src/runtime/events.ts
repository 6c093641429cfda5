// events: what a container uses, now or again and again, and when the kernel killed for memory.

import { setTimeout as sleep } from "node:timers/promises";
import { hasErrno, TsRunError } from "../base/index.ts";
import { type CgroupSample, readSample, stringify, watchOutOfMemory } from "../cgroups/index.ts";
import { getContainer, type RuntimeHost } from "./containers.ts";
import { cgroupOf } from "./control.ts";

export type ContainerEvent =
  | { readonly type: "stats"; readonly id: string; readonly data: CgroupSample }
  | { readonly type: "oom"; readonly id: string };

/** Throws ERR_CONFLICT when the container does not run. */
export function statsOf(host: RuntimeHost, id: string): ContainerEvent {
  const data = readSample(host.cgroup, runningCgroup(host, id));
  // null: the network interfaces are not ours; intelRdt has its own files
  return { type: "stats", id, data: { ...data, intel_rdt: {}, network_interfaces: null } };
}

/** One line of JSON. */
export function eventText(event: ContainerEvent): string {
  return stringify(event);
}

export interface WatchOptions {
  readonly intervalMs: number;
  readonly signal: AbortSignal;
  readonly tell: (event: ContainerEvent) => void;
}

/** Tells events until the container has stopped or `signal` is aborted. */
export async function watchContainer(host: RuntimeHost, id: string, options: WatchOptions): Promise<void> {
  const { intervalMs, signal, tell } = options;
  const watch = watchOutOfMemory(host.cgroup, runningCgroup(host, id), () => tell({ type: "oom", id }));
  try {
    while (await passes(intervalMs, signal)) {
      if (isStopped(host, id)) return;
      tell(statsOf(host, id));
    }
  } catch (error) {
    // It stopped between the look at it and the reading.
    if (!hasErrno(error, "ENOENT", "ENODEV") && !isStopped(host, id)) throw error;
  } finally {
    watch.close();
  }
}

async function passes(intervalMs: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(intervalMs, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}

function isStopped(host: RuntimeHost, id: string): boolean {
  try {
    return getContainer(host, id).status === "stopped";
  } catch (error) {
    if (error instanceof TsRunError && error.code === "ERR_NOT_FOUND") return true;
    throw error;
  }
}

function runningCgroup(host: RuntimeHost, id: string): string {
  const container = getContainer(host, id);
  if (container.status === "stopped")
    throw new TsRunError("ERR_CONFLICT", `container with id ${id} is not running: it has no events`);
  return cgroupOf(container);
}
