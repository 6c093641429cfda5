// Who is in a container's cgroup, and signals to all of them.

import { existsSync, readdirSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { hasErrno, TsRunError } from "../base/index.ts";
import type { CgroupHost } from "../linux/index.ts";
import { cgroupDirectories } from "../plan/index.ts";
import { readText, unifiedDirectory, writeText } from "./files.ts";
import { freeze, thaw } from "./freeze.ts";

/** Pids (as this process sees them) in the cgroup and all cgroups below it, ascending. */
export function listProcesses(host: CgroupHost, path: string): number[] {
  // One hierarchy is enough; v2 first, because a v1 one may be mounted without the container in it.
  const directories = [unifiedDirectory(host, path), ...cgroupDirectories(host, path)];
  for (const directory of directories) {
    if (directory === undefined) continue;
    const pids = processesBelow(directory);
    if (pids.length > 0) return pids.sort((a, b) => a - b);
  }
  return [];
}

function processesBelow(directory: string): number[] {
  const stat = statSync(directory, { throwIfNoEntry: false });
  if (!stat) return [];
  // A threaded cgroup tells of threads only, whose numbers do for signals.
  const own = (readText(`${directory}/cgroup.procs`) ?? readText(`${directory}/cgroup.threads`) ?? "")
    .split("\n")
    .filter((line) => line !== "")
    .map(Number);
  // kernfs counts 2, and one for every directory inside.
  const inside = stat.nlink === 2 ? [] : subdirectories(directory);
  return [...own, ...inside.flatMap(processesBelow)];
}

export function subdirectories(directory: string): string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => `${directory}/${entry.name}`);
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENODEV")) return [];
    throw error;
  }
}

/** SIGKILL to everything in the cgroup, and waits until it is empty. Frozen cgroups die as well. */
export async function killAll(host: CgroupHost, path: string, options: { timeoutMs?: number } = {}): Promise<void> {
  const deadline = Date.now() + (options.timeoutMs ?? 10_000);
  const isKilled = killAtOnce(host, path);
  for (let pause = 1; ; pause = Math.min(pause * 2, 100)) {
    const pids = listProcesses(host, path);
    if (pids.length === 0) return;
    if (Date.now() > deadline) {
      throw new TsRunError(
        "ERR_TIMEOUT",
        `killing all processes of cgroup ${path}: ${pids.length} of them (${pids.slice(0, 5).join(", ")}) do not die`,
        {
          hint: "a process in uninterruptible sleep waits for a disk or a network file system; see /proc/<pid>/stack",
        },
      );
    }
    // Without cgroup.kill: nobody can fork away while frozen. With it this is only for a v1 freezer that still holds them.
    if (!isKilled) await signalAll(host, path, "SIGKILL");
    else await thaw(host, path);
    await sleep(pause);
  }
}

/** False before Linux 5.14, and for a threaded cgroup. */
function killAtOnce(host: CgroupHost, path: string): boolean {
  const file = `${unifiedDirectory(host, path)}/cgroup.kill`;
  if (!existsSync(file)) return false;
  try {
    writeText(file, "1", `killing all processes of cgroup ${path}`);
    return true;
  } catch (error) {
    if (!hasErrno(error, "EOPNOTSUPP", "ENOTSUP")) throw error;
    return false;
  }
}

/** Sends a signal to every process; frozen in between, so that none is missed because it forks. */
export async function signalAll(host: CgroupHost, path: string, signal: NodeJS.Signals): Promise<void> {
  await freeze(host, path).catch(ignoreUnsupported);
  try {
    for (const pid of listProcesses(host, path)) {
      try {
        process.kill(pid, signal);
      } catch (error) {
        if (!hasErrno(error, "ESRCH")) throw error;
      }
    }
  } finally {
    await thaw(host, path);
  }
}

/** No freezer, or none any more: the monitor removes the cgroup as soon as the last process is dead. */
function ignoreUnsupported(error: unknown): void {
  if (hasErrno(error, "ENOENT", "ENODEV")) return;
  if (!(error instanceof TsRunError) || (error.code !== "ERR_UNSUPPORTED" && error.code !== "ERR_TIMEOUT")) throw error;
}
