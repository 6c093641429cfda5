// Host devices for a container: --device by path, and all of /dev for --privileged.

import { lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { TsRunError } from "../base/index.ts";
import type { SpecDevice } from "./build-spec.ts";
import { splitDevice } from "./create.ts";
import type { RunOptions } from "./types.ts";

export function lookUpDevice({ hostPath, containerPath, permissions }: RunOptions["devices"][number]): SpecDevice {
  const stat = statSync(hostPath, { throwIfNoEntry: false });
  if (!stat || !(stat.isCharacterDevice() || stat.isBlockDevice())) {
    throw new TsRunError(
      "ERR_NOT_FOUND",
      `add device ${hostPath}: ${stat ? "it is not a device" : "the host has no such file"}`,
      {
        hint: "name a character or block device of the host, such as /dev/fuse",
      },
    );
  }
  const [major, minor] = splitDevice(stat.rdev);
  const { mode, uid, gid } = stat;
  return {
    path: containerPath,
    type: stat.isBlockDevice() ? "b" : "c",
    major,
    minor,
    fileMode: mode & 0o7777,
    uid,
    gid,
    permissions,
  };
}

/** The container makes its own of these. */
const OWN = new Set([
  "/dev/pts",
  "/dev/shm",
  "/dev/mqueue",
  "/dev/fd",
  "/dev/console",
  "/dev/null",
  "/dev/zero",
  "/dev/full",
  "/dev/random",
  "/dev/urandom",
  "/dev/tty",
  "/dev/ptmx",
]);

export function privilegedDevices(dir = "/dev", depth = 0): SpecDevice[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    if (OWN.has(path)) return [];
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() && depth < 3) return privilegedDevices(path, depth + 1);
    if (!stat?.isCharacterDevice() && !stat?.isBlockDevice()) return [];
    return [lookUpDevice({ hostPath: path, containerPath: path, permissions: "rwm" })];
  });
}
