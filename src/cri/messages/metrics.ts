// The metrics that /metrics/cadvisor shows, with cAdvisor's names and labels, from our own counts.

import { nowNs } from "../../base/index.ts";
import type { CgroupUsage } from "../../cgroups/index.ts";
import { type Metric, type MetricDescriptor, MetricType, type PodSandboxMetrics } from "../../cri-wire/index.ts";
import type { Pod, PodContainer, Pods } from "../../pods/index.ts";
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

export async function podMetricsMessage(pods: Pods, pod: Pod): Promise<PodSandboxMetrics> {
  const running = runningIn(pods, pod);
  const sources = await Promise.all(running.map((container) => sourceOf(pods, container)));
  const { metadata } = pod.config;
  const podLabels = ["POD", pod.id, "", pod.id, metadata?.namespace ?? "", metadata?.name ?? ""];
  return {
    podSandboxId: pod.id,
    metrics: samplesOf(podMetrics, { usage: pods.podUsage(pod) }, podLabels),
    containerMetrics: running.flatMap((container, i) => {
      const source = sources[i];
      if (source === undefined) return [];
      return [{ containerId: container.id, metrics: samplesOf(containerMetrics, source, labelsOf(container)) }];
    }),
  };
}

/** undefined for one that has ended meanwhile. */
async function sourceOf(pods: Pods, container: PodContainer): Promise<ContainerMetricSource | undefined> {
  const { cgroup, layer, layerDir } = await pods.usage(container);
  if (!cgroup) return undefined;
  return { container, cgroup: cgroup satisfies CgroupUsage, layer, layerDir, process: pods.processUsage(container) };
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
  base: readonly string[],
): Metric[] {
  const timestamp = nowNs();
  return definitions.flatMap(({ name, type, samples }) =>
    samples(source).map(({ labels = [], value }) => ({
      name,
      timestamp,
      metricType: type === "counter" ? MetricType.COUNTER : MetricType.GAUGE,
      labelValues: [...base, ...labels],
      value: { value: BigInt(Math.max(0, Math.round(value))) },
    })),
  );
}
