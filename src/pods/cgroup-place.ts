// Where a container's cgroup is, and who made it: the plan, or systemd by lending us a scope.

import { killAll, parseScopeName, removeCgroup, stopScope } from "../cgroups/index.ts";
import type { Container } from "../containers/index.ts";
import type { LinuxResources, RuntimeSpec } from "../oci/index.ts";
import { cgroupPathOf } from "../plan/index.ts";
import { type ContainerPlacement, placeContainer } from "../runtime/index.ts";
import type { PodEnvironment } from "./environment.ts";

export interface CgroupPlace {
  /** Below each hierarchy's root. */
  readonly path: string;
  /** systemd's. */
  readonly unit?: string;
}

/** The mutable part of a container that is the pods' own, in its status. */
export interface PodContainerStatus {
  /** Since it was started; a path that config.json has needs no record. */
  readonly cgroup?: CgroupPlace;
  /** After UpdateContainerResources, whole. */
  readonly resources?: LinuxResources;
  /** The same in the CRI's words, as JSON. */
  readonly criResources?: unknown;
  /** It has been started, and hooks are to run once it has ended. */
  readonly poststop?: "due";
}

export function podStatusOf(stored: Container): PodContainerStatus {
  return (stored.status.engine ?? {}) as PodContainerStatus;
}

/** Asks systemd for a scope where the path is of systemd's form. */
export function place(
  { host, cgroup }: Pick<PodEnvironment, "host" | "cgroup">,
  spec: RuntimeSpec,
  id: string,
): Promise<ContainerPlacement> {
  const cgroupManager = isScope(spec) ? "systemd" : "cgroupfs";
  return placeContainer({ facts: host, cgroup, cgroupManager }, spec, id);
}

function isScope({ linux }: RuntimeSpec): boolean {
  return linux?.cgroupsPath?.includes(":") ?? false;
}

const pathsOfSpecs = new WeakMap<Container, string>();

/** undefined for a container that has none (yet). */
export function placeOf(
  { containers }: Pick<PodEnvironment, "containers">,
  stored: Container,
): CgroupPlace | undefined {
  const { cgroup } = podStatusOf(stored);
  if (cgroup) return cgroup;
  // config.json is not changed once it is written, and statistics ask for 500 containers at a time.
  let path = pathsOfSpecs.get(stored);
  if (path === undefined) {
    const spec = containers.loadSpec(stored);
    path = (isScope(spec) ? undefined : cgroupPathOf(spec)) ?? "";
    pathsOfSpecs.set(stored, path);
  }
  return path === "" ? undefined : { path };
}

/** `cgroupsPath` is linux.cgroupsPath; nothing happens where it names no scope. Idempotent. */
export async function endScope(cgroupsPath: string | undefined): Promise<void> {
  if (cgroupsPath?.includes(":")) await stopScope(parseScopeName(cgroupsPath, "").unit);
}

/** Kills what is left in it and takes it away. Idempotent. */
export async function release(
  { cgroup }: Pick<PodEnvironment, "cgroup">,
  where: CgroupPlace | undefined,
): Promise<void> {
  if (where === undefined) return;
  await killAll(cgroup, where.path);
  await removeCgroup(cgroup, where.path);
  if (where.unit !== undefined) await stopScope(where.unit);
}
