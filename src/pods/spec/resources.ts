// LinuxContainerResources of the CRI -> limits of config.json. Pure.

import type { LinuxContainerResources } from "../../cri-wire/index.ts";
import type { LinuxResources } from "../../oci/index.ts";

/** Zero means "not set" throughout the CRI. */
export function limitsOf(resources: LinuxContainerResources | undefined): LinuxResources {
  if (!resources) return {};
  const memory = {
    ...positive("limit", resources.memoryLimitInBytes),
    ...swapOf(resources),
  };
  const cpu = {
    ...positive("shares", resources.cpuShares),
    ...(resources.cpuQuota === 0n ? {} : { quota: Number(resources.cpuQuota) }),
    ...positive("period", resources.cpuPeriod),
    ...(resources.cpusetCpus === "" ? {} : { cpus: resources.cpusetCpus }),
    ...(resources.cpusetMems === "" ? {} : { mems: resources.cpusetMems }),
  };
  return {
    ...(Object.keys(memory).length > 0 ? { memory } : {}),
    ...(Object.keys(cpu).length > 0 ? { cpu } : {}),
    ...(resources.hugepageLimits.length > 0
      ? { hugepageLimits: resources.hugepageLimits.map(({ pageSize, limit }) => ({ pageSize, limit: Number(limit) })) }
      : {}),
    ...(Object.keys(resources.unified).length > 0 ? { unified: { ...resources.unified } } : {}),
  };
}

/** With a memory limit and no word about swap there is none: the limit is what the container may use in all. */
function swapOf({ memoryLimitInBytes: limit, memorySwapLimitInBytes: swap }: LinuxContainerResources): {
  swap?: number;
} {
  if (swap !== 0n) return { swap: Number(swap) };
  return limit > 0n ? { swap: Number(limit) } : {};
}

function positive<Name extends string>(name: Name, value: bigint): Partial<Record<Name, number>> {
  return value > 0n ? ({ [name]: Number(value) } as Partial<Record<Name, number>>) : {};
}
