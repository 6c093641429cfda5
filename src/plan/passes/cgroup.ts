// The cgroup pass: directories and limits before clone3, placement by the container itself, removal when it is gone.
//
//   parent: mkdirat each hierarchy -> write limits -> open v2 leaf (slot cgroupFd) and v1 `tasks` files
//   clone3(CLONE_INTO_CGROUP, cgroupFd)                                  [the clone pass]
//   container: write "0" to each v1 `tasks` -> unshare(CLONE_NEWCGROUP)
//   exit: kill what is left, rmdir
//
// Limits come before placement, so the container never runs unlimited. Self-placement through `tasks` is 40 times
// cheaper than the parent writing a pid to cgroup.procs, which waits for an RCU grace period. The cgroup namespace
// comes after placement because its root is where the process is at that moment.

import { TsRunError } from "../../base/index.ts";
import type { CgroupHost } from "../../linux/index.ts";
import type { CgroupLimit } from "../cgroup-limit.ts";
import { cgroupLimits } from "../cgroup-limits.ts";
import {
  CGROUP_FD,
  closeSlot,
  openDirectory,
  openFile,
  removeDirectory,
  version1Roots,
  writeFile,
  writeLimits,
  writeText,
} from "../cgroup-ops.ts";
import { ownershipOps } from "../cgroup-ownership.ts";
import { AT_PATH, cgroupPathOf } from "../cgroup-path.ts";
import type { CgroupResources } from "../cgroup-resources.ts";
import { makeDirectories } from "../cgroup-tree.ts";
import { compileDeviceProgram } from "../device-bpf.ts";
import { bpfDeviceOps } from "../device-program-ops.ts";
import { deviceRules } from "../device-rules.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op } from "../op.ts";

export { cgroupPathOf } from "../cgroup-path.ts";
export { cgroupEvidence } from "./cgroup-evidence.ts";

export function planCgroup(input: PlanInput): LaneOps {
  const unshare = newNamespace(input);
  const path = cgroupPathOf(input.spec);
  if (input.cgroup === undefined || path === undefined) {
    refuseLimitsWithoutCgroup(input);
    return { container: unshare };
  }
  const host = input.cgroup;
  const resources: CgroupResources = input.spec.linux?.resources ?? {};
  const limits = cgroupLimits(resources, host);
  const join = planCgroupJoin(host, () => path);
  return {
    parentBefore: [
      ...makeDirectories(host, path, limits),
      ...writeLimits(limits, (limit) => `${rootOf(host, limit)}${path}`),
      ...ownershipOps(input, host, path),
      ...join.parentBefore,
      ...devicesByBpf(host, resources), // after the leaf is open
    ],
    parentAfter: join.parentAfter,
    container: [...join.container, ...unshare],
    exit: [
      ...killRest(host, path),
      ...cgroupDirectories(host, path).flatMap((directory) => removeDirectory(directory, AT_PATH)),
    ],
  };
}

/** The slot that clone3 gets with CLONE_INTO_CGROUP; undefined where there is no v2 hierarchy or no cgroup at all. */
export function cloneIntoCgroupSlot(input: PlanInput): typeof CGROUP_FD | undefined {
  return input.cgroup?.unifiedRoot !== undefined && cgroupPathOf(input.spec) !== undefined ? CGROUP_FD : undefined;
}

/**
 * Places a process in existing cgroups (also exec's). `pathIn` says where, by hierarchy root: an exec has to follow the
 * container's init, which may have moved deeper (systemd in a container does).
 */
export function planCgroupJoin(
  host: CgroupHost,
  pathIn: (root: string) => string,
): { parentBefore: Op[]; parentAfter: Op[]; container: Op[] } {
  const parentBefore: Op[] = [];
  const parentAfter: Op[] = [];
  const container: Op[] = [];
  if (host.unifiedRoot !== undefined) {
    const leaf = `${host.unifiedRoot}${pathIn(host.unifiedRoot)}`;
    parentBefore.push(openDirectory(leaf, CGROUP_FD, AT_PATH, "clone3 puts the container here with CLONE_INTO_CGROUP"));
    parentAfter.push(closeSlot(CGROUP_FD, AT_PATH));
  }
  version1Roots(host).forEach((root, index) => {
    const slot = `cgroupTasks${index}`;
    const tasks = `${root}${pathIn(root)}/tasks`;
    parentBefore.push(openFile(tasks, slot, "O_WRONLY", AT_PATH, "the container will place itself by writing here"));
    parentAfter.push(closeSlot(slot, AT_PATH));
    container.push(
      writeText(
        slot,
        "0",
        AT_PATH,
        `joins its v1 cgroup ${tasks.slice(0, -"/tasks".length)} ("0" means: whoever writes)`,
      ),
    );
  });
  return { parentBefore, parentAfter, container };
}

/** All directories that belong to the container at `path`, in every hierarchy. */
export function cgroupDirectories(host: CgroupHost, path: string): string[] {
  const roots = [...version1Roots(host), ...(host.unifiedRoot === undefined ? [] : [host.unifiedRoot])];
  return roots.map((root) => `${root}${path}`);
}

function newNamespace({ spec }: PlanInput): Op[] {
  const index =
    spec.linux?.namespaces?.findIndex((namespace) => namespace.type === "cgroup" && namespace.path === undefined) ?? -1;
  if (index === -1) return [];
  return [
    {
      call: "unshare",
      args: [{ flags: ["CLONE_NEWCGROUP"] }],
      from: `/linux/namespaces/${index}`,
      why: "a cgroup namespace of its own; after placement, because its root is where the process is now",
    },
  ];
}

function refuseLimitsWithoutCgroup({ spec, cgroup }: PlanInput): void {
  const limited = Object.entries(spec.linux?.resources ?? {}).find(
    ([field, value]) => field !== "devices" && value !== undefined && Object.keys(value).length > 0,
  );
  if (limited === undefined) return;
  const reason =
    cgroup === undefined
      ? "cgroups are switched off for this container"
      : `${AT_PATH} names no cgroup to put the limit on`;
  throw new TsRunError("ERR_UNSUPPORTED", `limiting by /linux/resources/${limited[0]}: ${reason}`, {
    hint: "remove the limit, or let the container have a cgroup",
  });
}

function rootOf(host: CgroupHost, limit: CgroupLimit): string {
  const root = limit.controller === "cgroup" ? host.unifiedRoot : host.controllers[limit.controller]?.root;
  if (root === undefined) throw new Error(`no root for ${limit.controller}`); // cgroupLimits() has checked it
  return root;
}

/** v2 has no devices controller: a program attached to the cgroup decides. Not used where v1's controller does it. */
function devicesByBpf(host: CgroupHost, resources: CgroupResources): Op[] {
  if (host.controllers.devices !== undefined || host.unifiedRoot === undefined) return [];
  const rules = deviceRules(resources.devices);
  if (rules.length === 1 && rules[0]?.allow === true) return [];
  return bpfDeviceOps(
    compileDeviceProgram(rules),
    resources.devices?.length ? "/linux/resources/devices" : "default:no device may be opened unless a rule allows it",
  );
}

/** With the host's pid namespace, processes can outlive the container's first one; cgroup.kill gets them all, also on hybrid hosts. */
function killRest(host: CgroupHost, path: string): Op[] {
  if (host.unifiedRoot === undefined) return [];
  // Absent before Linux 5.14.
  return writeFile(
    `${host.unifiedRoot}${path}/cgroup.kill`,
    "1",
    AT_PATH,
    "kills what outlived the container's first process",
    { open: ["ENOENT"] },
  );
}
