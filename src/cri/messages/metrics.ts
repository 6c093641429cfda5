// The metrics that /metrics/cadvisor shows, with cAdvisor's names and labels, from our own counts.

import { dirname } from "node:path";
import { nowNs } from "../../base/index.ts";
import { type MetricDescriptor, MetricType } from "../../cri-wire/index.ts";
import { type FileSystemStatus, type ProcessCounts, statfs } from "../../native/index.ts";
import { type ContainerUsage, currentResources, type Pod, type PodContainer, type Pods } from "../../pods/index.ts";
import { type ContainerMetricSource, containerMetrics, type PodMetricSource, podMetrics } from "./metric-table.ts";
import { CONTAINER, type Message, MetricWriter, metricHead, metricTime, POD } from "./metric-wire.ts";

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

/** PodSandboxMetrics messages, encoded. `running` as of runningIn(). */
export async function podMetricsMessages(
  pods: Pods,
  asked: readonly Pod[],
  running: ReadonlyMap<Pod, readonly PodContainer[]>,
): Promise<Message[]> {
  const containers = asked.flatMap((pod) => running.get(pod) ?? []);
  const [interfaces, usages, processes] = await Promise.all([
    pods.podInterfaces(asked),
    pods.usages(containers, "whole"),
    pods.processUsages(containers),
  ]);
  const time = metricTime(nowNs());
  const filesystemOf = remembering(statfs);
  const messages = new Map(
    containers.map((container, i) => {
      const { cgroup, layer, layerDir } = usages[i] as ContainerUsage;
      if (!cgroup) return [container, undefined]; // it has ended meanwhile
      // Of the directory of all layers: its own goes when it is removed meanwhile, and nobody else's metrics with it.
      const filesystem = filesystemOf(dirname(dirname(layerDir)));
      const resources = currentResources(container);
      const process = processes[i] as ProcessCounts;
      const source = { container, cgroup, layer, layerDir, filesystem, resources, process };
      writer.begin(CONTAINER, container.id, time, labelsOf(container));
      addSamples(containerMetrics, source);
      return [container, writer.end()];
    }),
  );
  return asked.map((pod, i) => {
    const { metadata } = pod.config;
    const labels = ["POD", pod.id, "", pod.id, metadata?.namespace ?? "", metadata?.name ?? ""];
    writer.begin(POD, pod.id, time, labels);
    addSamples(podMetrics, { interfaces: interfaces[i] ?? [] });
    const inPod = (running.get(pod) ?? []).map((container) => messages.get(container));
    return writer.end(inPod.filter((message) => message !== undefined));
  });
}

/** Asks once per directory: it is the same for nearly all containers. */
function remembering(ask: (directory: string) => FileSystemStatus): (directory: string) => FileSystemStatus {
  const known = new Map<string, FileSystemStatus>();
  return (directory) => {
    const status = known.get(directory) ?? ask(directory);
    known.set(directory, status);
    return status;
  };
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

const heads = new WeakMap<object, Uint8Array>();

function headOf(definition: Pick<MetricDefinition<never>, "name" | "type">): Uint8Array {
  const { name, type } = definition;
  const head = heads.get(definition) ?? metricHead(name, type === "counter" ? MetricType.COUNTER : MetricType.GAUGE);
  heads.set(definition, head);
  return head;
}

const writer = new MetricWriter();
const NO_LABELS: readonly string[] = [];

function addSamples<Source extends ContainerMetricSource | PodMetricSource>(
  definitions: readonly MetricDefinition<Source>[],
  source: Source,
): void {
  for (const definition of definitions) {
    const head = headOf(definition);
    for (const { labels = NO_LABELS, value } of definition.samples(source)) writer.add(head, labels, value);
  }
}
