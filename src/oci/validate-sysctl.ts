// linux.sysctl: "allows kernel parameters to be modified at runtime for the container", so none that would reach the host.

import type { LinuxNamespace, RuntimeSpec } from "./runtime-spec.ts";
import type { HasNamespace } from "./validate-namespaces.ts";
import { escapePointer, type Report } from "./violation.ts";

export function validateSysctls({ linux = {}, hostname }: RuntimeSpec, has: HasNamespace, report: Report): void {
  for (const key of Object.keys(linux.sysctl ?? {})) {
    const bad = (rule: string) => report(`/linux/sysctl/${escapePointer(key)}`, rule, "sysctl");
    const missing = namespaceOfSysctl(key);
    if (missing === undefined)
      bad("the parameter is set for the container, and no namespace has its own copy of this one");
    else if (!has(missing))
      bad(`the parameter is set for the container, which needs a ${missing} namespace of its own for that`);
    else if (sysctlPath(key) === "kernel/hostname" && hostname !== undefined) bad("/hostname sets the same");
  }
}

const IPC = /^(kernel\/(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)|fs\/mqueue\/[^/]+)$/;

/** Which namespace has its own copy of a parameter; undefined: it would change the host. */
export function namespaceOfSysctl(key: string): LinuxNamespace["type"] | undefined {
  const path = sysctlPath(key);
  if (path.split("/").some((name) => name === "" || name === "." || name === "..")) return undefined;
  if (path.startsWith("net/")) return "network";
  if (IPC.test(path)) return "ipc";
  if (path === "kernel/domainname" || path === "kernel/hostname") return "uts";
  if (path.startsWith("user/")) return "user";
  return undefined;
}

/** The file below /proc/sys, as sysctl(8) has it: the separator that comes first is the separator, the other one a dot. */
export function sysctlPath(key: string): string {
  if (/^[^./]*\//.test(key)) return key;
  return key.replaceAll(/[./]/g, (separator) => (separator === "." ? "/" : "."));
}
