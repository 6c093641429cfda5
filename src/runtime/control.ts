// pause, resume, update, ps: what is done to a container through its cgroup.

import { TsRunError } from "../base/index.ts";
import { freeze, listProcesses, thaw, updateCgroup } from "../cgroups/index.ts";
import type { LinuxResources } from "../oci/index.ts";
import { getContainer, initOf, type RuntimeContainer, type RuntimeHost } from "./containers.ts";

export async function pauseContainer(host: RuntimeHost, id: string): Promise<void> {
  const container = getContainer(host, id);
  if (container.status !== "running" && container.status !== "created")
    throw new TsRunError(
      "ERR_CONFLICT",
      `cannot pause container ${id}: container not running or created: ${container.status}`,
    );
  await freeze(host.cgroup, cgroupOf(container));
}

export async function resumeContainer(host: RuntimeHost, id: string): Promise<void> {
  const container = getContainer(host, id);
  if (container.status !== "paused")
    throw new TsRunError("ERR_CONFLICT", `cannot resume container ${id}: container not paused: ${container.status}`);
  await thaw(host.cgroup, cgroupOf(container));
}

/** All of the new limits or none. */
export function updateContainer(host: RuntimeHost, id: string, resources: LinuxResources): void {
  const container = getContainer(host, id);
  initOf(container, "update");
  updateCgroup(host.cgroup, cgroupOf(container), resources);
}

/** Pids as the host sees them. */
export function processesOf(host: RuntimeHost, id: string): number[] {
  const container = getContainer(host, id);
  return container.status === "stopped" ? [] : listProcesses(host.cgroup, cgroupOf(container));
}

function cgroupOf(container: RuntimeContainer): string {
  const { cgroupPath } = container.state;
  if (cgroupPath !== undefined) return cgroupPath;
  throw new TsRunError("ERR_UNSUPPORTED", `control ${container.id} through its cgroup: it has none`);
}
