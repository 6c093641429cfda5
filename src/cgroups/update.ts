// Changing the limits of a running container: all of them or none.

import { existsSync } from "node:fs";
import { SyscallError, TsRunError } from "../base/index.ts";
import type { CgroupHost } from "../linux/index.ts";
import { bytes, type CgroupLimit, type CgroupResources, cgroupLimits, pathSteps } from "../plan/index.ts";
import { parseKeyed, readNumber, readText, writeText } from "./files.ts";

/** Writes what `resources` names and leaves the rest as it is. On failure, what was written already is put back. */
export function updateCgroup(host: CgroupHost, path: string, resources: CgroupResources): void {
  const complete = completeMemory(host, path, resources);
  checkBeforeUpdate(host, path, complete);
  const limits = limitsToWrite(host, path, resources, complete);
  const done: { file: string; before: string }[] = [];
  try {
    for (const limit of limits) {
      const { file, value } = chooseFile(host, path, limit);
      if (file === undefined) continue;
      const before = readText(file);
      writeText(file, value, `updating cgroup ${path}`);
      // Files with one line per device cannot be put back by one write.
      if (before !== undefined && !before.includes("\n")) done.push({ file, before });
    }
  } catch (error) {
    if (error instanceof TsRunError) undo(path, done, error);
    throw error;
  }
}

/** Refuses a memory limit below what is in use: v1 would fail half-way, v2 would kill the container. */
export function checkBeforeUpdate(host: CgroupHost, path: string, resources: CgroupResources): void {
  const limit = resources.memory?.limit;
  const memory = host.controllers.memory;
  if (memory === undefined || limit === undefined || limit <= 0) return;
  const v1 = memory.version === 1;
  const directory = `${memory.root}${path}`;
  const usage = readNumber(`${directory}/${v1 ? "memory.usage_in_bytes" : "memory.current"}`) ?? 0;
  const stat = parseKeyed(readText(`${directory}/memory.stat`));
  const prefix = v1 ? "total_" : "";
  // File cache can be written back and dropped to make room.
  const needed = usage - (stat[`${prefix}inactive_file`] ?? 0) - (stat[`${prefix}active_file`] ?? 0);
  if (needed <= limit) return;
  throw new TsRunError(
    "ERR_CONFLICT",
    `updating cgroup ${path}: it uses ${bytes(needed)} (${needed} bytes), more than the new limit of ${bytes(limit)} (${limit} bytes)`,
    {
      hint: `choose a limit above ${bytes(needed)}, or let the container free memory first`,
    },
  );
}

interface CurrentMemory {
  readonly limit: number;
  readonly swap: number | undefined;
}

/** Limit and memory+swap as they are; -1 is unlimited. */
function currentMemory(host: CgroupHost, path: string): CurrentMemory | undefined {
  const memory = host.controllers.memory;
  if (memory === undefined) return undefined;
  const directory = `${memory.root}${path}`;
  if (memory.version === 2) {
    const limit = readNumber(`${directory}/memory.max`) ?? -1;
    const extra = readNumber(`${directory}/memory.swap.max`);
    return { limit, swap: limit < 0 || extra === undefined ? -1 : limit + extra };
  }
  const file = `${directory}/memory.memsw.limit_in_bytes`;
  return {
    limit: readNumber(`${directory}/memory.limit_in_bytes`) ?? -1,
    swap: existsSync(file) ? (readNumber(file) ?? -1) : undefined,
  };
}

/** memory+swap means nothing without the limit: fill in the current one. Refuses a limit above the memory+swap that stays. */
function completeMemory(host: CgroupHost, path: string, resources: CgroupResources): CgroupResources {
  const wanted = resources.memory;
  const current = currentMemory(host, path);
  if (wanted === undefined || current === undefined) return resources;
  const v1 = host.controllers.memory?.version === 1;
  if (v1 && wanted.limit && !wanted.swap && isAbove(wanted.limit, current.swap)) {
    throw new TsRunError(
      "ERR_CONFLICT",
      `updating cgroup ${path}: a memory limit of ${bytes(wanted.limit)} is above its memory+swap limit of ${bytes(current.swap ?? -1)}`,
      {
        hint: "raise the memory+swap limit (--memory-swap) in the same update",
      },
    );
  }
  return wanted.swap && !wanted.limit && current.limit > 0
    ? { ...resources, memory: { ...wanted, limit: current.limit } }
    : resources;
}

function isAbove(value: number, limit: number | undefined): boolean {
  return limit !== undefined && limit >= 0 && (value < 0 || value > limit);
}

function limitsToWrite(
  host: CgroupHost,
  path: string,
  asked: CgroupResources,
  complete: CgroupResources,
): CgroupLimit[] {
  if (asked.devices !== undefined && host.controllers.devices?.version !== 1) {
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      `updating cgroup ${path}: device rules of a running container cannot be changed with cgroup v2`,
      {
        hint: "make a new container with the devices it needs",
      },
    );
  }
  const limits = cgroupLimits(complete, host).filter(
    (limit) => limit.controller !== "devices" || asked.devices !== undefined,
  );
  const swap = limits.findIndex((limit) => limit.file === "memory.memsw.limit_in_bytes");
  const current = currentMemory(host, path);
  // v1 keeps limit <= memory+swap at every moment, so growing beyond the old sum takes the sum first.
  if (swap !== -1 && complete.memory?.limit && isAbove(complete.memory.limit, current?.swap))
    limits.unshift(...limits.splice(swap, 1));
  return limits;
}

function chooseFile(host: CgroupHost, path: string, limit: CgroupLimit): { file: string | undefined; value: string } {
  const root = limit.controller === "cgroup" ? host.unifiedRoot : host.controllers[limit.controller]?.root;
  const file = `${root}${path}/${limit.file}`;
  if (limit.version === 2 && limit.controller !== "cgroup" && root !== undefined && !existsSync(file))
    enableAlong(root, path, limit.controller);
  if (existsSync(file)) return { file, value: limit.value };
  if (limit.otherwise !== undefined)
    return { file: `${root}${path}/${limit.otherwise.file}`, value: limit.otherwise.value };
  return { file: limit.ignore === undefined ? file : undefined, value: limit.value };
}

/** A controller that nobody asked for at the start is not enabled on the way to this cgroup yet. */
function enableAlong(root: string, path: string, controller: string): void {
  for (const step of ["", ...pathSteps(path).slice(0, -1)]) {
    writeText(`${root}${step}/cgroup.subtree_control`, `+${controller}`, `updating cgroup ${path}`);
  }
}

function undo(path: string, done: readonly { file: string; before: string }[], failure: TsRunError): void {
  for (const { file, before } of [...done].reverse()) {
    try {
      writeText(file, before, `putting back the limits of cgroup ${path}`);
    } catch (error) {
      if (!(error instanceof SyscallError)) throw error;
      failure.suppressed.push(error);
    }
  }
}
