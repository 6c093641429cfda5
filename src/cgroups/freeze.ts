// Pause and resume: v2's cgroup.freeze where there is a v2 cgroup (its frozen processes can still be killed), else
// the v1 freezer. Both only start the change; "paused" may be said when the kernel reports that it is complete.

import { setTimeout as sleep } from "node:timers/promises";
import { hasErrno, TsRunError } from "../base/index.ts";
import type { CgroupHost } from "../linux/index.ts";
import { directoryOf, parseKeyed, readText, unifiedDirectory, writeText } from "./files.ts";

export async function freeze(host: CgroupHost, path: string, options: { timeoutMs?: number } = {}): Promise<void> {
  const freezer = freezerOf(host, path);
  const deadline = Date.now() + (options.timeoutMs ?? 10_000);
  freezer.request(true);
  for (let pause = 1; !freezer.isFrozen(); pause = Math.min(pause * 2, 50)) {
    if (Date.now() > deadline) {
      freezer.request(false);
      throw new TsRunError(
        "ERR_TIMEOUT",
        `freezing cgroup ${path}: not all processes stopped in time; they run again`,
        {
          hint: "a process in uninterruptible sleep waits for a disk or a network file system; try again later",
        },
      );
    }
    await sleep(pause);
    freezer.request(true); // v1 can stay in FREEZING when a process forked meanwhile, until asked again
  }
}

/** Afterwards nothing in the cgroup is frozen: also when it is gone, as after SIGKILL to what was frozen by v2. */
export async function thaw(host: CgroupHost, path: string): Promise<void> {
  const freezer = findFreezer(host, path);
  try {
    freezer?.request(false);
    while (freezer?.isFrozen()) await sleep(1);
  } catch (error) {
    if (!hasErrno(error, "ENOENT", "ENODEV")) throw error;
  }
}

export function isFrozen(host: CgroupHost, path: string): boolean {
  const freezer = findFreezer(host, path);
  return freezer?.isFrozen() ?? false;
}

interface Freezer {
  request(frozen: boolean): void;
  isFrozen(): boolean;
}

function freezerOf(host: CgroupHost, path: string): Freezer {
  const freezer = findFreezer(host, path);
  if (freezer !== undefined) return freezer;
  throw new TsRunError(
    "ERR_UNSUPPORTED",
    `freezing cgroup ${path}: this host has neither cgroup v2 nor the v1 freezer controller for it`,
    {
      hint: "pausing needs Linux 5.2 with cgroup v2 mounted, or a mounted v1 freezer",
    },
  );
}

function findFreezer(host: CgroupHost, path: string): Freezer | undefined {
  const unified = unifiedDirectory(host, path);
  if (unified !== undefined && readText(`${unified}/cgroup.freeze`) !== undefined) {
    return {
      request: (frozen) =>
        writeText(`${unified}/cgroup.freeze`, frozen ? "1" : "0", `${frozen ? "freezing" : "thawing"} cgroup ${path}`),
      isFrozen: () => parseKeyed(readText(`${unified}/cgroup.events`)).frozen === 1,
    };
  }
  const directory = directoryOf(host, "freezer", path);
  if (directory === undefined || readText(`${directory}/freezer.state`) === undefined) return undefined;
  return {
    request: (frozen) =>
      writeText(
        `${directory}/freezer.state`,
        frozen ? "FROZEN" : "THAWED",
        `${frozen ? "freezing" : "thawing"} cgroup ${path}`,
      ),
    isFrozen: () => readText(`${directory}/freezer.state`) === "FROZEN",
  };
}
