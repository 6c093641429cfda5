// What containers and pods use, at this moment.

import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { nowNs } from "../base/index.ts";
import { type CgroupUsage, listProcesses, readUsage } from "../cgroups/index.ts";
import { type InterfaceUsage, interfaceUsage } from "../network/index.ts";
import { placeOf } from "./cgroup-place.ts";
import type { PodEnvironment } from "./environment.ts";
import type { LayerUsage } from "./layer-usage.ts";
import { usesHostNetwork } from "./sandbox-spec.ts";
import { isReady, type Pod, type PodContainer, type PodTable } from "./table.ts";

export interface ContainerUsage {
  readonly atNs: bigint;
  /** undefined unless it runs. */
  readonly cgroup?: CgroupUsage;
  /** Nanoseconds of CPU per second since the last look, when that was long enough ago. */
  readonly nanoCores?: number;
  readonly layer: LayerUsage;
  readonly layerDir: string;
}

export interface PodUsage {
  readonly atNs: bigint;
  /** Of the cgroup that the kubelet made for the pod; undefined when it made none. */
  readonly cgroup?: CgroupUsage;
  readonly nanoCores?: number;
  /** Empty for a pod in the host's network: the counters would be the host's. */
  readonly interfaces: readonly InterfaceUsage[];
}

interface Sample {
  readonly atNs: bigint;
  readonly usageNs: number;
  readonly nanoCores?: number;
}

const MIN_INTERVAL_NS = 1_000_000_000n;

/** CPU use between two looks; a look soon after the last one repeats what that one saw. */
export class CpuRates {
  readonly #samples = new Map<string, Sample>();

  of(id: string, usageNs: number, atNs: bigint): number | undefined {
    const last = this.#samples.get(id);
    if (last !== undefined && atNs - last.atNs < MIN_INTERVAL_NS) return last.nanoCores;
    const nanoCores =
      last === undefined || usageNs < last.usageNs
        ? undefined
        : Math.round(((usageNs - last.usageNs) * 1e9) / Number(atNs - last.atNs));
    this.#samples.set(id, { atNs, usageNs, ...(nanoCores === undefined ? {} : { nanoCores }) });
    return nanoCores;
  }

  forget(id: string): void {
    this.#samples.delete(id);
  }
}

export async function containerUsage(table: PodTable, container: PodContainer): Promise<ContainerUsage> {
  const { environment, layers, rates } = table;
  const { stored, id } = container;
  const layer = await layers.of(id, stored.paths.upperDir);
  const atNs = nowNs();
  const where = stored.lifeCycle.state === "running" ? placeOf(environment, stored) : undefined;
  const base = { atNs, layer, layerDir: stored.paths.upperDir };
  if (!where) return base;
  const cgroup = readUsage(environment.cgroup, where.path);
  const nanoCores = rates.of(id, cgroup.cpu.usageNs, atNs);
  return { ...base, cgroup, ...(nanoCores === undefined ? {} : { nanoCores }) };
}

export function podUsage(table: PodTable, pod: Pod): PodUsage {
  const atNs = nowNs();
  const path = parentPath(pod);
  const interfaces = isReady(pod) && !usesHostNetwork(pod.config) ? interfaceUsage(pod.paths.pins.network) : [];
  if (path === undefined) return { atNs, interfaces };
  const cgroup = readUsage(table.environment.cgroup, path);
  const nanoCores = table.rates.of(pod.id, cgroup.cpu.usageNs, atNs);
  return { atNs, cgroup, interfaces, ...(nanoCores === undefined ? {} : { nanoCores }) };
}

/** The kubelet's cgroup for the pod, as a path. "kubepods-burstable-podX.slice" lies in the slices that its name lists. */
function parentPath({ config }: Pod): string | undefined {
  const parent = (config.linux?.cgroupParent ?? "").replace(/\/+$/, "");
  if (parent === "") return undefined;
  const slice = parent.slice(parent.lastIndexOf("/") + 1);
  if (!slice.endsWith(".slice")) return parent.startsWith("/") ? parent : `/${parent}`;
  const names = slice.slice(0, -".slice".length).split("-");
  return names.map((_, i) => `/${names.slice(0, i + 1).join("-")}.slice`).join("");
}

export interface ProcessUsage {
  readonly processes: number;
  readonly threads: number;
  readonly descriptors: number;
  readonly sockets: number;
  /** Soft limit of open files of the first process; undefined: none. */
  readonly openFilesLimit?: number;
}

/** Looks at every process of a container: for metrics, which are asked for seldom. */
export function processUsage(environment: PodEnvironment, container: PodContainer): ProcessUsage {
  const where = placeOf(environment, container.stored);
  const pids = where ? listProcesses(environment.cgroup, where.path) : [];
  const usage = { processes: pids.length, threads: 0, descriptors: 0, sockets: 0 };
  for (const pid of pids) {
    usage.threads += listed(`/proc/${pid}/task`).length;
    const fds = listed(`/proc/${pid}/fd`);
    usage.descriptors += fds.length;
    usage.sockets += fds.filter((fd) => target(`/proc/${pid}/fd/${fd}`).startsWith("socket:")).length;
  }
  const { lifeCycle } = container.stored;
  const limit = lifeCycle.state === "running" ? openFilesLimit(lifeCycle.process.pid) : undefined;
  return { ...usage, ...(limit === undefined ? {} : { openFilesLimit: limit }) };
}

function openFilesLimit(pid: number): number | undefined {
  const soft = /^Max open files\s+(\d+)/m.exec(contentOf(`/proc/${pid}/limits`))?.[1];
  return soft === undefined ? undefined : Number(soft);
}

// Processes come and go: what is not there any more counts for nothing.

function listed(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function target(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return "";
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
