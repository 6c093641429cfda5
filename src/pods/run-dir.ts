// The run dir of pods in memory: on most hosts /run is, elsewhere it gets a tmpfs of its own. What is in it ends with a
// reboot, as pods do, and is written faster than on a disk.

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { hasErrno } from "../base/index.ts";
import { mount, statfs, umount } from "../native/index.ts";

const SOURCE = "ts-run-pods";
const IN_MEMORY = [0x01021994, 0x858458f6]; // tmpfs, ramfs: statfs(2)
const MS_NOSUID = 2;
const MS_NODEV = 4;

/** Idempotent. A directory with something in it stays as it is: a server before us may have pods there. */
export function prepareRunDir(runDir: string): void {
  mkdirSync(runDir, { recursive: true, mode: 0o700 });
  if (IN_MEMORY.includes(statfs(runDir).type) || readdirSync(runDir).length > 0) return;
  mount({ source: SOURCE, target: runDir, fstype: "tmpfs", flags: MS_NOSUID | MS_NODEV, data: "mode=0700" });
}

/** Takes the tmpfs away if it was ours to make. Whoever uses it meanwhile keeps it. */
export function releaseRunDir(runDir: string): void {
  const isOurs = readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .some((line) => line.split(" ")[4] === runDir && line.endsWith(` - tmpfs ${SOURCE} ${line.split(" ").at(-1)}`));
  if (!isOurs) return;
  try {
    umount(runDir);
  } catch (error) {
    if (!hasErrno(error, "EBUSY", "EINVAL")) throw error;
  }
}
