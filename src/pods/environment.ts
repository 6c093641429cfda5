// What pods are made with: where their state is, what is true of this host, and which network they get.

import type { ContainerStore, Roots } from "../containers/index.ts";
import type { ImageStore } from "../images/index.ts";
import type { CgroupHost, HostFacts } from "../linux/index.ts";
import type { PodNetworks } from "./network.ts";

export interface PodEnvironment {
  /** Of pods and their containers alone; images are shared with the engine. */
  readonly roots: Roots;
  readonly containers: ContainerStore;
  readonly images: ImageStore;
  readonly host: HostFacts;
  readonly cgroup: CgroupHost;
  readonly cgroupDriver: "systemd" | "cgroupfs";
  readonly networks: PodNetworks;
  /** The server's, also of hooks that name none: as an OCI runtime's hooks have their runtime's. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For what goes wrong where nobody waits for an answer. */
  readonly warn: (message: string) => void;
}
