// Everything the compiler may look at: plan/ does no I/O, so what is true of this host and of this container arrives here.

import type { CgroupHost, DeviceAddress, HostFacts } from "../linux/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import type { MonitorSettings, Op } from "./op.ts";
import type { CompiledSeccomp } from "./seccomp/index.ts";

/** One mount as snapshots/ hands it out (the containerd idea): enough to mount a rootfs, nothing about containers. */
export interface Mount {
  readonly type: "overlay" | "bind";
  /** bind: the directory. overlay: a label for /proc/mounts. */
  readonly source: string;
  /** overlay only; absolute host paths, lowerDirs topmost first. */
  readonly lowerDirs?: readonly string[];
  readonly upperDir?: string;
  readonly workDir?: string;
  /** "ro", "volatile", ... */
  readonly options: readonly string[];
}

/** A published port of the host. */
export interface HostPort {
  readonly hostIp: string; // "0.0.0.0": all IPv4 addresses
  readonly hostPort: number;
  readonly protocol: "tcp" | "udp";
}

/** A veth between our bridge and the container; all addresses are already leased. */
export interface NetworkAttachment {
  /** ifindex of the bridge in the host's netns. */
  readonly bridgeIndex: number;
  readonly hostInterface: string; // at most 15 bytes
  /** Its ifindex, chosen by us and unique: only then may the container's end have a chosen one as well. */
  readonly hostIndex: number;
  readonly containerInterface: string; // "eth0"
  readonly macAddress: string;
  readonly addresses: readonly { readonly ip: string; readonly prefixLength: number }[];
  readonly gateways: readonly string[];
  readonly mtu: number;
  /** Netlink exchanges (protocol such as NETLINK_NETFILTER, encoded messages) that undo host-side state once init is gone. */
  readonly release: readonly { readonly protocol: number; readonly messages: Uint8Array; readonly why: string }[];
  /** Files (leases) that the exit lane unlinks. */
  readonly leaseFiles: readonly string[];
  /** Bound by the monitor for the container's life, so that no other program takes a published port. */
  readonly hostPorts?: readonly HostPort[];
}

/** The resctrl file system, and the group that linux.intelRdt means. */
export interface Resctrl {
  readonly root: string;
  readonly groupExists: boolean;
  /** Of a group that exists. */
  readonly schemata?: string;
}

/** A device of the host as it was found: what a move takes away from it. */
export interface NetDevice {
  readonly index: number;
  readonly addresses: readonly DeviceAddress[];
}

export type Stdio =
  | { readonly kind: "pipes"; readonly stdin: boolean; readonly once?: boolean }
  /** `consoleSocket`: the master goes to whoever listens on this unix socket (ts-runc); without, the monitor serves it. */
  | { readonly kind: "terminal"; readonly consoleSocket?: string }
  /**
   * Descriptors 0, 1, 2 of the process that starts the monitor, untouched (ts-runc); but those in `nullStreams`, which are
   * the host's /dev/null, become the container's own.
   */
  | { readonly kind: "inherit"; readonly nullStreams?: readonly number[] };

export interface PlanPaths {
  /** Directory on the host's tmpfs where the control socket lives; exists already. */
  readonly controlSocket?: string;
  /** Empty host directory onto which the rootfs is mounted inside the new mount namespace; exists already. */
  readonly mountpoint: string;
  readonly stateRecord?: string;
  readonly exitRecord?: string;
  /** Unix socket on which a created container waits for start, when its monitor does not stay. */
  readonly startSocket?: string;
  /** File that receives what hooks write to stdout and stderr. */
  readonly hookLog?: string;
}

/** What hooks and seccomp agents are told about the container besides its pid (runtime-spec runtime.md#state). */
export interface ContainerIdentity {
  readonly id: string;
  /** Absolute path of the bundle. */
  readonly bundle: string;
  /** Environment of hooks that name none: that of whoever called the runtime, as with runc and crun. */
  readonly callerEnv: readonly string[];
}

export type HostDevices = Readonly<
  Record<string, { readonly uid: number; readonly gid: number; readonly mode: number }>
>;

export interface PlanInput {
  readonly spec: RuntimeSpec;
  readonly rootfs: Mount;
  readonly host: HostFacts;
  /** undefined: no cgroup is made (ts-runc with --cgroup-manager=disabled). */
  readonly cgroup?: CgroupHost;
  /** What there is to be shown to a container of which no cgroup is made. */
  readonly cgroupHierarchies?: CgroupHost;
  readonly network?: NetworkAttachment;
  /** linux.netDevices, by their names on the host. */
  readonly netDevices?: Readonly<Record<string, NetDevice>>;
  /** Undefined where none is mounted. */
  readonly resctrl?: Resctrl;
  readonly stdio: Stdio;
  readonly paths: PlanPaths;
  readonly waitForStart: boolean;
  readonly identity?: ContainerIdentity;
  /** "transient": the monitor ends when the container is created (waitForStart) or runs. Default: "resident". */
  readonly monitor?: "resident" | "transient";
  /** Unix socket that receives a pidfd of the process. */
  readonly pidfdSocket?: string;
  /** Descriptors from 3 up that the container inherits from whoever starts the monitor. */
  readonly preservedFds?: number;
  /**
   * Who owns the devices of spec.linux.devices on the host, by path, where they are there as these very devices. In a user
   * namespace they keep that owner: the container's root must not come to own the host's disks.
   */
  readonly hostDevices?: HostDevices;
  /** "inherited": no session keyring of its own (--no-new-keyring). */
  readonly keyring?: "new" | "inherited";
  /** "chroot": for a rootfs on a ramdisk, which pivot_root(2) refuses (--no-pivot). */
  readonly rootBy?: "pivot_root" | "chroot";
  /** spec.linux.seccomp, when the caller has it compiled already. */
  readonly seccomp?: CompiledSeccomp;
  /** What bind sources are, as the caller found them; "directory" where nothing is said. */
  readonly sourceKinds?: Readonly<Record<string, "file" | "directory">>;
  /** Where a mount's destination leads, if that is through a link to what is not there. */
  readonly danglingTargets?: Readonly<Record<string, string>>;
  /** Paths of static programs of ours that lanes execute. */
  readonly programs?: { readonly copyTree?: string };
  readonly log?: NonNullable<MonitorSettings["log"]>;
  readonly exitCommand?: MonitorSettings["exitCommand"];
}

/** What a pass may emit: ops for the three lanes, at the pass's place in the order. */
export interface LaneOps {
  readonly parentBefore?: readonly Op[]; // parent lane, before clone3
  readonly parentAfter?: readonly Op[]; // parent lane, while the container lane runs
  readonly container?: readonly Op[];
  readonly exit?: readonly Op[];
  /** Lanes of further processes, by name. */
  readonly lanes?: Readonly<Record<string, readonly Op[]>>;
}
