// What is true of this host, gathered once by executor/ and cgroups/ and handed to the pure compiler as a value.

import type { Architecture } from "./architecture.ts";

export interface HostFacts {
  readonly architecture: Architecture;
  /** [6, 18] */
  readonly kernel: readonly [major: number, minor: number];
  /** Our own effective/permitted capability names ("CAP_SYS_ADMIN"); what is missing cannot be given. */
  readonly capabilities: readonly string[];
  readonly lastCapability: number;
  /** Highest number that a CPU of this host may ever have. */
  readonly lastCpu: number;
  readonly appArmor: boolean;
  readonly selinux: boolean;
  readonly seccomp: boolean;
  /** Max length etc. never change; these do: */
  readonly userNamespaces: boolean;
  readonly timeNamespaces: boolean;
  readonly cgroupNamespaces: boolean;
  /** File kinds on the host of paths under /proc and /sys that specs like to mask; absent = does not exist. */
  readonly kernelPaths: Readonly<Record<string, "file" | "directory">>;
  /** All paths that were looked for to fill kernelPaths: one of these that is not in it does not exist. */
  readonly checkedPaths?: readonly string[];
  /** rlimits of this process by name, for "cannot be raised" checks. */
  readonly hardLimits: Readonly<Record<string, bigint>>;
}

export type CgroupController =
  | "memory"
  | "cpu"
  | "cpuacct"
  | "cpuset"
  | "pids"
  | "io"
  | "blkio"
  | "devices"
  | "freezer"
  | "hugetlb"
  | "rdma"
  | "net_cls"
  | "net_prio"
  | "perf_event"
  | "misc"
  | "dmem";

/** Where each controller lives. Pure v2: every controller has version 2 and the same root. Hybrid: version 1 where mounted so. */
export interface CgroupHost {
  readonly mode: "v2" | "hybrid" | "v1";
  /** Mount point of the v2 hierarchy, "/sys/fs/cgroup" or "/sys/fs/cgroup/unified"; undefined on pure v1. */
  readonly unifiedRoot?: string;
  readonly controllers: Readonly<Partial<Record<CgroupController, { readonly version: 1 | 2; readonly root: string }>>>;
  /** Files of a v2 cgroup that whoever it is delegated to may own (/sys/kernel/cgroup/delegate, Linux 4.15). */
  readonly delegate?: readonly string[];
  /** v1 named hierarchies and the rest that a container must also be placed in, e.g. "name=systemd". */
  readonly named: Readonly<Record<string, string>>;
}
