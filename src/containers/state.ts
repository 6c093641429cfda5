// Life-cycle state derived from facts on disk and in /proc.
//
//   create ─> created ──start──> running <──pause/unpause──> paused
//                │                  │ init gone: the monitor writes exit.json
//                │                  v
//                └─(start fails)─> exited ──start──> running ...        rm removes from any of them

import { readFileSync } from "node:fs";
import { hasErrno } from "../base/index.ts";
import type { ContainerPaths } from "./paths.ts";
import { type ContainerStatus, type ExitRecord, loadDocument, type StateRecord } from "./record.ts";

export type LifeCycle =
  | { readonly state: "created" }
  | { readonly state: "running"; readonly process: StateRecord }
  | { readonly state: "exited"; readonly exit: ExitRecord; readonly startedAt?: string; readonly lost?: string };

export function deriveLifeCycle(paths: ContainerPaths, status: ContainerStatus): LifeCycle {
  const process = loadDocument<StateRecord>(paths.stateRecord);
  const exit = loadDocument<ExitRecord>(paths.exitRecord) ?? loadDocument<ExitRecord>(paths.exitRecordAside);
  const startedAt = process?.startedAt ?? status.startedAt;
  const since = startedAt === undefined ? {} : { startedAt };
  if (exit) return { state: "exited", exit: withStartFailure(exit, status), ...since };
  if (process && isAlive(process.pid, process.startTime)) return { state: "running", process };
  if (process) return { state: "exited", exit: unknownExit(process.startedAt), ...since, lost: lostReason(process) };
  if (status.startError !== undefined) {
    return { state: "exited", exit: withStartFailure(unknownExit(status.startedAt), status), ...since };
  }
  if (status.startedAt !== undefined) {
    const lost = status.bootId === bootId() ? "it was being started when ts-run was killed" : "the host was restarted";
    return { state: "exited", exit: unknownExit(status.startedAt), ...since, lost };
  }
  return { state: "created" };
}

/** True while the process with this pid is the one that started at `startTime` (clock ticks since boot) and no zombie. */
export function isAlive(pid: number, startTime: number): boolean {
  const found = processStat(pid);
  return found !== undefined && found.state !== "Z" && found.state !== "X" && found.startTime === startTime;
}

function processStat(pid: number): { state: string; startTime: number } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ESRCH")) return undefined;
    throw error;
  }
  // The command name may hold spaces and parentheses: fields count from the last ")".
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0] ?? "X", startTime: Number(fields[19]) };
}

function lostReason(process: StateRecord): string {
  return isAlive(process.monitorPid, process.monitorStartTime)
    ? "it has just ended" // the monitor is about to write the record
    : `its monitor (pid ${process.monitorPid}) was killed, and the container with it`;
}

/** An exit that nobody saw. 137: whoever lost its monitor was killed by SIGKILL. */
function unknownExit(at: string | undefined): ExitRecord {
  return { exitCode: 137, signal: 9, exitedAt: at ?? "1970-01-01T00:00:00Z", logBytesDropped: 0, evidence: {} };
}

function withStartFailure(exit: ExitRecord, status: ContainerStatus): ExitRecord {
  if (status.startError === undefined) return exit;
  return { ...exit, exitCode: status.startExitCode ?? 125, signal: 0 };
}

let knownBootId: string | undefined;

export function bootId(): string {
  knownBootId ??= readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return knownBootId;
}
