// ContainerConfig -> config.json: the parts put together.

import type { RuntimeSpec } from "../../oci/index.ts";
import { containerDevices } from "./devices.ts";
import type { ContainerSpecInput } from "./input.ts";
import { containerMounts, rootPropagation } from "./mounts.ts";
import { containerMappings, containerNamespaces } from "./namespaces.ts";
import { containerProcess } from "./process.ts";
import { limitsOf } from "./resources.ts";

export function containerSpec(input: ContainerSpecInput): RuntimeSpec {
  const { config } = input;
  const context = config.linux?.securityContext;
  const privileged = context?.privileged ?? false;
  const { devices, rules } = containerDevices(config);
  return {
    ociVersion: "1.3.0",
    process: containerProcess(input),
    root: { path: "rootfs", readonly: context?.readonlyRootfs ?? false },
    mounts: containerMounts(input),
    annotations: annotationsOf(input),
    linux: {
      namespaces: containerNamespaces(input),
      ...containerMappings(input),
      devices,
      cgroupsPath: input.cgroupsPath,
      resources: { ...limitsOf(config.linux?.resources), devices: rules },
      ...(input.seccomp ? { seccomp: input.seccomp } : {}),
      rootfsPropagation: rootPropagation(input),
      maskedPaths: privileged ? [] : [...(context?.maskedPaths ?? [])],
      readonlyPaths: privileged ? [] : [...(context?.readonlyPaths ?? [])],
    },
  };
}

/** What tools that read config.json look for. */
function annotationsOf({ id, config, pod }: ContainerSpecInput): Record<string, string> {
  return {
    "io.kubernetes.cri.container-type": "container",
    "io.kubernetes.cri.container-id": id,
    "io.kubernetes.cri.container-name": config.metadata?.name ?? "",
    "io.kubernetes.cri.sandbox-id": pod.id,
    "io.kubernetes.cri.sandbox-name": pod.config.metadata?.name ?? "",
    "io.kubernetes.cri.sandbox-namespace": pod.config.metadata?.namespace ?? "",
    "io.kubernetes.cri.sandbox-uid": pod.config.metadata?.uid ?? "",
    "io.kubernetes.cri.image-name": config.image?.userSpecifiedImage || config.image?.image || "",
  };
}
