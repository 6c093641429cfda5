// All pods and containers of this node, in memory as the disk has them. State is asked of facts: a container's life cycle
// comes from its records, a pod is ready while its namespaces are held and nobody stopped it.

import { TsRunError } from "../base/index.ts";
import { bootId, type Container, type LifeCycle } from "../containers/index.ts";
import type { ContainerConfig, PodSandboxConfig } from "../cri-wire/index.ts";
import type { MonitorChannel } from "../executor/index.ts";
import type { Discards } from "./discards.ts";
import type { PodRecord, PodStatus } from "./documents.ts";
import type { PodEnvironment } from "./environment.ts";
import type { EventFeed } from "./events.ts";
import type { LayerUsages } from "./layer-usage.ts";
import type { PodPaths } from "./paths.ts";
import type { Turns } from "./turns.ts";
import type { CpuRates } from "./usage.ts";

export interface Pod {
  readonly id: string;
  readonly paths: PodPaths;
  readonly record: PodRecord;
  readonly config: PodSandboxConfig;
  status: PodStatus;
  /** Being taken away: nothing new begins in it. */
  ending: boolean;
}

/** What a container's record keeps of the request that made it, in `options`. */
export interface ContainerOrigin {
  readonly podId: string;
  /** ContainerConfig as JSON. */
  readonly config: unknown;
  readonly imageRef: string;
  readonly user: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] };
  readonly stopSignal: string;
  /** "pod": shared with its pod, whose holder is looked for again when it starts. */
  readonly pidNamespace: "pod" | "other";
}

export interface PodContainer {
  readonly id: string;
  readonly pod: Pod;
  readonly config: ContainerConfig;
  readonly origin: ContainerOrigin;
  /** As its documents were when they last changed. */
  stored: Container;
  /** While it runs: tells of its end. */
  channel?: MonitorChannel;
  /** Resolves when an exit that was seen is recorded. */
  ended?: Promise<void>;
  removing: boolean;
}

export interface PodTable {
  readonly environment: PodEnvironment;
  readonly pods: Map<string, Pod>;
  readonly containers: Map<string, PodContainer>;
  /** Names of pods and containers that exist or are being made -> id. */
  readonly names: Map<string, string>;
  /** By pod id, and by container id. */
  readonly turns: Turns;
  readonly events: EventFeed;
  readonly layers: LayerUsages;
  readonly discards: Discards;
  readonly rates: CpuRates;
  /** We leave; containers that are followed no more have not ended. */
  closed: boolean;
}

export function isReady(pod: Pod): boolean {
  return !pod.status.stopped && pod.status.bootId === bootId() && !pod.ending;
}

export function containersOf(table: PodTable, pod: Pod): PodContainer[] {
  return [...table.containers.values()].filter((container) => container.pod === pod);
}

/** By id or a unique prefix of it. */
export function findPod(table: PodTable, ref: string): Pod | undefined {
  return table.pods.get(ref) ?? byPrefix(table.pods, ref, "pod sandbox");
}

export function findContainer(table: PodTable, ref: string): PodContainer | undefined {
  return table.containers.get(ref) ?? byPrefix(table.containers, ref, "container");
}

export function getPod(table: PodTable, ref: string): Pod {
  const pod = findPod(table, ref);
  if (pod) return pod;
  throw new TsRunError("ERR_NOT_FOUND", `find pod sandbox ${JSON.stringify(ref)}: there is none with this id`);
}

export function getContainer(table: PodTable, ref: string): PodContainer {
  const container = findContainer(table, ref);
  if (container) return container;
  throw new TsRunError("ERR_NOT_FOUND", `find container ${JSON.stringify(ref)}: there is none with this id`);
}

function byPrefix<T>(map: ReadonlyMap<string, T>, ref: string, what: string): T | undefined {
  if (!/^[0-9a-f]{1,63}$/.test(ref)) return undefined;
  const ids = [...map.keys()].filter((id) => id.startsWith(ref));
  if (ids.length > 1) throw new TsRunError("ERR_USAGE", `find ${what} ${ref}: ${ids.length} ids start with that`);
  return ids[0] === undefined ? undefined : map.get(ids[0]);
}

export function runningProcess(
  container: PodContainer,
  doing: string,
): Extract<LifeCycle, { state: "running" }>["process"] {
  const { lifeCycle } = container.stored;
  if (lifeCycle.state === "running") return lifeCycle.process;
  throw new TsRunError(
    "ERR_CONFLICT",
    `${doing} container ${container.id}: it is not running, it has ${lifeCycle.state}`,
  );
}
