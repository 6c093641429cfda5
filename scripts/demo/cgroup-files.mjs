// Reads a process's limits where the kernel keeps them: cgroup v2, or v1 per controller on a hybrid host.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = "/sys/fs/cgroup";

/** @param {number | "self"} pid */
export function readLimits(pid) {
  return {
    memory: limit(read(pid, "memory", "memory.max", "memory.limit_in_bytes")),
    cpus: cpusOf(pid),
    pids: limit(read(pid, "pids", "pids.max", "pids.max")),
  };
}

/** CPU time the process's cgroup has used so far, in microseconds. */
export function readCpuUsageUs(pid) {
  const stat = read(pid, "cpu", "cpu.stat", undefined);
  if (stat !== undefined) return Number(/usage_usec (\d+)/.exec(stat)?.[1]);
  return Number(read(pid, "cpuacct", undefined, "cpuacct.usage")) / 1000;
}

function cpusOf(pid) {
  const max = read(pid, "cpu", "cpu.max", undefined);
  const [quota, period] = max?.trim().split(" ") ?? [
    read(pid, "cpu", undefined, "cpu.cfs_quota_us"),
    read(pid, "cpu", undefined, "cpu.cfs_period_us"),
  ];
  return limit(quota) === undefined ? undefined : Number(quota) / Number(period);
}

/** The number, or undefined for "no limit", which v2 writes as max and v1 as -1 or a number beyond any memory. */
function limit(text) {
  const value = Number(text?.trim());
  return Number.isNaN(value) || value < 0 || value > 2 ** 60 ? undefined : value;
}

/** The content of the controller's file in the process's cgroup, v1 where the controller is mounted so, else v2. */
function read(pid, controller, v2File, v1File) {
  const lines = readFileSync(`/proc/${pid}/cgroup`, "utf8").trim().split("\n");
  const entries = lines.map((line) => /^(\d+):([^:]*):(.*)$/.exec(line)?.slice(1) ?? []);
  const v1 = entries.find(([, controllers = ""]) => controllers.split(",").includes(controller));
  if (v1 !== undefined) return v1File && readIfThere(path.join(root, v1[1].replace(/^name=/, ""), v1[2], v1File));
  const v2 = entries.find(([id]) => id === "0");
  const mount = existsSync(path.join(root, "cgroup.controllers")) ? root : path.join(root, "unified");
  return v2 && v2File && readIfThere(path.join(mount, v2[2], v2File));
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
