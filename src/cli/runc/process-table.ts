// The columns of `ps -ef` for some processes, from /proc: the default of `ts-runc ps`, which so needs no ps program.

import { readFileSync, statSync } from "node:fs";
import { hasErrno } from "../../base/index.ts";

const TICKS = 100; // per second, in everything /proc shows (USER_HZ, proc(5))

export function processTable(pids: readonly number[]): string {
  const rows = pids.flatMap((pid) => rowsOf(pid, Date.now()));
  const header = ["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"];
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number) => column >= 1 && column <= 3;
  return all
    .map((row) => {
      const cells = row.map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      );
      return `${cells.join(" ").trimEnd()}\n`;
    })
    .join("");
}

/** One row, or none for a process that has just ended. */
function rowsOf(pid: number, now: number): string[][] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" "); // from the state on, field 3 of proc(5)
    const field = (number: number) => Number(fields[number - 3]);
    const started = bootTime() + (field(22) / TICKS) * 1000;
    const used = (field(14) + field(15)) / TICKS;
    const percent = Math.floor((used / Math.max(1, (now - started) / 1000)) * 100);
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim() || `[${name}]`;
    const owner = userName(statSync(`/proc/${pid}`).uid);
    return [
      [
        owner,
        String(pid),
        String(field(4)),
        String(percent),
        day(started, now),
        terminal(field(7)),
        clock(used),
        command,
      ],
    ];
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ESRCH")) return [];
    throw error;
  }
}

function bootTime(): number {
  return Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1]) * 1000;
}

/** As ps has it: the time of today, the day of this year, else the year. */
function day(started: number, now: number): string {
  const [date, today] = [new Date(started), new Date(now)];
  if (date.toDateString() === today.toDateString()) return date.toTimeString().slice(0, 5);
  const [, month = "", number = "", year = ""] = date.toDateString().split(" ");
  return date.getFullYear() === today.getFullYear() ? `${month}${number}` : year;
}

function clock(seconds: number): string {
  const part = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return [part(seconds / 3600), part((seconds / 60) % 60), part(seconds % 60)].join(":");
}

const PTY_MAJORS = [136, 143] as const; // devices.txt of the kernel: UNIX98 pseudo-terminals
const VT_MAJOR = 4;

function terminal(device: number): string {
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  if (major >= PTY_MAJORS[0] && major <= PTY_MAJORS[1]) return `pts/${(major - PTY_MAJORS[0]) * 256 + minor}`;
  if (major === VT_MAJOR) return minor < 64 ? `tty${minor}` : `ttyS${minor - 64}`;
  return "?";
}

function userName(uid: number): string {
  const line = new RegExp(`^([^:\\n]*):[^:\\n]*:${uid}:`, "m").exec(readText("/etc/passwd"));
  return line?.[1] ?? String(uid);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // then numbers have to do
  }
}
