// Reading and writing single cgroup files. They live in memory, so synchronous calls do not wait for a disk.

import { closeSync, constants, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { hasErrno, SyscallError } from "../base/index.ts";
import { type CgroupController, type CgroupHost, cgroupFileHint } from "../linux/index.ts";

/** undefined where the file does not exist: this kernel or hierarchy lacks it, or the cgroup is gone. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trimEnd();
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENODEV", "EOPNOTSUPP", "ENOTSUP")) return undefined;
    throw error;
  }
}

/** undefined also for "max" and for v1's "no limit" numbers, which are beyond what a host can have. */
export function readNumber(path: string): number | undefined {
  return parseAmount(readText(path));
}

export function parseAmount(text: string | undefined): number | undefined {
  const value = Number(text?.trim() || Number.NaN);
  return Number.isFinite(value) && value >= 0 && value < 2 ** 60 ? value : undefined;
}

/** "key value" per line, as in cpu.stat, memory.stat, memory.events. */
export function parseKeyed(text: string | undefined): Record<string, number> {
  const values: Record<string, number> = {};
  for (const line of text?.split("\n") ?? []) {
    const [key, value] = line.split(" ");
    if (key && value !== undefined) values[key] = Number(value);
  }
  return values;
}

/** One of the lines of such a file, without making an object of them all. */
export function keyedValue(text: string | undefined, key: string): number | undefined {
  if (text === undefined) return undefined;
  const line = text.startsWith(`${key} `) ? 0 : text.indexOf(`\n${key} `) + 1;
  if (line === 0 && !text.startsWith(`${key} `)) return undefined;
  const end = text.indexOf("\n", line);
  return Number(text.slice(line + key.length + 1, end < 0 ? undefined : end));
}

export function writeText(path: string, text: string, doing: string, hint?: string): void {
  try {
    // Without O_CREAT: a cgroup file exists or it does not; and some, such as cgroup.kill, are write-only.
    const fd = openSync(path, constants.O_WRONLY);
    try {
      writeSync(fd, text);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new SyscallError(syscall ?? "write", code, `${doing}: writing "${text}" to ${path}: ${code}`, {
      cause: error,
      hint: hint ?? cgroupFileHint(path.slice(path.lastIndexOf("/") + 1), code),
    });
  }
}

/** The container's directory in the hierarchy of `controller`; undefined where there is no such controller. */
export function directoryOf(host: CgroupHost, controller: CgroupController, path: string): string | undefined {
  const root = host.controllers[controller]?.root;
  return root === undefined ? undefined : `${root}${path}`;
}

/** The directory in the v2 hierarchy, if the container has one (hybrid hosts included). */
export function unifiedDirectory(host: CgroupHost, path: string): string | undefined {
  const directory = host.unifiedRoot === undefined ? undefined : `${host.unifiedRoot}${path}`;
  return directory !== undefined && existsSync(directory) ? directory : undefined;
}
