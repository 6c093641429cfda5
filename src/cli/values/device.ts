// --device, --device-read-bps and its three sisters.

import { posix } from "node:path";
import type { RunOptions } from "../engine.ts";
import { usageError } from "../usage-error.ts";
import { parseInteger } from "./number.ts";
import { parseSize } from "./size.ts";

const HINT = "write /dev/host[:/dev/container][:rwm]";

export function parseDevice(value: string, typed: string): RunOptions["devices"][number] {
  const [hostPath = "", second, third, ...rest] = value.split(":");
  const isPermissions = (text: string) => /^[rwm]{1,3}$/.test(text) && new Set(text).size === text.length;
  if (rest.length > 0) throw usageError(`parse ${typed}: too many colons`, HINT);
  if (!hostPath.startsWith("/")) {
    const cdi = /^[\w.-]+\/[\w.-]+=/.test(hostPath);
    throw usageError(
      `parse ${typed}: ${cdi ? "CDI devices are not supported" : "the device is not an absolute path"}`,
      HINT,
    );
  }
  const permissions = third ?? (second !== undefined && isPermissions(second) ? second : "rwm");
  const containerPath = second === undefined || (third === undefined && isPermissions(second)) ? hostPath : second;
  if (!isPermissions(permissions))
    throw usageError(`parse ${typed}: "${permissions}" are not permissions`, "letters r, w and m, each once");
  if (!containerPath.startsWith("/"))
    throw usageError(`parse ${typed}: "${containerPath}" is neither an absolute path nor permissions`, HINT);
  return { hostPath: posix.normalize(hostPath), containerPath: posix.normalize(containerPath), permissions };
}

export function parseDeviceRate(value: string, typed: string, unit: "bps" | "iops"): { path: string; rate: number } {
  const colon = value.lastIndexOf(":");
  const path = value.slice(0, Math.max(colon, 0));
  if (!path.startsWith("/dev/"))
    throw usageError(`parse ${typed}: not a device and a rate`, `write /dev/vda:${unit === "bps" ? "1mb" : "100"}`);
  const text = value.slice(colon + 1);
  return { path, rate: unit === "bps" ? parseSize(text, typed) : parseInteger(text, typed, { min: 0 }) };
}
