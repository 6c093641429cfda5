// What the specification wants to be told about, or advises against, without refusing it.

import type { RuntimeSpec } from "./runtime-spec.ts";
import { duplicatesOf, type Report, reporter, type Violation } from "./violation.ts";

/** In the order of the specification. Pure. */
export function warningsOf(spec: RuntimeSpec): Violation[] {
  const warnings: Violation[] = [];
  warnOfConfig(spec, reporter("config.md", warnings));
  warnOfLinux(spec, reporter("config-linux.md", warnings));
  return warnings;
}

function warnOfConfig({ mounts, hooks }: RuntimeSpec, report: Report): void {
  mounts?.forEach(({ destination, options = [], uidMappings, gidMappings }, i) => {
    if (!destination.startsWith("/"))
      report(`/mounts/${i}/destination`, "relative paths are deprecated; it is taken as relative to /", "mounts");
    const isMapped = options.includes("idmap") || options.includes("ridmap");
    if ((uidMappings || gidMappings) && !isMapped)
      report(
        `/mounts/${i}/options`,
        "with id mappings, options SHOULD contain idmap or ridmap",
        "posix-platform-mounts",
      );
  });
  if (hooks?.prestart?.length)
    report("/hooks/prestart", "deprecated in favor of createRuntime, createContainer and startContainer", "prestart");
}

function warnOfLinux({ linux = {} }: RuntimeSpec, report: Report): void {
  const { devices, intelRdt, resources } = linux;
  // "u" is another name of "c" (mknod(1)), and a pipe has no numbers.
  const numbers = devices?.map(({ type, major, minor }, i) =>
    type === "p" ? `pipe ${i}` : `${type === "u" ? "c" : type} ${major}:${minor}`,
  );
  for (const i of duplicatesOf(numbers, (one) => one))
    report(`/linux/devices/${i}`, "the same type, major and minor SHOULD NOT be used for multiple devices", "devices");
  for (const name of ["kernel", "kernelTCP"] as const)
    if (resources?.memory?.[name] !== undefined)
      report(`/linux/resources/memory/${name}`, "NOT RECOMMENDED: recent kernels have no such limit", "memory");
  if (intelRdt?.l3CacheSchema !== undefined && !intelRdt.l3CacheSchema.startsWith("L3:"))
    report("/linux/intelRdt/l3CacheSchema", "the value SHOULD start with L3:", "intelrdt");
}
