// Where a container's cgroup is and who makes it: the plan itself (cgroupfs), systemd by lending us a scope, or nobody.

import { TsRunError } from "../base/index.ts";
import {
  inWholePercents,
  isFrozen,
  listProcesses,
  parseScopeName,
  propertiesOfAnnotations,
  requireSystemd,
  startScope,
  stopScope,
} from "../cgroups/index.ts";
import { holdProcess } from "../executor/index.ts";
import type { LinuxResources, RuntimeSpec } from "../oci/index.ts";
import { cgroupPathOf } from "../plan/index.ts";
import type { RuntimeHost } from "./containers.ts";
import { updateLimits } from "./control.ts";
import type { StateDocument } from "./documents.ts";

export interface ContainerPlacement {
  /** With cgroupsPath as the plan wants it: a path below each hierarchy's root, or none. */
  readonly spec: RuntimeSpec;
  readonly state: Pick<StateDocument, "cgroupPath" | "systemdUnit">;
  /** To be called when init is in its cgroup. */
  settle(): Promise<void>;
  /** To be called when there will be no init. */
  abandon(): Promise<void>;
}

export async function placeContainer(
  host: Pick<RuntimeHost, "facts" | "cgroup" | "cgroupManager">,
  spec: RuntimeSpec,
  id: string,
): Promise<ContainerPlacement> {
  if (host.cgroupManager === "systemd") return await inScope(host, spec, id);
  const placed = at(spec, host.cgroupManager === "disabled" ? undefined : pathFor(spec, id));
  const path = cgroupPathOf(placed);
  if (path !== undefined) refuseUnfit(host, path);
  const nothing = async (): Promise<void> => undefined;
  return { spec: placed, state: path === undefined ? {} : { cgroupPath: path }, settle: nothing, abandon: nothing };
}

/** Whoever is in the container's cgroup already would have its limits, be frozen with it and killed with it (config-linux.md#control-groups). */
function refuseUnfit({ cgroup }: Pick<RuntimeHost, "cgroup">, path: string): void {
  const pids = listProcesses(cgroup, path);
  const problem =
    pids.length > 0
      ? `container's cgroup is not empty, process${pids.length > 1 ? "es" : ""} ${pids.slice(0, 5).join(", ")} run in it`
      : isFrozen(cgroup, path) && "container's cgroup unexpectedly frozen";
  if (!problem) return;
  throw new TsRunError("ERR_CONFLICT", `placing the container in /linux/cgroupsPath "${path}": ${problem}`, {
    hint: "give each container a cgroup of its own",
  });
}

/** Where the spec leaves it to us, and below what a relative path is: /ts-runc. */
function pathFor(spec: RuntimeSpec, id: string): string {
  const asked = spec.linux?.cgroupsPath || id;
  return asked.startsWith("/") || asked.includes(":") ? asked : `/ts-runc/${asked}`;
}

async function inScope(
  host: Pick<RuntimeHost, "facts" | "cgroup">,
  spec: RuntimeSpec,
  id: string,
): Promise<ContainerPlacement> {
  requireSystemd();
  const name = parseScopeName(spec.linux?.cgroupsPath, id);
  const properties = propertiesOfAnnotations(spec.annotations ?? {});
  const { now, later } = apart(inWholePercents(spec.linux?.resources ?? {}));
  const holder = holdProcess(host.facts.architecture);
  try {
    const description = `container ${id}`;
    const path = await startScope(host.cgroup, { name, description, pid: holder.pid, resources: now, properties });
    const state = { cgroupPath: path, systemdUnit: name.unit };
    return {
      spec: at({ ...spec, linux: { ...spec.linux, resources: now } }, path),
      state,
      settle: async () => {
        await holder.end();
        if (later) await updateLimits(host.cgroup, state, later);
      },
      abandon: async () => {
        await holder.end();
        await stopScope(name.unit);
      },
    };
  } catch (error) {
    await holder.end();
    throw error;
  }
}

/** The holder counts as a process: a limit that has room for init alone waits until it has left. */
function apart(resources: LinuxResources): { now: LinuxResources; later?: LinuxResources } {
  const { pids, ...rest } = resources;
  const limit = pids?.limit;
  return limit === 0 || limit === 1 ? { now: rest, later: { pids: { limit } } } : { now: resources };
}

function at(spec: RuntimeSpec, cgroupsPath: string | undefined): RuntimeSpec {
  const { cgroupsPath: _, ...linux } = spec.linux ?? {};
  return { ...spec, linux: { ...linux, ...(cgroupsPath !== undefined && { cgroupsPath }) } };
}
