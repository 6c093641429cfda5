// Which namespaces a container has for itself and which it shares with its pod, another container or the host. Pure.

import { NamespaceMode } from "../../cri-wire/index.ts";
import type { LinuxNamespace, RuntimeLinux } from "../../oci/index.ts";
import { idMappings, namespaceOptions, sandboxSpec } from "../sandbox-spec.ts";
import type { ContainerSpecInput } from "./input.ts";

export function containerNamespaces({ config, pod, pidNamespace }: ContainerSpecInput): LinuxNamespace[] {
  const { pins } = sandboxSpec(pod.config, pod.paths);
  const privileged = config.linux?.securityContext?.privileged ?? false;
  return [
    { type: "mount" },
    ...Object.entries(pins).map(([type, path]) => ({ type: type as LinuxNamespace["type"], path })),
    ...(pidNamespace === "host"
      ? []
      : [pidNamespace === "own" ? ({ type: "pid" } as const) : ({ type: "pid", path: pidNamespace } as const)]),
    // A privileged container manages cgroups: it has to see them where they are.
    ...(privileged ? [] : [{ type: "cgroup" } as const]),
  ];
}

/** The pod's id mapping; its user namespace is joined, so that this says only how ids of files are shifted. */
export function containerMappings(input: ContainerSpecInput): Pick<RuntimeLinux, "uidMappings" | "gidMappings"> {
  const mappings = idMappings(input.pod.config);
  return mappings ? { uidMappings: [...mappings.uidMappings], gidMappings: [...mappings.gidMappings] } : {};
}

/** The mode a container has: its own when it says one, else its pod's. */
export function pidMode({ config, pod }: Pick<ContainerSpecInput, "config" | "pod">): {
  readonly mode: NamespaceMode;
  readonly targetId: string;
} {
  const own = config.linux?.securityContext?.namespaceOptions;
  const options = own ?? namespaceOptions(pod.config);
  return { mode: options.pid ?? NamespaceMode.POD, targetId: options.targetId ?? "" };
}
