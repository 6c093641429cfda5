// What an update leaves out but means: limits that are one thing to the kernel, or to the spec, are completed from how
// they are now.

import { existsSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import type { CgroupHost } from "../linux/index.ts";
import { bytes, type CgroupResources } from "../plan/index.ts";
import { readNumber, readText } from "./files.ts";

/** memory/swap includes memory, and a CPU quota means nothing without its period. */
export function completeResources(host: CgroupHost, path: string, resources: CgroupResources): CgroupResources {
  return {
    ...resources,
    ...(resources.memory && { memory: completeMemory(host, path, resources.memory) }),
    ...(resources.cpu && { cpu: completeCpu(host, path, resources.cpu) }),
  };
}

interface CurrentMemory {
  /** -1 is unlimited. */
  readonly limit: number;
  /** Memory plus swap; -1 is unlimited, undefined not counted. */
  readonly swap: number | undefined;
}

function currentMemory(host: CgroupHost, path: string): CurrentMemory | undefined {
  const memory = host.controllers.memory;
  if (memory === undefined) return undefined;
  const directory = `${memory.root}${path}`;
  if (memory.version === 2) {
    const limit = readNumber(`${directory}/memory.max`) ?? -1;
    const extra = readNumber(`${directory}/memory.swap.max`);
    return { limit, swap: limit < 0 || extra === undefined ? -1 : limit + extra };
  }
  const file = `${directory}/memory.memsw.limit_in_bytes`;
  return {
    limit: readNumber(`${directory}/memory.limit_in_bytes`) ?? -1,
    swap: existsSync(file) ? (readNumber(file) ?? -1) : undefined,
  };
}

type Memory = NonNullable<CgroupResources["memory"]>;

function completeMemory(host: CgroupHost, path: string, wanted: Memory): Memory {
  const current = currentMemory(host, path);
  if (current === undefined) return wanted;
  const { limit, swap } = wanted;
  if (limit && !swap && current.swap !== undefined && current.swap >= 0 && limit > 0) {
    if (limit > current.swap) throw aboveSwap(path, limit, current.swap);
    // v1 keeps the sum by itself; v2's number is the difference.
    return host.controllers.memory?.version === 2 ? { ...wanted, swap: current.swap } : wanted;
  }
  const needsLimit = swap || wanted.kernel || wanted.kernelTCP;
  return needsLimit && !limit && current.limit > 0 ? { ...wanted, limit: current.limit } : wanted;
}

function aboveSwap(path: string, limit: number, swap: number): TsRunError {
  return new TsRunError(
    "ERR_CONFLICT",
    `updating cgroup ${path}: a memory limit of ${bytes(limit)} is above its memory+swap limit of ${bytes(swap)}`,
    { hint: "raise the memory+swap limit (--memory-swap) in the same update" },
  );
}

type Cpu = NonNullable<CgroupResources["cpu"]>;

function completeCpu(host: CgroupHost, path: string, wanted: Cpu): Cpu {
  if (Boolean(wanted.quota) === Boolean(wanted.period)) return wanted;
  const { quota, period } = currentQuota(host, path);
  return { ...wanted, quota: wanted.quota || quota, period: wanted.period || period };
}

/** In microseconds; -1 is no quota. */
export function currentQuota(
  host: CgroupHost,
  path: string,
): { quota: number | undefined; period: number | undefined } {
  const cpu = host.controllers.cpu;
  const directory = `${cpu?.root}${path}`;
  if (cpu?.version === 1) {
    const quota = Number(readText(`${directory}/cpu.cfs_quota_us`) ?? 0);
    return { quota: quota || undefined, period: readNumber(`${directory}/cpu.cfs_period_us`) };
  }
  const [quota, period] = (readText(`${directory}/cpu.max`) ?? "").split(" ");
  return {
    quota: quota === "max" ? -1 : Number(quota) || undefined,
    period: Number(period) || undefined,
  };
}
