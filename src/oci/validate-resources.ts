// The rules on linux.resources.

import type { LinuxResources } from "./runtime-spec.ts";
import type { Report } from "./violation.ts";

export function validateResources(resources: LinuxResources, at: string, report: Report): void {
  resources.devices?.forEach(({ type, access }, i) => {
    if (type && !["a", "b", "c"].includes(type))
      report(`${at}/devices/${i}/type`, "type of device: a (all), c (char), or b (block)", "allowed-device-list");
    if (access && !/^[rwm]*$/.test(access))
      report(`${at}/devices/${i}/access`, "a composition of r (read), w (write), and m (mknod)", "allowed-device-list");
  });
  const { memory, blockIO, hugepageLimits, cpu } = resources;
  if (memory?.swappiness !== undefined && memory.swappiness > 100)
    report(`${at}/memory/swappiness`, "the values are from 0 to 100", "memory");
  if (memory?.limit && memory.swap && memory.swap > 0 && memory.limit > 0 && memory.swap < memory.limit)
    report(
      `${at}/memory/swap`,
      "swap sets the limit of memory+Swap usage, so it is not below the memory limit",
      "memory",
    );
  for (const name of ["weight", "leafWeight"] as const) {
    const weight = blockIO?.[name];
    if (weight && (weight < 10 || weight > 1000))
      report(`${at}/blockIO/${name}`, "the range is from 10 to 1000", "block-io");
  }
  hugepageLimits?.forEach(({ pageSize }, i) => {
    if (!/^[1-9]\d*[KMG]B$/.test(pageSize))
      report(
        `${at}/hugepageLimits/${i}/pageSize`,
        "pageSize MUST have the form <size><unit-prefix>B",
        "huge-page-limits",
      );
  });
  for (const name of ["cpus", "mems"] as const)
    if (cpu?.[name] && !/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(cpu[name]))
      report(`${at}/cpu/${name}`, "the list has the format of cpuset(7): 0-3,7", "cpu");
}
