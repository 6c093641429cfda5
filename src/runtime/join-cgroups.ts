// Moving a process of ours, with all that it starts later, into a container's cgroups.

import { writeFileSync } from "node:fs";
import { cgroupDirectories } from "../plan/index.ts";
import type { RuntimeHost } from "./containers.ts";

export function joinCgroups({ cgroup }: RuntimeHost, cgroupPath: string, pid: number): void {
  for (const directory of cgroupDirectories(cgroup, cgroupPath))
    writeFileSync(`${directory}/cgroup.procs`, String(pid));
}
