// The processes of a container that has no cgroup of its own (--cgroup-manager disabled): those of its pid namespace.

import { readdirSync, statSync } from "node:fs";
import { hasErrno, TsRunError } from "../base/index.ts";

/** Pids as this process sees them, ascending. Namespaces inside of the container's are not looked into. */
export function processesInNamespace(initPid: number): number[] {
  const own = namespaceOf(process.pid);
  const wanted = namespaceOf(initPid);
  if (wanted === own)
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      "list the container's processes: it has neither a cgroup nor a pid namespace",
      {
        hint: "create it with --cgroup-manager cgroupfs",
      },
    );
  const pids = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => wanted !== undefined && namespaceOf(pid) === wanted).sort((a, b) => a - b);
}

function namespaceOf(pid: number): string | undefined {
  try {
    const { dev, ino } = statSync(`/proc/${pid}/ns/pid`, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ESRCH", "EACCES")) return undefined;
    throw error;
  }
}
