// What a PodSandboxConfig means for the pod's namespaces. Pure.

import { TsRunError } from "../base/index.ts";
import { type IDMapping, NamespaceMode, type PodSandboxConfig } from "../cri-wire/index.ts";
import type { LinuxIdMapping, LinuxNamespace } from "../oci/index.ts";
import type { SandboxPlanInput } from "../plan/index.ts";
import type { PodPaths } from "./paths.ts";

export function namespaceOptions(config: PodSandboxConfig) {
  const options = config.linux?.securityContext?.namespaceOptions;
  return {
    network: options?.network ?? NamespaceMode.POD,
    pid: options?.pid ?? NamespaceMode.POD,
    ipc: options?.ipc ?? NamespaceMode.POD,
    targetId: options?.targetId ?? "",
    userns: options?.usernsOptions,
  };
}

export function usesHostNetwork(config: PodSandboxConfig): boolean {
  return namespaceOptions(config).network === NamespaceMode.NODE;
}

export interface IdMappings {
  readonly uidMappings: readonly LinuxIdMapping[];
  readonly gidMappings: readonly LinuxIdMapping[];
}

/** The pod's user namespace; undefined where ids are the host's. Throws ERR_INVALID_SPEC for what the CRI does not allow. */
export function idMappings(config: PodSandboxConfig): IdMappings | undefined {
  const { userns } = namespaceOptions(config);
  if (userns === undefined || userns.mode === NamespaceMode.NODE) {
    if (userns && (userns.uids.length > 0 || userns.gids.length > 0))
      throw refused("id mappings are given for mode NODE, which has none");
    return undefined;
  }
  if (userns.mode !== NamespaceMode.POD) throw refused("modes CONTAINER and TARGET do not exist for user namespaces");
  const [uid, gid] = [oneMapping(userns.uids, "uids"), oneMapping(userns.gids, "gids")];
  if (uid.hostID !== gid.hostID || uid.size !== gid.size || uid.containerID !== gid.containerID)
    throw refused("uids and gids are mapped differently");
  return { uidMappings: [uid], gidMappings: [gid] };
}

function oneMapping(mappings: readonly IDMapping[], field: string): LinuxIdMapping {
  const [mapping] = mappings;
  if (mapping === undefined || mappings.length > 1)
    throw refused(`${field} has ${mappings.length} mappings; exactly one is supported`);
  const { hostId, containerId, length } = mapping;
  if (containerId !== 0) throw refused(`${field} does not map id 0`);
  if (length === 0) throw refused(`${field} maps no id at all`);
  return { containerID: containerId, hostID: hostId, size: length };
}

function refused(reason: string): TsRunError {
  return new TsRunError("ERR_INVALID_SPEC", `make the pod's user namespace: ${reason}`);
}

/** Namespaces of the pod that hold by themselves; the rest is the host's, or each container's own. */
export function sandboxSpec(
  config: PodSandboxConfig,
  paths: PodPaths,
): Pick<SandboxPlanInput, "spec" | "pins"> & { readonly sharesIpc: boolean } {
  const options = namespaceOptions(config);
  const mappings = idMappings(config);
  const isHostNetwork = options.network === NamespaceMode.NODE;
  const isHostIpc = options.ipc === NamespaceMode.NODE;
  const types: ("user" | "network" | "ipc" | "uts")[] = [
    ...(mappings ? (["user"] as const) : []),
    ...(isHostNetwork ? [] : (["network"] as const)),
    ...(isHostIpc ? [] : (["ipc"] as const)),
    // The host's network goes with the host's name.
    ...(isHostNetwork && !mappings ? [] : (["uts"] as const)),
  ];
  const namespaces = types.map((type): LinuxNamespace => ({ type }));
  return {
    spec: {
      ociVersion: "1.3.0",
      ...(config.hostname === "" || !types.includes("uts") ? {} : { hostname: config.hostname }),
      linux: {
        namespaces,
        ...(mappings ? { uidMappings: [...mappings.uidMappings], gidMappings: [...mappings.gidMappings] } : {}),
        sysctl: sysctls(config, { isHostNetwork, isHostIpc, hasUserNamespace: mappings !== undefined }),
      },
    },
    pins: Object.fromEntries(types.map((type) => [type, paths.pins[type]])),
    sharesIpc: !isHostIpc,
  };
}

/** In a network of its own nobody needs root to serve port 80 or to ping, unless the pod says otherwise. */
function sysctls(
  config: PodSandboxConfig,
  about: { isHostNetwork: boolean; isHostIpc: boolean; hasUserNamespace: boolean },
): Record<string, string> {
  const own = config.linux?.sysctls ?? {};
  for (const key of Object.keys(own)) refuseHostSysctl(key.replaceAll("/", "."), about);
  if (about.isHostNetwork) return own;
  return {
    "net.ipv4.ip_unprivileged_port_start": "0",
    // Group numbers of a user namespace end where its mapping does.
    ...(about.hasUserNamespace ? {} : { "net.ipv4.ping_group_range": "0 2147483647" }),
    ...own,
  };
}

const IPC_SYSCTL = /^(kernel\.(shm|msg|sem)|fs\.mqueue\.)/;

/** A sysctl of a namespace that is the host's would change the host. */
function refuseHostSysctl(key: string, about: { isHostNetwork: boolean; isHostIpc: boolean }): void {
  const isNetwork = key.startsWith("net.");
  const isIpc = IPC_SYSCTL.test(key);
  if ((isNetwork && !about.isHostNetwork) || (isIpc && !about.isHostIpc)) return;
  throw new TsRunError("ERR_INVALID_SPEC", `set sysctl ${key} of the pod: ${reasonOf(isNetwork || isIpc)}`, {
    hint: "allowed are net.* and kernel.shm*, kernel.msg*, kernel.sem, fs.mqueue.*, in namespaces of the pod's own",
  });
}

function reasonOf(isNamespaced: boolean): string {
  return isNamespaced ? "the pod uses the host's namespace for it" : "it belongs to no namespace of a pod";
}
