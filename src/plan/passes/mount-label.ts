// linux.mountLabel: the SELinux context of the container's own file systems.

import type { HostFacts } from "../../linux/index.ts";
import type { RuntimeSpec } from "../../oci/index.ts";
import type { FsParameter } from "../build.ts";
import type { PlanInput } from "../input.ts";

/** Kernel file systems label their files themselves; the policy knows them. */
const LABELLED_BY_KERNEL: ReadonlySet<string> = new Set(["proc", "sysfs", "mqueue", "cgroup", "cgroup2"]);

/**
 * Engines send a label only where SELinux runs. On a kernel without it a label says nothing that could be enforced or
 * broken, and the option would be an unknown one to every file system: it is left out, as by crun, and this is told.
 */
export function labelParameters({ spec, host }: PlanInput, type: string): FsParameter[] {
  const value = spec.linux?.mountLabel;
  return value && host.selinux && !LABELLED_BY_KERNEL.has(type) ? [{ key: "context", value }] : [];
}

export function mountLabelWarnings({ linux }: RuntimeSpec, host: HostFacts): string[] {
  if (!linux?.mountLabel || host.selinux) return [];
  return ["/linux/mountLabel: this kernel runs without SELinux: no file gets this label"];
}
