// May the container's user use this file? As the kernel decides it: owner, group, others, and CAP_DAC_OVERRIDE.

import type { LinuxIdMapping, RuntimeSpec } from "../../oci/index.ts";
import type { FoundFile } from "./about.ts";

const EXECUTE = 1;

/** Execute for a file, search for a directory. */
export function mayExecute(file: FoundFile, spec: RuntimeSpec): boolean {
  const user = spec.process?.user ?? { uid: 0, gid: 0 };
  const overrides = spec.process?.capabilities?.effective?.includes("CAP_DAC_OVERRIDE") ?? user.uid === 0;
  // Even the capability executes only what somebody may execute.
  if (overrides && (file.kind === "directory" || (file.mode & 0o111) !== 0)) return true;
  const { uidMappings, gidMappings } = spec.linux ?? {};
  // With a user namespace the layers are mounted with shifted ids, and bind mounts are not: either id may be the file's.
  const uids = [user.uid, hostId(user.uid, uidMappings)];
  const groups = [user.gid, ...(user.additionalGids ?? [])].flatMap((gid) => [gid, hostId(gid, gidMappings)]);
  if (uids.includes(file.uid)) return ((file.mode >> 6) & EXECUTE) !== 0;
  if (groups.includes(file.gid)) return ((file.mode >> 3) & EXECUTE) !== 0;
  return (file.mode & EXECUTE) !== 0;
}

/** "user 1000" or "user 1000 (host id 101000)". */
export function userName(spec: RuntimeSpec): string {
  const uid = spec.process?.user.uid ?? 0;
  const onHost = hostId(uid, spec.linux?.uidMappings);
  return onHost === uid ? `user ${uid}` : `user ${uid} (host id ${onHost})`;
}

/** "mode 0644, owner 0:0" */
export function modeOf(file: FoundFile): string {
  return `mode ${(file.mode & 0o7777).toString(8).padStart(4, "0")}, owner ${file.uid}:${file.gid}`;
}

function hostId(id: number, mappings: readonly LinuxIdMapping[] | undefined): number {
  const mapping = mappings?.find(({ containerID, size }) => id >= containerID && id < containerID + size);
  return mapping ? mapping.hostID + (id - mapping.containerID) : id;
}
