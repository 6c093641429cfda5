// The monitor as a process.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { TsRunError } from "../base/index.ts";
import { readOnlyExecutable, type Spawned, spawnProcess } from "../native/index.ts";

/** Its plan, unless descriptors come first that the container is to have. */
export const FIRST_FD = 3;

/** Stays open: to dissolve its mount costs up to a millisecond, and a program that is replaced meanwhile fits a newer us. */
let monitorFd: number | undefined;

export interface SpawnMonitorOptions {
  readonly firstFd: number;
  /** It waits for its plan. */
  readonly parked?: boolean;
  /** /dev/null by default. */
  readonly stdio?: readonly [number, number, number];
}

export function spawnMonitor(fds: readonly number[], { firstFd, parked, stdio }: SpawnMonitorOptions): Spawned {
  monitorFd ??= readOnlyExecutable(nativeProgram("monitor"));
  return spawnProcess({
    exeFd: monitorFd,
    argv: ["ts-run-monitor", String(firstFd), ...(parked ? ["parked"] : [])],
    env: [],
    fds,
    ...(stdio && { stdio }),
    setsid: true,
    cwd: "/",
  });
}

/** Path of one of our static programs, in the build folder of the installation. */
export function nativeProgram(name: "monitor" | "init" | "copy-tree"): string {
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    const path = join(dir, "build", "Release", name);
    if (existsSync(path)) return path;
    if (dir === dirname(dir)) break;
  }
  throw new TsRunError(
    "ERR_UNSUPPORTED",
    `find ts-run's ${name} program: no build/Release/${name} beside this installation`,
    {
      hint: "run: npm start (it builds the native part)",
    },
  );
}
