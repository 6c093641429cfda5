// What containers and pods use, at this moment.

import { nowNs } from "../base/index.ts";
import { type CgroupUsage, readUsages, type UsageExtent } from "../cgroups/index.ts";
import { countProcesses, type ProcessCounts } from "../native/index.ts";
import { type InterfaceUsage, interfaceUsages } from "../network/index.ts";
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

/** In the order of `containers`. */
export async function containerUsages(
  table: PodTable,
  containers: readonly PodContainer[],
  extent: UsageExtent,
): Promise<ContainerUsage[]> {
  const { environment, layers, rates } = table;
  const layerUsages = await Promise.all(containers.map(({ id, stored }) => layers.of(id, stored.paths.upperDir)));
  const atNs = nowNs();
  const paths = containers.map(({ stored }) =>
    stored.lifeCycle.state === "running" ? placeOf(environment, stored)?.path : undefined,
  );
  const cgroups = await usagesOf(environment, paths, extent);
  return containers.map(({ id, stored }, i) => {
    const cgroup = cgroups[i];
    const layer = layerUsages[i] as LayerUsage;
    const base = { atNs, layer, layerDir: stored.paths.upperDir };
    if (!cgroup) return base;
    const nanoCores = rates.of(id, cgroup.cpu.usageNs, atNs);
    return { ...base, cgroup, ...(nanoCores === undefined ? {} : { nanoCores }) };
  });
}

/** In the order of `pods`. */
export async function podUsages(table: PodTable, pods: readonly Pod[], extent: UsageExtent): Promise<PodUsage[]> {
  const atNs = nowNs();
  const [cgroups, interfaces] = await Promise.all([
    usagesOf(table.environment, pods.map(parentPath), extent),
    podInterfaces(pods),
  ]);
  return pods.map((pod, i) => {
    const cgroup = cgroups[i];
    const base = { atNs, interfaces: interfaces[i] ?? [] };
    if (!cgroup) return base;
    const nanoCores = table.rates.of(pod.id, cgroup.cpu.usageNs, atNs);
    return { ...base, cgroup, ...(nanoCores === undefined ? {} : { nanoCores }) };
  });
}

/** In the order of `pods`; none for a pod in the host's network: the counters would be the host's. */
export async function podInterfaces(pods: readonly Pod[]): Promise<(readonly InterfaceUsage[])[]> {
  const own = pods.filter((pod) => isReady(pod) && !usesHostNetwork(pod.config));
  const usages = await interfaceUsages(own.map(({ paths }) => paths.pins.network));
  const known = new Map(own.map((pod, i) => [pod, usages[i] ?? []]));
  return pods.map((pod) => known.get(pod) ?? []);
}

async function usagesOf(
  { cgroup }: PodEnvironment,
  paths: readonly (string | undefined)[],
  extent: UsageExtent,
): Promise<(CgroupUsage | undefined)[]> {
  const known = paths.filter((path) => path !== undefined);
  const usages = await readUsages(cgroup, known, extent);
  let next = 0;
  return paths.map((path) => (path === undefined ? undefined : usages[next++]));
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

/** Looks at every process of the containers, which must run: for metrics, which are asked for seldom. In their order. */
export async function processUsages(
  environment: PodEnvironment,
  containers: readonly PodContainer[],
): Promise<ProcessCounts[]> {
  const { unifiedRoot, controllers } = environment.cgroup;
  // One hierarchy is enough: where there is a v2 one, every container is in it.
  const root = unifiedRoot ?? controllers.pids?.root ?? controllers.memory?.root ?? "";
  return countProcesses(
    containers.map(({ stored }) => `${root}${placeOf(environment, stored)?.path ?? "/gone"}`),
    containers.map(({ stored: { lifeCycle } }) => (lifeCycle.state === "running" ? lifeCycle.process.pid : 0)),
  );
}
