// The metrics that /metrics/cadvisor shows, with cAdvisor's names and labels, from our own counts.

import { dirname } from "node:path";
import { nowNs } from "../../base/index.ts";
import {
  type ContainerMetrics,
  type Metric,
  type MetricDescriptor,
  MetricType,
  type PodSandboxMetrics,
} from "../../cri-wire/index.ts";
import { statfs } from "../../native/index.ts";
import {
  type ContainerUsage,
  currentResources,
  type Pod,
  type PodContainer,
  type Pods,
  type PodUsage,
  type ProcessUsage,
} from "../../pods/index.ts";
import { type ContainerMetricSource, containerMetrics, type PodMetricSource, podMetrics } from "./metric-table.ts";
import { runningIn } from "./stats.ts";

/** Of every metric, before those of its own. */
const BASE_LABELS = ["container", "id", "image", "name", "namespace", "pod"] as const;

export interface MetricDefinition<Source> {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge";
  readonly labels?: readonly string[];
  readonly samples: (source: Source) => readonly MetricSample[];
}

export interface MetricSample {
  /** Values of the metric's own labels, in their order. */
  readonly labels?: readonly string[];
  readonly value: number;
}

export function metricDescriptors(): MetricDescriptor[] {
  return [...containerMetrics, ...podMetrics].map(({ name, help, labels = [] }) => ({
    name,
    help,
    labelKeys: [...BASE_LABELS, ...labels],
  }));
}

export async function podMetricsMessages(pods: Pods, asked: readonly Pod[]): Promise<PodSandboxMetrics[]> {
  const running = runningIn(pods, asked);
  const containers = [...running.values()].flat();
  const [own, usages, processes] = await Promise.all([
    pods.podUsages(asked, "basic"),
    pods.usages(containers, "whole"),
    pods.processUsages(containers),
  ]);
  const metrics = new Map(
    containers.map((container, i) => [
      container,
      containerMetricsOf(container, usages[i] as ContainerUsage, processes[i] as ProcessUsage),
    ]),
  );
  return asked.map((pod, i) => {
    const { metadata } = pod.config;
    const podLabels = ["POD", pod.id, "", pod.id, metadata?.namespace ?? "", metadata?.name ?? ""];
    return {
      podSandboxId: pod.id,
      metrics: samplesOf(podMetrics, { usage: own[i] as PodUsage }, podLabels),
      containerMetrics: (running.get(pod) ?? []).flatMap((container) => metrics.get(container) ?? []),
    };
  });
}

/** None for one that has ended meanwhile. */
function containerMetricsOf(
  container: PodContainer,
  { cgroup, layer, layerDir }: ContainerUsage,
  process: ProcessUsage,
): ContainerMetrics[] {
  if (!cgroup) return [];
  // Of the directory of all layers: its own goes when it is removed meanwhile, and nobody else's metrics with it.
  const filesystem = statfs(dirname(dirname(layerDir)));
  const source = { container, cgroup, layer, layerDir, filesystem, resources: currentResources(container), process };
  return [{ containerId: container.id, metrics: samplesOf(containerMetrics, source, labelsOf(container)) }];
}

function labelsOf({ id, config, pod, stored }: PodContainer): string[] {
  const { metadata } = pod.config;
  const { reference } = stored.record.image;
  return [
    config.metadata?.name ?? "",
    id,
    reference,
    stored.status.name,
    metadata?.namespace ?? "",
    metadata?.name ?? "",
  ];
}

function samplesOf<Source extends ContainerMetricSource | PodMetricSource>(
  definitions: readonly MetricDefinition<Source>[],
  source: Source,
  base: string[],
): Metric[] {
  const timestamp = nowNs();
  const metrics: Metric[] = [];
  for (const { name, type, samples } of definitions) {
    const metricType = type === "counter" ? MetricType.COUNTER : MetricType.GAUGE;
    for (const { labels, value } of samples(source)) {
      // Tens of thousands of them at 500 containers: most have the same labels, and share them.
      const labelValues = labels ? [...base, ...labels] : base;
      metrics.push({
        name,
        timestamp,
        metricType,
        labelValues,
        value: { value: BigInt(Math.max(0, Math.round(value))) },
      });
    }
  }
  return metrics;
}
