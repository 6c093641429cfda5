// What a container's config.json is made from.

import type { ContainerConfig, PodSandboxConfig } from "../../cri-wire/index.ts";
import type { ResolvedUser } from "../../engine/index.ts";
import type { ImageRecord } from "../../images/index.ts";
import type { HostFacts } from "../../linux/index.ts";
import type { LinuxSeccomp, RuntimeMount } from "../../oci/index.ts";
import type { PodPaths } from "../paths.ts";

export interface ContainerSpecInput {
  readonly id: string;
  readonly config: ContainerConfig;
  readonly pod: { readonly id: string; readonly config: PodSandboxConfig; readonly paths: PodPaths };
  readonly image: ImageRecord;
  readonly user: ResolvedUser;
  readonly host: HostFacts;
  /** PID namespace to join: "own", "host", or the path of another one. */
  readonly pidNamespace: "own" | "host" | string;
  /** A Localhost profile, read and parsed, or the default one. */
  readonly seccomp: LinuxSeccomp | undefined;
  /** As /process/apparmorProfile wants it. */
  readonly apparmor: string | undefined;
  /** Volumes of the image and image volumes, already on the host. */
  readonly volumes: readonly RuntimeMount[];
  readonly cgroupsPath: string;
  /** oom_score_adj of this process: what nobody may go below without CAP_SYS_RESOURCE. */
  readonly ownOomScore: number;
}
