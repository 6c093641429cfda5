// Resource flags -> linux.resources of the runtime spec. Pure; how they become cgroup files is plan/cgroup-limits.ts.

import type { LinuxDeviceCgroup, LinuxResources } from "../oci/index.ts";
import type { ResourceOptions } from "./types.ts";

const DEFAULT_PERIOD_US = 100_000;

export function resourcesOf(
  options: Partial<ResourceOptions>,
  about: { devices?: LinuxDeviceCgroup[]; deviceNumbers?: Readonly<Record<string, readonly [number, number]>> } = {},
): LinuxResources {
  const memory = memoryOf(options);
  const cpu = cpuOf(options);
  const blockIO = blockIoOf(options, about.deviceNumbers ?? {});
  return {
    ...(about.devices ? { devices: about.devices } : {}),
    ...(memory ? { memory } : {}),
    ...(cpu ? { cpu } : {}),
    ...(options.pidsLimit === undefined ? {} : { pids: { limit: options.pidsLimit <= 0 ? -1 : options.pidsLimit } }),
    ...(blockIO ? { blockIO } : {}),
    ...(options.memoryHighBytes === undefined ? {} : { unified: { "memory.high": String(options.memoryHighBytes) } }),
  };
}

function memoryOf(options: Partial<ResourceOptions>): LinuxResources["memory"] {
  const { memoryBytes, memoryReservationBytes, memorySwapBytes, oomKillDisable } = options;
  if (
    memoryBytes === undefined &&
    memoryReservationBytes === undefined &&
    memorySwapBytes === undefined &&
    !oomKillDisable
  )
    return undefined;
  // docker: a limit alone allows as much swap again; --memory-swap is the sum of both.
  const swap = memorySwapBytes ?? (memoryBytes === undefined || memoryBytes < 0 ? undefined : memoryBytes * 2);
  return {
    ...(memoryBytes === undefined ? {} : { limit: memoryBytes }),
    ...(memoryReservationBytes === undefined ? {} : { reservation: memoryReservationBytes }),
    ...(swap === undefined ? {} : { swap }),
    ...(oomKillDisable ? { disableOOMKiller: true } : {}),
  };
}

function cpuOf(options: Partial<ResourceOptions>): LinuxResources["cpu"] {
  const { cpus, cpuShares, cpuPeriodUs, cpuQuotaUs, cpusetCpus, cpusetMems } = options;
  const cpu = {
    ...(cpuShares === undefined ? {} : { shares: cpuShares }),
    ...(cpus === undefined ? {} : { quota: Math.round(cpus * DEFAULT_PERIOD_US), period: DEFAULT_PERIOD_US }),
    ...(cpuQuotaUs === undefined ? {} : { quota: cpuQuotaUs }),
    ...(cpuPeriodUs === undefined ? {} : { period: cpuPeriodUs }),
    ...(cpusetCpus === undefined ? {} : { cpus: cpusetCpus }),
    ...(cpusetMems === undefined ? {} : { mems: cpusetMems }),
  };
  return Object.keys(cpu).length > 0 ? cpu : undefined;
}

function blockIoOf(
  options: Partial<ResourceOptions>,
  numbers: Readonly<Record<string, readonly [number, number]>>,
): LinuxResources["blockIO"] {
  const throttle = (devices: readonly { path: string; rate: number }[] | undefined) =>
    (devices ?? []).map(({ path, rate }) => ({ major: numbers[path]?.[0] ?? 0, minor: numbers[path]?.[1] ?? 0, rate }));
  const lists = {
    throttleReadBpsDevice: throttle(options.deviceReadBps),
    throttleWriteBpsDevice: throttle(options.deviceWriteBps),
    throttleReadIOPSDevice: throttle(options.deviceReadIops),
    throttleWriteIOPSDevice: throttle(options.deviceWriteIops),
  };
  const used = Object.entries(lists).filter(([, list]) => list.length > 0);
  if (used.length === 0 && options.blkioWeight === undefined) return undefined;
  return { ...(options.blkioWeight === undefined ? {} : { weight: options.blkioWeight }), ...Object.fromEntries(used) };
}
