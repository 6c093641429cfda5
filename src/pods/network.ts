// The network of a pod: our bridge, or what a CNI configuration says, or the host's.

import type { PodSandboxConfig } from "../cri-wire/index.ts";
import type { NetworkAttachment } from "../plan/index.ts";
import type { PodPaths } from "./paths.ts";

export interface NetworkedPod {
  readonly id: string;
  readonly config: PodSandboxConfig;
  readonly paths: PodPaths;
}

export interface PodNetworkResult {
  /** The first one is the pod's address. */
  readonly ips: readonly string[];
  /** What detach() needs to know; kept in the pod's status. */
  readonly state?: unknown;
  /** Something of it is kept on a disk, such as its address by an IPAM plugin. */
  readonly isOnDisk?: boolean;
}

export interface NetworkCondition {
  readonly ready: boolean;
  readonly reason: string;
  readonly message: string;
}

export interface PodNetworks {
  /** Whether a pod could get a network now, and if not, why. */
  condition(): Promise<NetworkCondition>;
  /** `make` makes the pod's namespaces, with our bridge's share when there is one. */
  attach(pod: NetworkedPod, make: (bridge?: NetworkAttachment) => Promise<void>): Promise<PodNetworkResult>;
  /** Idempotent, also for a pod that was never attached or whose namespace is gone. */
  detach(pod: NetworkedPod, state: unknown): Promise<void>;
}
