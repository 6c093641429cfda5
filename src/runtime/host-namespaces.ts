// A namespace joined by path may be the host's own: what is set "in the container" would be set on the host then.

import { statSync } from "node:fs";
import { hasErrno, TsRunError } from "../base/index.ts";
import { type NamespaceType, namespaceOfSysctl, type RuntimeSpec } from "../oci/index.ts";

const FILES: Readonly<Partial<Record<NamespaceType, string>>> = {
  network: "net",
  ipc: "ipc",
  uts: "uts",
  user: "user",
};

/** Throws ERR_INVALID_SPEC for a sysctl of a namespace that is ours, as runc does. */
export function refuseHostSysctls({ linux = {} }: RuntimeSpec): void {
  for (const key of Object.keys(linux.sysctl ?? {})) {
    const type = namespaceOfSysctl(key);
    const path = linux.namespaces?.find((namespace) => namespace.type === type)?.path;
    const file = type && FILES[type];
    if (path === undefined || file === undefined || !isSame(path, `/proc/self/ns/${file}`)) continue;
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      `/linux/sysctl: ${key} would change the host, whose ${type} namespace is ${path}`,
      {
        hint: "give the container a namespace of its own, or set the parameter on the host",
      },
    );
  }
}

/** False for a path that leads nowhere: joining it will say so. */
function isSame(path: string, ours: string): boolean {
  try {
    const [a, b] = [statSync(path), statSync(ours)];
    return a.dev === b.dev && a.ino === b.ino;
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "EACCES", "ELOOP", "ESRCH")) return false;
    throw error;
  }
}
