// What a user namespace changes for the passes: who has which rights, and which number an id of the container is outside.

import type { LinuxIdMapping, RuntimeSpec } from "../oci/index.ts";

/** "new": made with the container's init; "joined": somebody else's; undefined: ids are the host's. */
export function userNamespaceOf(spec: RuntimeSpec): "new" | "joined" | undefined {
  const namespace = spec.linux?.namespaces?.find(({ type }) => type === "user");
  return namespace && (namespace.path === undefined ? "new" : "joined");
}

/** The host's number of a container's id; undefined where the mapping has none (the container sees 65534 then). */
export function hostIdOf(id: number, mappings: readonly LinuxIdMapping[]): number | undefined {
  const range = mappings.find(({ containerID, size }) => id >= containerID && id < containerID + size);
  return range && range.hostID + (id - range.containerID);
}

/** The container's own mapping, as far as config.json says; empty where ids are the host's or the joined namespace's. */
export function mappingsOf({ linux }: RuntimeSpec): {
  uids: readonly LinuxIdMapping[];
  gids: readonly LinuxIdMapping[];
} {
  return { uids: linux?.uidMappings ?? [], gids: linux?.gidMappings ?? [] };
}
