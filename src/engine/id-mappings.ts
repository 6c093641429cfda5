// --userns private: which host ids a container's ids become. Pure.

import type { IdMapping, RunOptions } from "./types.ts";

/** First host id of the default mapping: above every real user and above what useradd hands out as subordinate ids. */
const DEFAULT_HOST_ID = 1_000_000_000;
const DEFAULT_SIZE = 65536;

export interface OciIdMapping {
  readonly containerID: number;
  readonly hostID: number;
  readonly size: number;
}

export function planIdMappings(userns: RunOptions["userns"]): {
  uidMappings: OciIdMapping[];
  gidMappings: OciIdMapping[];
} {
  if (typeof userns === "object")
    return { uidMappings: userns.uidMappings.map(toOci), gidMappings: userns.gidMappings.map(toOci) };
  const mapping = { containerID: 0, hostID: DEFAULT_HOST_ID, size: DEFAULT_SIZE };
  return { uidMappings: [mapping], gidMappings: [mapping] };
}

function toOci({ containerId, hostId, size }: IdMapping): OciIdMapping {
  return { containerID: containerId, hostID: hostId, size };
}
