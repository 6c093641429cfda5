// Cgroups of ours that no container owns any more, for doctor.

import type { CgroupHost } from "../linux/index.ts";
import { cgroupDirectories } from "../plan/index.ts";
import { listProcesses, subdirectories } from "./processes.ts";

export interface LeftoverCgroup {
  /** As removeCgroup() and killAll() want it: "/ts-run/<id>". */
  readonly path: string;
  readonly directories: readonly string[];
  /** Still running in it; doctor must say so before it kills them. */
  readonly processes: readonly number[];
}

/** `isOwned` says whether a container with this id exists. */
export function findLeftoverCgroups(
  host: CgroupHost,
  isOwned: (id: string) => boolean,
  parent = "/ts-run",
): LeftoverCgroup[] {
  const byName = new Map<string, string[]>();
  for (const directory of cgroupDirectories(host, parent).flatMap(subdirectories)) {
    const name = directory.slice(directory.lastIndexOf("/") + 1);
    byName.set(name, [...(byName.get(name) ?? []), directory]);
  }
  return [...byName]
    .filter(([name]) => !isOwned(name))
    .map(([name, directories]) => ({
      path: `${parent}/${name}`,
      directories,
      processes: listProcesses(host, `${parent}/${name}`),
    }));
}
