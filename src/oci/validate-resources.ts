// The rules of config-linux.md on resources. `at` is their pointer: update is given them alone.

import type { LinuxResources } from "./runtime-spec.ts";
import { validateBlockIo } from "./validate-block-io.ts";
import { duplicatesOf, escapePointer, isNumberList, isWithin, type Report } from "./violation.ts";

export function validateResources(resources: LinuxResources, at: string, report: Report): void {
  validateDeviceRules(resources, at, report);
  validateMemory(resources, at, report);
  validateCpu(resources, at, report);
  if (resources.blockIO) validateBlockIo(resources.blockIO, `${at}/blockIO`, report);
  validateHugePages(resources, at, report);
  validateNetwork(resources, at, report);
  if (resources.pids?.limit !== undefined && resources.pids.limit < -1)
    report(`${at}/pids/limit`, "the maximum number of tasks in the cgroup, with -1 indicating no limit", "pids");
  for (const [name, { hcaHandles, hcaObjects }] of Object.entries(resources.rdma ?? {}))
    if (hcaHandles === undefined && hcaObjects === undefined)
      report(
        `${at}/rdma/${escapePointer(name)}`,
        "you MUST specify at least one of the hcaHandles or hcaObjects in a given entry",
        "rdma",
      );
  for (const key of Object.keys(resources.unified ?? {}))
    if (key === "" || key.includes("/"))
      report(
        `${at}/unified/${escapePointer(key)}`,
        "each key in the map refers to a file in the cgroup unified hierarchy",
        "unified",
      );
}

function validateDeviceRules({ devices }: LinuxResources, at: string, report: Report): void {
  devices?.forEach(({ type, access }, i) => {
    if (type && !["a", "b", "c"].includes(type))
      report(`${at}/devices/${i}/type`, "type of device: a (all), c (char), or b (block)", "allowed-device-list");
    if (access && !/^[rwm]*$/.test(access))
      report(`${at}/devices/${i}/access`, "a composition of r (read), w (write), and m (mknod)", "allowed-device-list");
  });
}

function validateMemory({ memory }: LinuxResources, at: string, report: Report): void {
  if (!memory) return;
  for (const name of ["limit", "reservation", "swap", "kernel", "kernelTCP"] as const)
    if ((memory[name] ?? 0) < -1)
      report(
        `${at}/memory/${name}`,
        "values for memory specify the limit in bytes, or -1 for unlimited memory",
        "memory",
      );
  const { limit = 0, swap = 0, swappiness = 0 } = memory;
  if (limit > 0 && swap > 0 && swap < limit)
    report(`${at}/memory/swap`, "sets limit of memory+Swap usage, so it is not below that of memory", "memory");
  if (swappiness > 100) report(`${at}/memory/swappiness`, "the values are from 0 to 100", "memory");
}

function validateCpu({ cpu }: LinuxResources, at: string, report: Report): void {
  const { quota = 0, burst = 0, idle = 0 } = cpu ?? {};
  if (quota > 0 && burst > quota)
    report(`${at}/cpu/burst`, "if specified, this value MUST be no larger than any positive quota", "cpu");
  for (const name of ["cpus", "mems"] as const)
    if (cpu?.[name] && !isNumberList(cpu[name]))
      report(`${at}/cpu/${name}`, "a comma-separated list, with dashes to represent ranges: 0-3,7", "cpu");
  if (!isWithin(idle, 0, 1)) report(`${at}/cpu/idle`, "0: default behavior, 1: SCHED_IDLE", "cpu");
}

function validateHugePages({ hugepageLimits }: LinuxResources, at: string, report: Report): void {
  hugepageLimits?.forEach(({ pageSize }, i) => {
    if (!/^[1-9]\d*[KMG]B$/.test(pageSize))
      report(
        `${at}/hugepageLimits/${i}/pageSize`,
        "the value has the format <size><unit-prefix>B (64KB, 2MB, 1GB)",
        "huge-page-limits",
      );
  });
  for (const i of duplicatesOf(hugepageLimits, ({ pageSize }) => pageSize))
    report(`${at}/hugepageLimits/${i}/pageSize`, "another entry limits the same size", "huge-page-limits");
}

function validateNetwork({ network }: LinuxResources, at: string, report: Report): void {
  for (const i of duplicatesOf(network?.priorities, ({ name }) => name))
    report(`${at}/network/priorities/${i}/name`, "another entry has the same interface", "network");
}
