// The rules of config-linux.md as checks.

import type { LinuxNamespace, RuntimeLinux, RuntimeSpec } from "./runtime-spec.ts";
import { validateResources } from "./validate-resources.ts";
import { validateSeccomp } from "./validate-seccomp.ts";
import { duplicatesOf, escapePointer, type Report } from "./violation.ts";

export function validateLinux(spec: RuntimeSpec, report: Report): void {
  const linux = spec.linux ?? {};
  const has = (type: LinuxNamespace["type"]) => linux.namespaces?.some((namespace) => namespace.type === type) ?? false;
  validateNamespaces(linux, has, report);
  if (spec.hostname && !has("uts"))
    report("/hostname", "the hostname is changed in the container's UTS namespace, so it needs one", "namespaces");
  if (spec.domainname && !has("uts"))
    report("/domainname", "the domainname is changed in the container's UTS namespace, so it needs one", "namespaces");
  validateDevices(linux, report);
  validatePaths(linux, report);
  for (const key of Object.keys(linux.sysctl ?? {})) {
    const missing = namespaceOfSysctl(key);
    if (missing === undefined)
      report(
        `/linux/sysctl/${escapePointer(key)}`,
        "the parameter is set for the container, and no namespace has its own copy of this one",
        "sysctl",
      );
    else if (!has(missing))
      report(
        `/linux/sysctl/${escapePointer(key)}`,
        `the parameter is set for the container, which needs a ${missing} namespace of its own for that`,
        "sysctl",
      );
  }
  if (linux.resources) validateResources(linux.resources, "/linux/resources", report);
  if (linux.seccomp) validateSeccomp(linux.seccomp, report);
}

function validateNamespaces(linux: RuntimeLinux, has: (type: LinuxNamespace["type"]) => boolean, report: Report): void {
  const { namespaces, uidMappings = [], gidMappings = [], timeOffsets = {} } = linux;
  for (const i of duplicatesOf(namespaces, ({ type }) => type))
    report(
      `/linux/namespaces/${i}`,
      "if a namespaces field contains duplicated namespaces with same type, the runtime MUST generate an error",
      "namespaces",
    );
  namespaces?.forEach(({ path }, i) => {
    if (path !== undefined && !path.startsWith("/"))
      report(
        `/linux/namespaces/${i}/path`,
        "this value MUST be an absolute path in the runtime mount namespace",
        "namespaces",
      );
  });
  const hasNewUser = namespaces?.some(({ type, path }) => type === "user" && path === undefined) ?? false;
  if (!has("user") && uidMappings.length + gidMappings.length > 0)
    report(
      "/linux/uidMappings",
      "mappings describe the user namespace, so there must be one",
      "user-namespace-mappings",
    );
  for (const [name, list] of Object.entries({ uidMappings, gidMappings }))
    if (hasNewUser && list.length === 0)
      report(
        `/linux/${name}`,
        "a new user namespace without mappings has no user that could run anything (user_namespaces(7))",
        "user-namespace-mappings",
      );
  for (const clock of Object.keys(timeOffsets)) {
    if (!has("time"))
      report(
        `/linux/timeOffsets/${clock}`,
        "offsets are set for the time namespace, so there must be one",
        "offset-for-time-namespace",
      );
    if (clock !== "monotonic" && clock !== "boottime")
      report(
        `/linux/timeOffsets/${escapePointer(clock)}`,
        "the name of the clock is monotonic or boottime",
        "offset-for-time-namespace",
      );
  }
}

function validateDevices(linux: RuntimeLinux, report: Report): void {
  linux.devices?.forEach(({ path, type, major, minor }, i) => {
    const at = `/linux/devices/${i}`;
    if (!path.startsWith("/"))
      report(`${at}/path`, "path is the full path to the device inside the container", "devices");
    if (!["c", "b", "u", "p"].includes(type)) report(`${at}/type`, "type of device: c, b, u or p", "devices");
    else if (type !== "p" && (major === undefined || minor === undefined))
      report(at, "major, minor REQUIRED unless type is p", "devices");
  });
}

const PROPAGATIONS = ["private", "shared", "slave", "unbindable", "rprivate", "rshared", "rslave", "runbindable"];

function validatePaths(linux: RuntimeLinux, report: Report): void {
  for (const name of ["maskedPaths", "readonlyPaths"] as const)
    linux[name]?.forEach((path, i) => {
      if (!path.startsWith("/"))
        report(
          `/linux/${name}/${i}`,
          "the values MUST be absolute paths in the container namespace",
          name === "maskedPaths" ? "masked-paths" : "readonly-paths",
        );
    });
  const { rootfsPropagation, personality } = linux;
  if (rootfsPropagation !== undefined && !PROPAGATIONS.includes(rootfsPropagation))
    report(
      "/linux/rootfsPropagation",
      "its value is one of shared, slave, private, unbindable",
      "rootfs-mount-propagation",
    );
  if (personality && !["LINUX", "LINUX32"].includes(personality.domain))
    report("/linux/personality/domain", "the valid values are LINUX and LINUX32", "personality");
  personality?.flags?.forEach((_, i) => {
    report(`/linux/personality/flags/${i}`, "currently no flag values are supported", "personality");
  });
}

const IPC_SYSCTLS = /^(kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)|fs\.mqueue\..+)$/;

/** Which namespace has its own copy of a parameter; undefined: it would change the host. */
function namespaceOfSysctl(key: string): LinuxNamespace["type"] | undefined {
  const name = key.includes("/") ? key.replaceAll(".", "\u0000").replaceAll("/", ".") : key;
  if (name.split(".").includes("")) return undefined;
  if (name.startsWith("net.")) return "network";
  if (IPC_SYSCTLS.test(name)) return "ipc";
  if (name === "kernel.domainname") return "uts";
  if (name.startsWith("user.")) return "user";
  return undefined;
}
