// Devices of a container: those its configuration names, or all of the host's for a privileged one.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { TsRunError } from "../../base/index.ts";
import type { ContainerConfig, Device } from "../../cri-wire/index.ts";
import { lookUpDevice, privilegedDevices, type SpecDevice } from "../../engine/index.ts";
import { defaultDeviceRules, type LinuxDevice, type LinuxDeviceCgroup } from "../../oci/index.ts";

export interface ContainerDevices {
  readonly devices: readonly LinuxDevice[];
  readonly rules: readonly LinuxDeviceCgroup[];
}

export function containerDevices(config: ContainerConfig): ContainerDevices {
  const privileged = config.linux?.securityContext?.privileged ?? false;
  const named = config.devices.flatMap(devicesAt);
  const all = privileged ? [...privilegedDevices(), ...named] : named;
  // The last of two at one path is meant.
  const byPath = new Map(all.map((device) => [device.path, device]));
  return {
    devices: [...byPath.values()].map(({ permissions: _, ...device }) => device),
    rules: privileged
      ? [{ allow: true, access: "rwm" }]
      : [
          ...defaultDeviceRules,
          ...named.map(({ type, major, minor, permissions }) => ({
            allow: true,
            type,
            major,
            minor,
            access: permissions,
          })),
        ],
  };
}

/** A directory stands for every device below it. */
function devicesAt({ hostPath, containerPath, permissions }: Device): SpecDevice[] {
  const stat = statSync(hostPath, { throwIfNoEntry: false });
  if (!stat) throw new TsRunError("ERR_NOT_FOUND", `add device ${hostPath}: the host has no such file`);
  if (!stat.isDirectory())
    return [lookUpDevice({ hostPath, containerPath: containerPath || hostPath, permissions: permissions || "rwm" })];
  return readdirSync(hostPath).flatMap((name) => {
    const path = join(hostPath, name);
    const child = statSync(path, { throwIfNoEntry: false });
    if (!child?.isDirectory() && !child?.isCharacterDevice() && !child?.isBlockDevice()) return [];
    return devicesAt({ hostPath: path, containerPath: join(containerPath || hostPath, name), permissions });
  });
}
