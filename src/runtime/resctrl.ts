// resctrl as it is on this host, and the groups of a container that is deleted (runtime-spec config-linux.md#intelrdt).

import { existsSync, readFileSync, rmdirSync } from "node:fs";
import { hasErrno } from "../base/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { type Resctrl, resctrlGroups, tasksOf } from "../plan/index.ts";

/** Undefined where the spec does not ask for it, or no resctrl is mounted. */
export function findResctrl({ linux }: RuntimeSpec, id: string): Resctrl | undefined {
  if (linux?.intelRdt === undefined) return undefined;
  const root = mountPoint(readFileSync("/proc/self/mountinfo", "utf8"));
  if (root === undefined) return undefined;
  const { group } = resctrlGroups(linux.intelRdt, root, id);
  const groupExists = existsSync(group);
  return { root, groupExists, ...(groupExists && { schemata: readFileSync(`${group}/schemata`, "utf8") }) };
}

/** Fields before " - " are separated by one blank, the fifth is the mount point; after it comes the type. */
function mountPoint(mountinfo: string): string | undefined {
  const line = mountinfo.split("\n").find((one) => one.includes(" - resctrl "));
  return line?.split(" ")[4];
}

/** `tasks` files that an exec joins; those that are gone are nobody's any more. */
export function resctrlTasks({ linux }: RuntimeSpec, found: Resctrl | undefined, id: string): string[] {
  if (linux?.intelRdt === undefined || found === undefined) return [];
  return tasksOf(resctrlGroups(linux.intelRdt, found.root, id)).filter((path) => existsSync(path));
}

export function removeResctrlGroups({ linux }: RuntimeSpec, found: Resctrl | undefined, id: string): void {
  if (linux?.intelRdt === undefined || found === undefined) return;
  const { group, isOurs, monitoring } = resctrlGroups(linux.intelRdt, found.root, id);
  if (monitoring !== undefined) remove(monitoring);
  if (isOurs) remove(group);
}

function remove(path: string): void {
  try {
    rmdirSync(path);
  } catch (error) {
    if (!hasErrno(error, "ENOENT")) throw error;
  }
}
