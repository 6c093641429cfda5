// Files of one controller, wherever this host has it.

import type { CgroupController, CgroupHost } from "../../linux/index.ts";
import { readText } from "../files.ts";

/** What it returns reads a file of the container's cgroup; undefined for what is not there. */
export function reader(
  host: CgroupHost,
  controller: CgroupController,
  path: string,
): (file: string) => string | undefined {
  const root = host.controllers[controller]?.root;
  return (file) => (root === undefined ? undefined : readText(`${root}${path}/${file}`));
}
