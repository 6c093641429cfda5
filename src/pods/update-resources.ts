// UpdateContainerResources: new limits for a container that runs, or that will. All of them hold, or none.

import { messageOf, TsRunError } from "../base/index.ts";
import { LinuxContainerResources } from "../cri-wire/index.ts";
import type { LinuxResources } from "../oci/index.ts";
import { updateLimits } from "../runtime/index.ts";
import { type PodContainerStatus, placeOf, podStatusOf } from "./cgroup-place.ts";
import { limitsOf } from "./spec/resources.ts";
import type { PodContainer, PodTable } from "./table.ts";

export async function updateResources(
  table: PodTable,
  container: PodContainer,
  changes: LinuxContainerResources,
): Promise<void> {
  await table.turns.take(container.id, async () => {
    const { containers, cgroup } = table.environment;
    const { state } = container.stored.lifeCycle;
    if (state === "exited" || container.removing)
      throw new TsRunError("ERR_CONFLICT", `update container ${container.id}: it has ended`);
    const merged = withChanges(currentResources(container), changes);
    if (state === "running") {
      const where = placeOf(table.environment, container.stored);
      if (!where) throw new TsRunError("ERR_UNSUPPORTED", `update container ${container.id}: it has no cgroup`);
      const { path: cgroupPath, unit } = where;
      await updateLimits(
        cgroup,
        { cgroupPath, ...(unit === undefined ? {} : { systemdUnit: unit }) },
        limitsOf(changes),
      );
    }
    const spec = containers.loadSpec(container.stored);
    const engine: PodContainerStatus = {
      ...podStatusOf(container.stored),
      resources: mergedLimits(spec.linux?.resources ?? {}, limitsOf(merged)),
      criResources: LinuxContainerResources.toJSON(merged),
    };
    try {
      container.stored = containers.saveStatus(container.stored, { engine });
    } catch (error) {
      throw new TsRunError("ERR_NO_SPACE", `update container ${container.id}: ${messageOf(error)}`, { cause: error });
    }
  });
}

/** As they are by now. */
export function currentResources({ config, stored }: PodContainer): LinuxContainerResources {
  const { criResources } = podStatusOf(stored);
  if (criResources !== undefined) return LinuxContainerResources.fromJSON(criResources);
  return config.linux?.resources ?? LinuxContainerResources.fromPartial({});
}

/** Zero, "" and empty mean "as it is". */
function withChanges(current: LinuxContainerResources, changes: LinuxContainerResources): LinuxContainerResources {
  const isSet = (value: unknown): boolean =>
    value !== 0n && value !== "" && !(Array.isArray(value) && value.length === 0);
  const set = Object.entries(changes).filter(([key, value]) => key !== "unified" && isSet(value));
  return { ...current, ...Object.fromEntries(set), unified: { ...current.unified, ...changes.unified } };
}

function mergedLimits(created: LinuxResources, limits: LinuxResources): LinuxResources {
  return { ...limits, ...(created.devices ? { devices: created.devices } : {}) };
}
