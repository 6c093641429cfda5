// The rules of config-linux.md as checks.

import type { LinuxNamespace, RuntimeLinux, RuntimeSpec } from "./runtime-spec.ts";
import { validateDevices, validateNetDevices } from "./validate-devices.ts";
import { validateIntelRdt } from "./validate-intel-rdt.ts";
import { validateMemoryPolicy } from "./validate-memory-policy.ts";
import { validateNamespaces } from "./validate-namespaces.ts";
import { validateResources } from "./validate-resources.ts";
import { validateSeccomp } from "./validate-seccomp.ts";
import { validateSysctls } from "./validate-sysctl.ts";
import type { Report } from "./violation.ts";

export function validateLinux(spec: RuntimeSpec, report: Report): void {
  const linux = spec.linux ?? {};
  const has = (type: LinuxNamespace["type"]) => linux.namespaces?.some((namespace) => namespace.type === type) ?? false;
  validateNamespaces(linux, has, report);
  for (const name of ["hostname", "domainname"] as const)
    if (spec[name] && !has("uts"))
      report(`/${name}`, `the ${name} is changed in the container's UTS namespace, so it needs one`, "namespaces");
  validateDevices(linux, report);
  validateNetDevices(linux, has, report);
  if (linux.resources) validateResources(linux.resources, "/linux/resources", report);
  if (linux.intelRdt) validateIntelRdt(linux.intelRdt, report);
  if (linux.memoryPolicy) validateMemoryPolicy(linux.memoryPolicy, report);
  validateSysctls(spec, has, report);
  if (linux.seccomp) validateSeccomp(linux.seccomp, report);
  validatePaths(linux, report);
  validatePersonality(linux, report);
}

const PROPAGATIONS = ["private", "shared", "slave", "unbindable", "rprivate", "rshared", "rslave", "runbindable"];

function validatePaths(linux: RuntimeLinux, report: Report): void {
  const { rootfsPropagation } = linux;
  if (rootfsPropagation !== undefined && !PROPAGATIONS.includes(rootfsPropagation))
    report(
      "/linux/rootfsPropagation",
      "its value is either shared, slave, private or unbindable",
      "rootfs-mount-propagation",
    );
  for (const [name, anchor] of [
    ["maskedPaths", "masked-paths"],
    ["readonlyPaths", "readonly-paths"],
  ] as const) {
    linux[name]?.forEach((path, i) => {
      if (!path.startsWith("/"))
        report(`/linux/${name}/${i}`, "the values MUST be absolute paths in the container namespace", anchor);
    });
  }
}

function validatePersonality({ personality }: RuntimeLinux, report: Report): void {
  if (personality && !["LINUX", "LINUX32"].includes(personality.domain))
    report("/linux/personality/domain", "the valid list of constants is LINUX, LINUX32", "personality");
  personality?.flags?.forEach((_, i) => {
    report(`/linux/personality/flags/${i}`, "currently no flag values are supported", "personality");
  });
}
