// Which of a spec's devices the host has, and whose they are there.

import { statSync } from "node:fs";
import type { LinuxDevice } from "../oci/index.ts";
import type { HostDevices } from "../plan/index.ts";

/** Those that are at their path on the host as these very devices, by path. */
export function readHostDevices(devices: readonly LinuxDevice[]): HostDevices {
  return Object.fromEntries(
    devices.flatMap(({ path, type, major = 0, minor = 0 }) => {
      const found = statSync(path, { throwIfNoEntry: false });
      const isSame = type === "b" ? found?.isBlockDevice() : type !== "p" && found?.isCharacterDevice();
      if (!found || !isSame || found.rdev !== deviceNumber(major, minor)) return [];
      const { uid, gid, mode } = found;
      return [[path, { uid, gid, mode: mode & 0o7777 }]];
    }),
  );
}

/** dev_t as stat(2) has it. */
function deviceNumber(major: number, minor: number): number {
  return Number(BigInt(minor & 0xff) | (BigInt(major) << 8n) | (BigInt(minor & ~0xff) << 12n));
}
