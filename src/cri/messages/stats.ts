// What containers and pods use, as the CRI's messages tell it.

import type { CgroupUsage, Pressure, PressureLine } from "../../cgroups/index.ts";
import {
  ContainerStats,
  type ContainerStatsFilter,
  CpuUsage,
  type DeepPartial,
  MemoryUsage,
  type NetworkUsage,
  PodSandboxStats,
  type PodSandboxStatsFilter,
  type PsiData,
  type PsiStats,
  SwapUsage,
  type UInt64Value,
} from "../../cri-wire/index.ts";
import type { ContainerUsage, Pod, PodContainer, Pods, PodUsage } from "../../pods/index.ts";
import { matchesLabels } from "./labels.ts";

export async function containerStatsMessages(
  pods: Pods,
  containers: readonly PodContainer[],
): Promise<ContainerStats[]> {
  const usages = await pods.usages(containers, "basic");
  return containers.map((container, i) => statsMessage(container, usages[i] as ContainerUsage));
}

function statsMessage({ id, config }: PodContainer, usage: ContainerUsage): ContainerStats {
  const { atNs, cgroup, layer, layerDir } = usage;
  return ContainerStats.fromPartial({
    attributes: {
      id,
      ...(config.metadata ? { metadata: config.metadata } : {}),
      labels: config.labels,
      annotations: config.annotations,
    },
    ...(cgroup
      ? {
          cpu: cpuMessage(cgroup, atNs, usage.nanoCores),
          memory: memoryMessage(cgroup, atNs),
          swap: swapMessage(cgroup, atNs),
          io: { timestamp: atNs, ...psi(cgroup.pressure.io) },
        }
      : {}),
    writableLayer: {
      timestamp: BigInt(layer.atMs) * 1_000_000n,
      fsId: { mountpoint: layerDir },
      usedBytes: value(layer.bytes),
      inodesUsed: value(layer.inodes),
    },
  });
}

export async function podStatsMessages(pods: Pods, asked: readonly Pod[]): Promise<PodSandboxStats[]> {
  const running = runningIn(pods, asked);
  const containers = [...running.values()].flat();
  // Whole for the pods, whose processes are counted.
  const [own, usages] = await Promise.all([pods.podUsages(asked, "whole"), pods.usages(containers, "basic")]);
  const usageOf = new Map(containers.map((container, i) => [container, usages[i] as ContainerUsage]));
  return asked.map((pod, i) => {
    const inPod = (running.get(pod) ?? []).map((container) => [container, usageOf.get(container)] as const);
    return podStatsMessage(pod, own[i] as PodUsage, inPod as [PodContainer, ContainerUsage][]);
  });
}

function podStatsMessage(
  { config, id }: Pod,
  own: PodUsage,
  running: readonly (readonly [PodContainer, ContainerUsage])[],
): PodSandboxStats {
  return PodSandboxStats.fromPartial({
    attributes: {
      id,
      ...(config.metadata ? { metadata: config.metadata } : {}),
      labels: config.labels,
      annotations: config.annotations,
    },
    linux: {
      ...totals(
        own,
        running.map(([, usage]) => usage),
      ),
      ...(own.interfaces.length > 0 ? { network: networkMessage(own) } : {}),
      containers: running.map(([container, usage]) => statsMessage(container, usage)),
    },
  });
}

/** Of the pod's own cgroup where the kubelet made one, else what its containers use in all. */
function totals(own: PodUsage, usages: readonly ContainerUsage[]) {
  const { atNs, cgroup } = own;
  if (cgroup) {
    return {
      cpu: cpuMessage(cgroup, atNs, own.nanoCores),
      memory: memoryMessage(cgroup, atNs),
      process: { timestamp: atNs, processCount: value(cgroup.pids.current ?? 0) },
      io: { timestamp: atNs, ...psi(cgroup.pressure.io) },
    };
  }
  const sum = (of: (usage: CgroupUsage) => number): number =>
    usages.reduce((total, usage) => total + (usage.cgroup ? of(usage.cgroup) : 0), 0);
  return {
    cpu: CpuUsage.fromPartial({ timestamp: atNs, usageCoreNanoSeconds: value(sum(({ cpu }) => cpu.usageNs)) }),
    memory: MemoryUsage.fromPartial({
      timestamp: atNs,
      workingSetBytes: value(sum(({ memory }) => memory.workingSet)),
      usageBytes: value(sum(({ memory }) => memory.usage)),
      rssBytes: value(sum(({ memory }) => memory.rss)),
      pageFaults: value(sum(({ memory }) => memory.pageFaults)),
      majorPageFaults: value(sum(({ memory }) => memory.majorPageFaults)),
    }),
    process: { timestamp: atNs, processCount: value(sum(({ pids }) => pids.current ?? 0)) },
  };
}

function cpuMessage({ cpu, pressure }: CgroupUsage, timestamp: bigint, nanoCores: number | undefined): CpuUsage {
  return CpuUsage.fromPartial({
    timestamp,
    usageCoreNanoSeconds: value(cpu.usageNs),
    ...(nanoCores === undefined ? {} : { usageNanoCores: value(nanoCores) }),
    ...psi(pressure.cpu),
  });
}

function memoryMessage({ memory, pressure }: CgroupUsage, timestamp: bigint): MemoryUsage {
  return MemoryUsage.fromPartial({
    timestamp,
    workingSetBytes: value(memory.workingSet),
    ...(memory.limit === undefined ? {} : { availableBytes: value(Math.max(0, memory.limit - memory.workingSet)) }),
    usageBytes: value(memory.usage),
    rssBytes: value(memory.rss),
    pageFaults: value(memory.pageFaults),
    majorPageFaults: value(memory.majorPageFaults),
    ...psi(pressure.memory),
  });
}

function swapMessage({ swap }: CgroupUsage, timestamp: bigint): SwapUsage {
  return SwapUsage.fromPartial({
    timestamp,
    swapUsageBytes: value(swap.usage),
    ...(swap.limit === undefined ? {} : { swapAvailableBytes: value(Math.max(0, swap.limit - swap.usage)) }),
  });
}

function networkMessage({ atNs, interfaces }: PodUsage): DeepPartial<NetworkUsage> {
  const messages = interfaces.map(({ name, rxBytes, rxErrors, txBytes, txErrors }) => ({
    name,
    rxBytes: value(rxBytes),
    rxErrors: value(rxErrors),
    txBytes: value(txBytes),
    txErrors: value(txErrors),
  }));
  const first = messages.find(({ name }) => name === "eth0") ?? messages[0];
  return {
    timestamp: atNs,
    ...(first ? { defaultInterface: first } : {}),
    interfaces: messages.filter((other) => other !== first),
  };
}

function psi(pressure: Pressure | undefined): { psi?: PsiStats } {
  return pressure ? { psi: { Full: psiData(pressure.full), Some: psiData(pressure.some) } } : {};
}

function psiData({ totalUs, average10, average60, average300 }: PressureLine): PsiData {
  return { Total: BigInt(totalUs) * 1000n, Avg10: average10, Avg60: average60, Avg300: average300 };
}

export function value(number: number): UInt64Value {
  return { value: BigInt(Math.max(0, Math.round(number))) };
}

export function runningIn(pods: Pods, asked: readonly Pod[]): Map<Pod, PodContainer[]> {
  const running = new Map<Pod, PodContainer[]>(asked.map((pod) => [pod, []]));
  for (const container of pods.listContainers())
    if (container.stored.lifeCycle.state === "running") running.get(container.pod)?.push(container);
  return running;
}

/** Those that run or will: an ended container uses nothing but its layer. */
export function selectForStats(pods: Pods, filter: ContainerStatsFilter | undefined): PodContainer[] {
  return pods
    .listContainers()
    .filter(({ stored }) => stored.lifeCycle.state !== "exited")
    .filter(({ id }) => filter === undefined || filter.id === "" || id.startsWith(filter.id))
    .filter(({ pod }) => filter === undefined || filter.podSandboxId === "" || pod.id.startsWith(filter.podSandboxId))
    .filter(({ config }) => matchesLabels(config.labels, filter?.labelSelector));
}

export function selectPodsForStats(pods: Pods, filter: PodSandboxStatsFilter | undefined): Pod[] {
  return pods
    .list()
    .filter(({ id }) => filter === undefined || filter.id === "" || id.startsWith(filter.id))
    .filter(({ config }) => matchesLabels(config.labels, filter?.labelSelector));
}
