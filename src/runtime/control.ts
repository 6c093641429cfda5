// pause, resume, update, ps: what is done to a container through its cgroup.

import { TsRunError } from "../base/index.ts";
import { freeze, inWholePercents, listProcesses, thaw, updateCgroup, updateScope } from "../cgroups/index.ts";
import type { CgroupHost } from "../linux/index.ts";
import { type LinuxResources, validateRuntimeResources } from "../oci/index.ts";
import { deviceRules } from "../plan/index.ts";
import { refuseViolations } from "./bundle.ts";
import { getContainer, initOf, loadSpec, type RuntimeContainer, type RuntimeHost } from "./containers.ts";
import type { StateDocument } from "./documents.ts";
import { resourcesAsMeant } from "./older-specs.ts";
import { processesInNamespace } from "./processes.ts";

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
export async function updateContainer(host: RuntimeHost, id: string, resources: LinuxResources): Promise<void> {
  const container = getContainer(host, id);
  initOf(container, "update");
  refuseViolations(validateRuntimeResources(resources), "resources");
  cgroupOf(container);
  const meant = resourcesAsMeant(resources, container.state.ociVersion);
  await updateLimits(host.cgroup, container.state, withoutOwnDevices(container, meant));
}

/** The files first: they are what holds, and can be put back if systemd refuses. */
export async function updateLimits(
  cgroup: CgroupHost,
  { cgroupPath: path = "", systemdUnit: unit }: Pick<StateDocument, "cgroupPath" | "systemdUnit">,
  resources: LinuxResources,
): Promise<void> {
  const updated = updateCgroup(cgroup, path, resources, unit === undefined ? undefined : inWholePercents);
  if (unit === undefined) return;
  try {
    await updateScope(cgroup, { unit, path, resources: updated.resources });
  } catch (error) {
    if (error instanceof TsRunError) updated.undo(error);
    throw error;
  }
}

/** Engines send all of linux.resources back. The device rules among them are the container's own: nothing to change. */
function withoutOwnDevices(container: RuntimeContainer, resources: LinuxResources): LinuxResources {
  const { devices, ...rest } = resources;
  const own = loadSpec(container).linux?.resources?.devices;
  const asWritten = (rules: LinuxResources["devices"]) => JSON.stringify(deviceRules(rules, "/devices"));
  return devices === undefined || asWritten(devices) === asWritten(own) ? rest : resources;
}

/** Pids as the host sees them. */
export function processesOf(host: RuntimeHost, id: string): number[] {
  const container = getContainer(host, id);
  const { cgroupPath } = container.state;
  if (container.status === "stopped") return [];
  return cgroupPath === undefined
    ? processesInNamespace(initOf(container, "list processes of").pid)
    : listProcesses(host.cgroup, cgroupPath);
}

/** Throws ERR_UNSUPPORTED for a container that has none. */
export function cgroupOf(container: RuntimeContainer): string {
  const { cgroupPath } = container.state;
  if (cgroupPath !== undefined) return cgroupPath;
  throw new TsRunError("ERR_UNSUPPORTED", `control ${container.id} through its cgroup: it has none`);
}
