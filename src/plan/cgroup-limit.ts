// One cgroup file to write, and how a group of spec fields becomes a list of them.

import { TsRunError } from "../base/index.ts";
import type { CgroupController, CgroupHost, ErrnoName } from "../linux/index.ts";
import type { Origin } from "./op.ts";

export interface CgroupLimit {
  readonly controller: CgroupController | "cgroup";
  readonly version: 1 | 2;
  /** Name inside the container's cgroup directory: "memory.max". */
  readonly file: string;
  readonly value: string;
  readonly from: Origin;
  readonly why: string;
  /** Errnos of opening the file that are harmless: the kernel lacks it and nothing is lost. */
  readonly ignore?: readonly ErrnoName[];
  /** Written instead when `file` does not exist. */
  readonly otherwise?: { readonly file: string; readonly value: string };
}

export type Pointer = `/${string}`;

export interface Context {
  readonly host: CgroupHost;
  readonly pointer: Pointer;
}

export type Add = (
  file: string | false,
  value: string | number,
  field: string,
  why: string,
  extra?: Partial<CgroupLimit>,
) => void;

/** Collects the limits of one controller; the controller is looked up when the first one is added, so unused ones may be missing. */
export function collect(
  context: Context,
  controller: CgroupController,
  fill: (add: Add, version: 1 | 2 | undefined) => void,
): CgroupLimit[] {
  const limits: CgroupLimit[] = [];
  const version = context.host.controllers[controller]?.version;
  fill((file, value, field, why, extra) => {
    const from: Pointer = `${context.pointer}/${field}`;
    if (version === undefined) throw missingController(from, controller, context.host);
    if (file === false) throw notInVersion(from, controller, version);
    limits.push({ controller, version, file, value: String(value), from, why, ...extra });
  }, version);
  return limits;
}

export function missingController(from: Pointer, controller: CgroupController, host: CgroupHost): TsRunError {
  return new TsRunError("ERR_UNSUPPORTED", `limiting by ${from}: this host has no ${controller} cgroup controller`, {
    hint: missingHint(controller, host),
  });
}

function missingHint(controller: CgroupController, host: CgroupHost): string {
  if (controller === "memory")
    return "boot with cgroup_enable=memory on the kernel command line, or leave the memory limits out";
  if (controller === "net_cls" || controller === "net_prio")
    return `${controller} exists only in cgroup v1; use nftables rules on the cgroup instead`;
  const where = host.unifiedRoot ?? "/sys/fs/cgroup";
  return `see /proc/cgroups and ${where}/cgroup.controllers for what the kernel offers; leave the field out, or boot a kernel with ${controller}`;
}

export function notInVersion(from: Pointer, controller: CgroupController, version: 1 | 2): TsRunError {
  return new TsRunError(
    "ERR_UNSUPPORTED",
    `limiting by ${from}: cgroup v${version}'s ${controller} controller has no such setting`,
    {
      hint: "leave the field out on this host",
    },
  );
}

/** Go programs write "no limit" as -1, as the largest int64 or as the largest uint64; a double cannot tell the last two exactly. */
export function isUnlimited(value: number): boolean {
  return value < 0 || value >= 2 ** 63 - 2 ** 20;
}

export function amount(value: number, v1: boolean): string | number {
  return isUnlimited(value) ? (v1 ? -1 : "max") : value;
}

export function escapePointer(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** "64 MiB" where it comes out even enough, for people. */
export function bytes(value: number): string {
  if (isUnlimited(value)) return "unlimited";
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let rest = value;
  while (rest >= 1024 && unit < units.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  return `${Number(rest.toFixed(1))} ${units[unit]}`;
}
