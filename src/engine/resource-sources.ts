// Which flag asked for which field of linux.resources: -m 64m also set the swap limit, and errors should say so.

import type { RunOptions } from "./types.ts";

/** Option below `resources` -> the fields that resourcesOf() makes of it. The more specific option comes later. */
const FIELDS: readonly (readonly [option: string, ...pointers: string[]])[] = [
  ["memoryBytes", "memory/limit", "memory/swap"],
  ["memorySwapBytes", "memory/swap"],
  ["memoryReservationBytes", "memory/reservation"],
  ["memoryHighBytes", "unified/memory.high"],
  ["oomKillDisable", "memory/disableOOMKiller"],
  ["cpus", "cpu/quota", "cpu/period"],
  ["cpuPeriodUs", "cpu/period"],
  ["cpuQuotaUs", "cpu/quota"],
  ["cpuShares", "cpu/shares"],
  ["cpusetCpus", "cpu/cpus"],
  ["cpusetMems", "cpu/mems"],
  ["pidsLimit", "pids/limit"],
  ["blkioWeight", "blockIO/weight"],
  ["deviceReadBps", "blockIO/throttleReadBpsDevice"],
  ["deviceWriteBps", "blockIO/throttleWriteBpsDevice"],
  ["deviceReadIops", "blockIO/throttleReadIOPSDevice"],
  ["deviceWriteIops", "blockIO/throttleWriteIOPSDevice"],
];

export function resourceSources(flagOf: RunOptions["flagOf"]): Record<string, string> {
  const sources: Record<string, string> = {};
  for (const [option, ...pointers] of FIELDS) {
    const flag = flagOf[`resources.${option}`];
    if (flag !== undefined) for (const pointer of pointers) sources[`/linux/resources/${pointer}`] = `flag ${flag}`;
  }
  return sources;
}
