// Changing the limits of a running container: all of them or none.

import { existsSync } from "node:fs";
import { hasErrno, messageOf, SyscallError, TsRunError } from "../base/index.ts";
import type { CgroupHost } from "../linux/index.ts";
import { type CgroupLimit, type CgroupResources, cgroupLimits, pathSteps } from "../plan/index.ts";
import { completeResources } from "./current.ts";
import { writeText } from "./files.ts";
import { isBelowUsage, makeRoom, moreInUse } from "./memory-use.ts";
import { valueBefore } from "./restore.ts";

export interface UpdatedCgroup {
  /** What was asked for, with what it means together with the limits that stay. */
  readonly resources: CgroupResources;
  /** Puts back what was there; failures to do so are added to `failure`. */
  undo(failure: TsRunError): void;
}

/**
 * Writes what `resources` names and leaves the rest as it is. On failure, what was written already is put back. `adjust`
 * may change what is written, once it is complete.
 */
export function updateCgroup(
  host: CgroupHost,
  path: string,
  resources: CgroupResources,
  adjust: (complete: CgroupResources) => CgroupResources = (complete) => complete,
): UpdatedCgroup {
  refuseDevices(path, resources);
  const complete = adjust(completeResources(host, path, resources));
  const writes = cgroupLimits(complete, host)
    .filter(({ controller }) => controller !== "devices")
    .flatMap((limit) => fileWrite(host, path, limit));
  const done: FileWrite[] = [];
  const undo = (failure: TsRunError): void => putBack(path, done, failure);
  const release = resources.memory?.checkBeforeUpdate ? makeRoom(host, path, complete.memory?.limit) : undefined;
  try {
    performAll(writes, (write) => perform(host, path, { write, done }));
  } catch (error) {
    const failure = asFailure(path, error);
    undo(failure);
    throw failure;
  } finally {
    release?.();
  }
  return { resources: complete, undo };
}

function asFailure(path: string, error: unknown): TsRunError {
  if (error instanceof TsRunError) return error;
  return new TsRunError("ERR_SYSCALL", `updating cgroup ${path}: ${messageOf(error)}`, { cause: error });
}

interface FileWrite {
  readonly file: string;
  readonly value: string;
}

function refuseDevices(path: string, { devices }: CgroupResources): void {
  if (devices === undefined) return;
  throw new TsRunError(
    "ERR_UNSUPPORTED",
    `updating cgroup ${path}: device rules of a running container cannot be changed`,
    { hint: "make a new container with the devices it needs" },
  );
}

/**
 * Files of one controller depend on each other (limit <= memory+swap, burst <= quota, no shares while idle), and whether
 * an order is right depends on old and new values. So what is refused with EINVAL is tried again after the others.
 */
function performAll(writes: readonly FileWrite[], act: (write: FileWrite) => void): void {
  let pending = writes;
  while (pending.length > 0) {
    const refused: { write: FileWrite; error: unknown }[] = [];
    for (const write of pending) {
      try {
        act(write);
      } catch (error) {
        if (!hasErrno(error, "EINVAL")) throw error;
        refused.push({ write, error });
      }
    }
    if (refused.length === pending.length) throw refused[0]?.error;
    pending = refused.map(({ write }) => write);
  }
}

function perform(host: CgroupHost, path: string, { write, done }: { write: FileWrite; done: FileWrite[] }): void {
  const { file, value } = write;
  const before = valueBefore(file, value);
  try {
    writeText(file, value, `updating cgroup ${path}`);
  } catch (error) {
    if (hasErrno(error, "EBUSY") && isBelowUsage(host, path, Number(value))) throw moreInUse(host, path, Number(value));
    throw error;
  }
  if (before !== undefined) done.push({ file, value: before });
}

function putBack(path: string, done: readonly FileWrite[], failure: TsRunError): void {
  try {
    performAll([...done].reverse(), ({ file, value }) =>
      writeText(file, value, `putting back the limits of cgroup ${path}`),
    );
  } catch (error) {
    if (!(error instanceof SyscallError)) throw error;
    failure.suppressed.push(error);
  }
}

/** Nothing where the kernel lacks a file without which the limit holds as well. */
function fileWrite(host: CgroupHost, path: string, limit: CgroupLimit): FileWrite[] {
  const root = limit.controller === "cgroup" ? host.unifiedRoot : host.controllers[limit.controller]?.root;
  const file = `${root}${path}/${limit.file}`;
  if (limit.version === 2 && limit.controller !== "cgroup" && root !== undefined && !existsSync(file))
    enableAlong(root, path, limit.controller);
  if (existsSync(file)) return [{ file, value: limit.value }];
  if (limit.otherwise !== undefined)
    return [{ file: `${root}${path}/${limit.otherwise.file}`, value: limit.otherwise.value }];
  return limit.ignore === undefined ? [{ file, value: limit.value }] : [];
}

/** A controller that nobody asked for at the start is not enabled on the way to this cgroup yet. */
function enableAlong(root: string, path: string, controller: string): void {
  for (const step of ["", ...pathSteps(path).slice(0, -1)]) {
    writeText(`${root}${step}/cgroup.subtree_control`, `+${controller}`, `updating cgroup ${path}`);
  }
}
