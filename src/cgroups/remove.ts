// Removal of a container's cgroups in every hierarchy, those that the container made inside included.

import { rmdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { hasErrno, TsRunError } from "../base/index.ts";
import type { CgroupHost } from "../linux/index.ts";
import { cgroupDirectories } from "../plan/index.ts";
import { listProcesses, subdirectories } from "./processes.ts";

/** Succeeds when nothing is left, also when nothing was there. Retries while dying processes keep a cgroup busy. */
export async function removeCgroup(
  host: CgroupHost,
  path: string,
  options: { timeoutMs?: number } = {},
): Promise<void> {
  const deadline = Date.now() + (options.timeoutMs ?? 5_000);
  for (let pause = 1; ; pause = Math.min(pause * 2, 100)) {
    // All hierarchies in each round: one that stays busy must not keep the others from being removed.
    const busy = cgroupDirectories(host, path).flatMap(removeTree);
    if (busy.length === 0) return;
    if (Date.now() > deadline) throw stillBusy(host, path, busy);
    await sleep(pause);
  }
}

/** Depth first, where there is any depth; returns the directories that are still in use. */
function removeTree(directory: string): string[] {
  if (isRemoved(directory)) return [];
  const busy = subdirectories(directory).flatMap(removeTree);
  if (busy.length > 0) return busy;
  return isRemoved(directory) ? [] : [directory];
}

function isRemoved(directory: string): boolean {
  try {
    rmdirSync(directory);
    return true;
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENODEV")) return true;
    if (hasErrno(error, "EBUSY", "ENOTEMPTY")) return false;
    throw error;
  }
}

function stillBusy(host: CgroupHost, path: string, busy: readonly string[]): TsRunError {
  const pids = listProcesses(host, path);
  const who =
    pids.length > 0 ? `processes ${pids.slice(0, 5).join(", ")} are still in it` : "the kernel says it is busy";
  return new TsRunError("ERR_CONFLICT", `removing cgroup ${busy[0]}: ${who}`, {
    hint: "kill the processes in it first",
  });
}
