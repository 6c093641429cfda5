// In which cgroups an exec runs: where the container's init is, or in some below the container's own.

import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { TsRunError } from "../base/index.ts";
import { cgroupPaths } from "../cgroups/index.ts";
import type { CgroupController } from "../linux/index.ts";
import type { ExecPlanInput } from "../plan/index.ts";
import { initOf, type RuntimeContainer, type RuntimeHost } from "./containers.ts";

/** `below`: relative paths by controller, "" for every hierarchy. Throws ERR_USAGE, ERR_NOT_FOUND naming the one that is wrong. */
export function execPlacement(
  host: RuntimeHost,
  container: RuntimeContainer,
  below: Readonly<Record<string, string>> = {},
): Pick<ExecPlanInput, "cgroup"> {
  const { cgroupPath } = container.state;
  if (cgroupPath === undefined) {
    if (Object.keys(below).length === 0) return {};
    throw new TsRunError("ERR_USAGE", `exec in a cgroup below that of ${container.id}: it has none`);
  }
  // Init may have moved deeper than where it was started (systemd does); whoever joins follows it.
  const { pid } = initOf(container, "exec in");
  const ofInit = cgroupPaths(host.cgroup, readFileSync(`/proc/${pid}/cgroup`, "utf8"));
  const asked = new Map(
    Object.entries(below).flatMap(([name, path]) => rootsOf(host, name).map((root) => [root, path])),
  );
  const chosen = new Map([...asked].map(([root, path]) => [root, subCgroup(root, cgroupPath, path)]));
  return { cgroup: { host: host.cgroup, pathIn: (root) => chosen.get(root) ?? ofInit.get(root) ?? "/" } };
}

function rootsOf({ cgroup }: RuntimeHost, controller: string): string[] {
  const roots = [...Object.values(cgroup.controllers).map(({ root }) => root), ...Object.values(cgroup.named)];
  if (controller === "") return [...new Set([...roots, ...(cgroup.unifiedRoot ? [cgroup.unifiedRoot] : [])])];
  const root = cgroup.controllers[controller as CgroupController]?.root ?? cgroup.named[controller];
  if (root !== undefined) return [root];
  throw new TsRunError("ERR_USAGE", `--cgroup ${controller}: this host has no such controller`);
}

/** Never the container's parent or a neighbour, whatever the path says. */
function subCgroup(root: string, container: string, path: string): string {
  const inside = posix.join("/", path); // ".." ends at the container's own cgroup
  const found = posix.join(container, inside);
  if (existsSync(`${root}${found}`)) return found;
  throw new TsRunError("ERR_NOT_FOUND", `--cgroup ${path}: there is no cgroup ${root}${found}`, {
    hint: "it has to be made before, below the container's own cgroup",
  });
}
