// Which of the specification's states a container is in, from facts.
//
//   creating ──> created ──start──> running <──pause/resume──> paused        any of them ──> stopped

import { readFileSync, readlinkSync, statSync } from "node:fs";
import { hasErrno } from "../base/index.ts";
import { isFrozen } from "../cgroups/index.ts";
import type { CgroupHost } from "../linux/index.ts";
import type { ProcessRecord, StateDocument } from "./documents.ts";

export type Status = "creating" | "created" | "running" | "paused" | "stopped";

interface Facts {
  readonly state: StateDocument;
  readonly process: ProcessRecord | undefined;
  readonly cgroup: CgroupHost;
}

export function statusOf({ state, process: init, cgroup }: Facts): Status {
  if (init === undefined) return isAlive(state.creator.pid, state.creator.startTime) ? "creating" : "stopped";
  if (!isAlive(init.pid, init.startTime)) return "stopped";
  if (programOf(init.pid) === state.initProgram) return "created"; // until its execve
  return state.cgroupPath !== undefined && isFrozen(cgroup, state.cgroupPath) ? "paused" : "running";
}

/** Identity of a process's executable. */
function programOf(pid: number): string | undefined {
  try {
    return fileIdentity(`/proc/${pid}/exe`);
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ESRCH")) return undefined;
    throw error;
  }
}

/** Device and inode, which stay the same whatever the path says. */
export function fileIdentity(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev}:${ino}`;
}

/** True while the process with this pid is the one that started then (clock ticks since boot), and is no zombie. */
export function isAlive(pid: number, startTime: number): boolean {
  const found = processStat(pid);
  return found !== undefined && found.startTime === startTime && found.state !== "Z" && found.state !== "X";
}

/** This process, for telling "creating" from a create that was killed. */
export function ourselves(): { pid: number; startTime: number } {
  const pid = Number(readlinkSync("/proc/self"));
  return { pid, startTime: startTimeOf(pid) };
}

/** Clock ticks since boot; 0 for one that has ended. */
export function startTimeOf(pid: number): number {
  return processStat(pid)?.startTime ?? 0;
}

function processStat(pid: number): { state: string; startTime: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" "); // the command's name may hold anything
    return { state: fields[0] ?? "X", startTime: Number(fields[19]) };
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ESRCH")) return undefined;
    throw error;
  }
}
