// The metrics one by one: name, what it tells, and where its value is. Times are whole seconds: the CRI's values are integers.

import { parseRfc3339 } from "../../base/index.ts";
import type { CgroupUsage, DeviceUsage } from "../../cgroups/index.ts";
import type { LinuxContainerResources } from "../../cri-wire/index.ts";
import type { FileSystemStatus, ProcessCounts } from "../../native/index.ts";
import type { InterfaceUsage } from "../../network/index.ts";
import type { ContainerUsage, PodContainer } from "../../pods/index.ts";
import type { MetricDefinition, MetricSample } from "./metrics.ts";

export interface ContainerMetricSource extends Pick<ContainerUsage, "layer" | "layerDir"> {
  readonly container: PodContainer;
  readonly cgroup: CgroupUsage;
  /** Where its layer is. */
  readonly filesystem: FileSystemStatus;
  readonly resources: LinuxContainerResources;
  readonly process: ProcessCounts;
}

export interface PodMetricSource {
  readonly interfaces: readonly InterfaceUsage[];
}

type Definition = MetricDefinition<ContainerMetricSource>;
type One = (source: ContainerMetricSource) => number | undefined;

const NS = 1e9;
const US = 1e6;

function counter(name: string, help: string, value: One): Definition {
  return { name, help, type: "counter", samples: (source) => single(value(source)) };
}

function gauge(name: string, help: string, value: One): Definition {
  return { name, help, type: "gauge", samples: (source) => single(value(source)) };
}

/** A count that this kernel does not keep has no sample. */
function single(value: number | undefined): MetricSample[] {
  return value === undefined ? [] : [{ value }];
}

function perDevice(name: string, help: string, value: (device: DeviceUsage) => number): Definition {
  return {
    name,
    help,
    type: "counter",
    labels: ["device"],
    samples: ({ cgroup }) => cgroup.io.map((device) => ({ labels: [deviceName(device)], value: value(device) })),
  };
}

function deviceName({ major, minor }: DeviceUsage): string {
  return `${major}:${minor}`;
}

/** Where the container's own layer is. */
function filesystem(name: string, help: string, value: (source: ContainerMetricSource) => number): Definition {
  const samples = (source: ContainerMetricSource) => [{ labels: [source.layerDir], value: value(source) }];
  return { name, help, type: "gauge", labels: ["device"], samples };
}

function pressure(resource: "cpu" | "memory" | "io", kind: "waiting" | "stalled"): Definition {
  const line = kind === "waiting" ? "some" : "full";
  return counter(
    `container_pressure_${resource}_${kind}_seconds_total`,
    `Seconds in which ${line === "some" ? "some" : "all"} tasks waited for ${resource}.`,
    ({ cgroup }) => {
      const found = cgroup.pressure[resource];
      return found && found[line].totalUs / US;
    },
  );
}

const failures: Definition = {
  name: "container_memory_failures_total",
  help: "Page faults, by kind.",
  type: "counter",
  labels: ["failure_type", "scope"],
  samples: ({ cgroup: { memory } }) =>
    ["container", "hierarchy"].flatMap((scope) => [
      { labels: ["pgfault", scope], value: memory.pageFaults },
      { labels: ["pgmajfault", scope], value: memory.majorPageFaults },
    ]),
};

const blkio: Definition = {
  name: "container_blkio_device_usage_total",
  help: "Bytes read from and written to block devices.",
  type: "counter",
  labels: ["device", "major", "minor", "operation"],
  samples: ({ cgroup }) =>
    cgroup.io.flatMap((device) => {
      const labels = [deviceName(device), String(device.major), String(device.minor)];
      return [
        { labels: [...labels, "Read"], value: device.readBytes },
        { labels: [...labels, "Write"], value: device.writeBytes },
      ];
    }),
};

const hugepages = (name: string, help: string, value: (page: CgroupUsage["hugepages"][number]) => number | undefined) =>
  ({
    name,
    help,
    type: "gauge",
    labels: ["pagesize"],
    samples: ({ cgroup }) =>
      cgroup.hugepages.flatMap((page) => single(value(page)).map((sample) => ({ ...sample, labels: [page.pageSize] }))),
  }) satisfies Definition;

const ulimits: Definition = {
  name: "container_ulimits_soft",
  help: "Soft limits of the first process.",
  type: "gauge",
  labels: ["ulimit"],
  samples: ({ process }) => single(process.openFilesLimit).map((sample) => ({ ...sample, labels: ["max_open_files"] })),
};

const startedSeconds: One = ({ container: { stored } }) =>
  stored.lifeCycle.state === "running"
    ? Number((parseRfc3339(stored.lifeCycle.process.startedAt) ?? 0n) / BigInt(NS))
    : undefined;

// biome-ignore format: a table
export const containerMetrics: readonly Definition[] = [
  blkio,
  counter("container_cpu_cfs_periods_total", "Elapsed enforcement periods of the CPU quota.", ({ cgroup }) => cgroup.cpu.periods),
  counter("container_cpu_cfs_throttled_periods_total", "Throttled enforcement periods of the CPU quota.", ({ cgroup }) => cgroup.cpu.throttledPeriods),
  counter("container_cpu_cfs_throttled_seconds_total", "Seconds for which the container was throttled.", ({ cgroup }) => cgroup.cpu.throttledNs / NS),
  counter("container_cpu_system_seconds_total", "CPU seconds spent in the kernel.", ({ cgroup }) => cgroup.cpu.systemNs / NS),
  { ...counter("container_cpu_usage_seconds_total", "CPU seconds used.", ({ cgroup }) => cgroup.cpu.usageNs / NS), labels: ["cpu"],
    samples: ({ cgroup }) => [{ labels: ["total"], value: cgroup.cpu.usageNs / NS }] },
  counter("container_cpu_user_seconds_total", "CPU seconds spent in programs.", ({ cgroup }) => cgroup.cpu.userNs / NS),
  gauge("container_file_descriptors", "Open file descriptors.", ({ process }) => process.descriptors),
  filesystem("container_fs_inodes_free", "Free inodes of the file system.", ({ filesystem: { ffree } }) => ffree),
  filesystem("container_fs_inodes_total", "Inodes of the file system.", ({ filesystem: { files } }) => files),
  filesystem("container_fs_limit_bytes", "Size of the file system.", ({ filesystem: { blocks, bsize } }) => blocks * bsize),
  filesystem("container_fs_usage_bytes", "Bytes of the container's own layer.", ({ layer }) => layer.bytes),
  perDevice("container_fs_reads_bytes_total", "Bytes read.", ({ readBytes }) => readBytes),
  perDevice("container_fs_reads_total", "Reads completed.", ({ reads }) => reads),
  perDevice("container_fs_writes_bytes_total", "Bytes written.", ({ writeBytes }) => writeBytes),
  perDevice("container_fs_writes_total", "Writes completed.", ({ writes }) => writes),
  hugepages("container_hugetlb_max_usage_bytes", "Most huge pages ever used.", ({ peak }) => peak),
  hugepages("container_hugetlb_usage_bytes", "Huge pages in use.", ({ usage }) => usage),
  gauge("container_last_seen", "When the container was last seen.", () => Date.now() / 1000),
  gauge("container_memory_cache", "Page cache.", ({ cgroup }) => cgroup.memory.cache),
  counter("container_memory_failcnt", "How often memory use hit its limit.", ({ cgroup }) => cgroup.memory.failures),
  failures,
  gauge("container_memory_kernel_usage", "Memory of the kernel for the container.", ({ cgroup }) => cgroup.memory.kernel),
  gauge("container_memory_mapped_file", "Mapped files.", ({ cgroup }) => cgroup.memory.mappedFile),
  gauge("container_memory_max_usage_bytes", "Most memory ever used.", ({ cgroup }) => cgroup.memory.peak ?? cgroup.memory.usage),
  gauge("container_memory_rss", "Anonymous memory.", ({ cgroup }) => cgroup.memory.rss),
  gauge("container_memory_swap", "Swap in use.", ({ cgroup }) => cgroup.swap.usage),
  gauge("container_memory_usage_bytes", "Memory in use, all of it.", ({ cgroup }) => cgroup.memory.usage),
  gauge("container_memory_working_set_bytes", "Memory in use without inactive files.", ({ cgroup }) => cgroup.memory.workingSet),
  counter("container_oom_events_total", "Processes killed for memory.", ({ cgroup }) => cgroup.memory.oomKills),
  ...(["cpu", "io", "memory"] as const).flatMap((what) => [pressure(what, "stalled"), pressure(what, "waiting")]),
  gauge("container_processes", "Processes.", ({ process }) => process.processes),
  gauge("container_sockets", "Open sockets.", ({ process }) => process.sockets),
  gauge("container_spec_cpu_period", "Period of the CPU quota in microseconds.", ({ resources }) => Number(resources.cpuPeriod)),
  gauge("container_spec_cpu_quota", "CPU quota in microseconds.", ({ resources }) => Number(resources.cpuQuota)),
  gauge("container_spec_cpu_shares", "CPU shares.", ({ resources }) => Number(resources.cpuShares)),
  gauge("container_spec_memory_limit_bytes", "Memory limit.", ({ resources }) => Number(resources.memoryLimitInBytes)),
  gauge("container_spec_memory_reservation_limit_bytes", "Memory that is kept for the container (memory.low).", ({ resources }) => Number(resources.unified["memory.low"] ?? 0)),
  gauge("container_spec_memory_swap_limit_bytes", "Limit of memory and swap.", ({ resources }) => Number(resources.memorySwapLimitInBytes)),
  gauge("container_start_time_seconds", "When the container was started.", startedSeconds),
  gauge("container_threads", "Threads.", ({ process }) => process.threads),
  gauge("container_threads_max", "Most threads that it may have; 0: no limit of its own.", ({ cgroup }) => cgroup.pids.limit ?? 0),
  ulimits,
];

function perInterface(
  name: string,
  help: string,
  value: (one: InterfaceUsage) => number,
): MetricDefinition<PodMetricSource> {
  const samples = ({ interfaces }: PodMetricSource) =>
    interfaces.map((one) => ({ labels: [one.name], value: value(one) }));
  return { name, help, type: "counter", labels: ["interface"], samples };
}

// biome-ignore format: a table
export const podMetrics: readonly MetricDefinition<PodMetricSource>[] = [
  perInterface("container_network_receive_bytes_total", "Bytes received.", ({ rxBytes }) => rxBytes),
  perInterface("container_network_receive_errors_total", "Errors while receiving.", ({ rxErrors }) => rxErrors),
  perInterface("container_network_receive_packets_dropped_total", "Packets dropped while receiving.", ({ rxDropped }) => rxDropped),
  perInterface("container_network_receive_packets_total", "Packets received.", ({ rxPackets }) => rxPackets),
  perInterface("container_network_transmit_bytes_total", "Bytes sent.", ({ txBytes }) => txBytes),
  perInterface("container_network_transmit_errors_total", "Errors while sending.", ({ txErrors }) => txErrors),
  perInterface("container_network_transmit_packets_dropped_total", "Packets dropped while sending.", ({ txDropped }) => txDropped),
  perInterface("container_network_transmit_packets_total", "Packets sent.", ({ txPackets }) => txPackets),
];
