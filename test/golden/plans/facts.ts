// The hosts that golden plans are compiled for: values, so that a plan never depends on the machine that tests run on.

import {
  CAPABILITIES,
  type CgroupController,
  type CgroupHost,
  type HostFacts,
  RLIMITS,
} from "../../../src/linux/index.ts";

export function hostFacts(kernel: readonly [number, number]): HostFacts {
  return {
    architecture: "x64",
    kernel,
    capabilities: CAPABILITIES,
    lastCapability: 40,
    lastCpu: 7,
    appArmor: false,
    selinux: false,
    seccomp: true,
    userNamespaces: true,
    timeNamespaces: true,
    cgroupNamespaces: true,
    kernelPaths: {
      "/proc/acpi": "directory",
      "/proc/bus": "directory",
      "/proc/fs": "directory",
      "/proc/irq": "directory",
      "/proc/kcore": "file",
      "/proc/keys": "file",
      "/proc/sys": "directory",
      "/proc/sysrq-trigger": "file",
      "/sys/firmware": "directory",
    },
    checkedPaths: ["/proc/asound", "/proc/latency_stats", "/proc/sched_debug", "/proc/scsi", "/proc/timer_stats"],
    hardLimits: Object.fromEntries(RLIMITS.map((name) => [name, 2n ** 64n - 1n])),
  };
}

const V2_CONTROLLERS: readonly CgroupController[] = [
  "cpuset",
  "cpu",
  "io",
  "memory",
  "hugetlb",
  "pids",
  "rdma",
  "misc",
];
const V1_CONTROLLERS: readonly CgroupController[] = ["cpu", "cpuset", "memory", "devices", "freezer", "blkio", "pids"];

export const cgroupHosts: Readonly<Record<"v2" | "hybrid", CgroupHost>> = {
  v2: {
    mode: "v2",
    unifiedRoot: "/sys/fs/cgroup",
    controllers: Object.fromEntries(V2_CONTROLLERS.map((name) => [name, { version: 2, root: "/sys/fs/cgroup" }])),
    named: {},
  },
  hybrid: {
    mode: "hybrid",
    unifiedRoot: "/sys/fs/cgroup/unified",
    controllers: Object.fromEntries(
      V1_CONTROLLERS.map((name) => [name, { version: 1, root: `/sys/fs/cgroup/${name}` }]),
    ),
    named: { "name=systemd": "/sys/fs/cgroup/systemd" },
  },
};
