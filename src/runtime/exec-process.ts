// What a process document of exec leaves open is as with the container's own process, as with runc and crun: whoever says
// nothing about capabilities or a profile does not ask for more than the container has.

import type { RuntimeProcess } from "../oci/index.ts";

const SHARED = [
  "capabilities",
  "rlimits",
  "apparmorProfile",
  "selinuxLabel",
  "oomScoreAdj",
  "scheduler",
  "ioPriority",
  "execCPUAffinity",
] as const satisfies readonly (keyof RuntimeProcess)[];

export function withContainerDefaults(wanted: RuntimeProcess, own: RuntimeProcess): RuntimeProcess {
  const open = SHARED.filter((name) => isUnset(wanted[name]));
  return { ...wanted, ...Object.fromEntries(open.map((name) => [name, own[name]])) };
}

/** Go programs write "" and [] for what they leave out. */
function isUnset(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
