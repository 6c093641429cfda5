// --userns private: which host ids a container's ids become. Pure.

import type { IdMapping, RunOptions } from "./types.ts";

/** First host id that containers get: above every real user and above what useradd hands out as subordinate ids. */
export const FIRST_HOST_ID = 1_000_000_000;
export const RANGE_SIZE = 65536;

export interface OciIdMapping {
  readonly containerID: number;
  readonly hostID: number;
  readonly size: number;
}

/** `firstHostId`: of the range that the container was given, where the user names none. */
export function planIdMappings(
  userns: RunOptions["userns"],
  firstHostId = FIRST_HOST_ID,
): {
  uidMappings: OciIdMapping[];
  gidMappings: OciIdMapping[];
} {
  if (typeof userns === "object")
    return { uidMappings: userns.uidMappings.map(toOci), gidMappings: userns.gidMappings.map(toOci) };
  const mapping = { containerID: 0, hostID: firstHostId, size: RANGE_SIZE };
  return { uidMappings: [mapping], gidMappings: [mapping] };
}

function toOci({ containerId, hostId, size }: IdMapping): OciIdMapping {
  return { containerID: containerId, hostID: hostId, size };
}
