// The processes of a container, as ps(1) words them, with the host's pids.

import { readFileSync } from "node:fs";
import { hasErrno } from "../base/index.ts";
import { listProcesses } from "../cgroups/index.ts";
import type { Container } from "../containers/index.ts";
import type { Services } from "./services.ts";
import { cgroupOf, runningProcess } from "./stop.ts";

const TITLES = ["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"];
/** USER_HZ, the same on every architecture Linux reports times for. */
const TICKS_PER_SECOND = 100;

export function top(services: Services, container: Container): { titles: string[]; processes: string[][] } {
  const { pid } = runningProcess(container, "list the processes of");
  const path = cgroupOf(services, container);
  const pids = path === undefined ? [pid] : listProcesses(services.cgroup, path);
  const clock = { bootMs: bootTimeMs(), nowMs: Date.now() };
  return {
    titles: [...TITLES],
    processes: pids.map((one) => processLine(one, clock)).filter((line) => line !== undefined),
  };
}

export interface Clock {
  readonly bootMs: number;
  readonly nowMs: number;
}

/** undefined once the process is gone. */
export function processLine(pid: number, clock: Clock, proc = "/proc"): string[] | undefined {
  try {
    const stat = parseStat(readFileSync(`${proc}/${pid}/stat`, "utf8"));
    const startMs = clock.bootMs + (stat.startTicks * 1000) / TICKS_PER_SECOND;
    const seconds = stat.cpuTicks / TICKS_PER_SECOND;
    const lifetime = Math.max(1, (clock.nowMs - startMs) / 1000);
    return [
      // Not the owner of the directory: that is root for a process that changed its user.
      /^Uid:\t\d+\t(\d+)/m.exec(readFileSync(`${proc}/${pid}/status`, "utf8"))?.[1] ?? "?",
      String(pid),
      String(stat.parent),
      String(Math.min(99, Math.floor((seconds * 100) / lifetime))),
      startTime(startMs, clock.nowMs),
      terminalName(stat.terminal),
      cpuTime(seconds),
      commandLine(readFileSync(`${proc}/${pid}/cmdline`, "utf8"), stat.name),
    ];
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ESRCH")) return undefined;
    throw error;
  }
}

/** The name may hold spaces and parentheses: fields count from the last ")". */
export function parseStat(text: string): {
  name: string;
  parent: number;
  terminal: number;
  cpuTicks: number;
  startTicks: number;
} {
  const end = text.lastIndexOf(")");
  const fields = text
    .slice(end + 2)
    .split(" ")
    .map(Number);
  return {
    name: text.slice(text.indexOf("(") + 1, end),
    parent: fields[1] ?? 0,
    terminal: fields[4] ?? 0,
    cpuTicks: (fields[11] ?? 0) + (fields[12] ?? 0),
    startTicks: fields[19] ?? 0,
  };
}

function commandLine(cmdline: string, name: string): string {
  const words = cmdline.replace(/\0+$/, "").replaceAll("\0", " ");
  return words === "" ? `[${name}]` : words; // a zombie or a kernel thread has no arguments
}

/** Today's as a time, older ones as a date. */
function startTime(startMs: number, nowMs: number): string {
  const start = new Date(startMs);
  const two = (value: number): string => String(value).padStart(2, "0");
  if (nowMs - startMs < 24 * 3600 * 1000) return `${two(start.getHours())}:${two(start.getMinutes())}`;
  return start.toLocaleDateString("en", { month: "short", day: "2-digit" }).replace(" ", "");
}

function cpuTime(seconds: number): string {
  const whole = Math.floor(seconds);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

/** tty_nr packs major and minor; 136 and up are pseudo-terminals. */
function terminalName(device: number): string {
  if (device === 0) return "?";
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  return major >= 136 && major <= 143 ? `pts/${(major - 136) * 256 + minor}` : `${major}:${minor}`;
}

function bootTimeMs(): number {
  return Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1] ?? 0) * 1000;
}
