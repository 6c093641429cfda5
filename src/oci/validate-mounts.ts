// The rules of config.md on mounts.

import type { RuntimeMount, RuntimeSpec } from "./runtime-spec.ts";
import { validateIdMappings } from "./validate-id-mappings.ts";
import type { Report } from "./violation.ts";

export function validateMounts({ mounts = [], linux = {} }: RuntimeSpec, report: Report): void {
  const hasUser = linux.namespaces?.some(({ type }) => type === "user") ?? false;
  mounts.forEach((mount, i) => {
    const at = `/mounts/${i}`;
    validateSource(mount, at, report);
    validateMappings(mount, at, report);
    const isMapped = mount.options?.some((word) => word === "idmap" || word === "ridmap");
    if (isMapped && !mount.uidMappings && !mount.gidMappings && !hasUser)
      report(
        `${at}/options`,
        "if there are no uidMappings and gidMappings and the container isn't using user namespaces, an error MUST be returned",
        "linux-mount-options",
      );
  });
}

function validateSource({ destination, source, type, options = [] }: RuntimeMount, at: string, report: Report): void {
  if (destination === "") report(`${at}/destination`, "destination is REQUIRED", "mounts");
  const isBind = type === "bind" || options.includes("bind") || options.includes("rbind");
  if (isBind && !source) report(`${at}/source`, "a bind mount needs the file or directory that it shows", "mounts");
  // remount changes what is mounted there already (mount(8))
  if (!isBind && !type && !options.includes("remount"))
    report(`${at}/type`, "type is the filesystem to be mounted, unless it is a bind mount", "posix-platform-mounts");
}

function validateMappings({ uidMappings, gidMappings }: RuntimeMount, at: string, report: Report): void {
  if (uidMappings && !gidMappings)
    report(`${at}/uidMappings`, "if specified, it MUST be specified along with gidMappings", "posix-platform-mounts");
  if (gidMappings && !uidMappings)
    report(`${at}/gidMappings`, "if specified, it MUST be specified along with uidMappings", "posix-platform-mounts");
  validateIdMappings({ uidMappings, gidMappings }, at, "posix-platform-mounts", report);
}
