// One entry of config.json's mounts, as its passes share it.

import { posix } from "node:path";
import type { RuntimeMount } from "../../oci/index.ts";
import type { Op, Origin } from "../op.ts";
import { type MountOptions, parseMountOptions } from "./mount-options.ts";

export interface MountRequest {
  readonly mount: RuntimeMount;
  readonly options: MountOptions;
  readonly from: Origin;
  readonly index: number;
  /** The destination without "..", "//" and a slash at its end: for comparisons, not for the kernel. */
  readonly place: string;
  readonly kind: "bind" | "cgroup" | "remount" | "fresh";
}

/** What the parent does about a mount, and the container. */
export interface MountLanes {
  readonly parent: readonly Op[];
  readonly container: readonly Op[];
}

export function mountRequests(mounts: readonly RuntimeMount[] = []): MountRequest[] {
  return mounts.map((mount, index) => {
    const from: Origin = `/mounts/${index}`;
    const options = parseMountOptions(mount.options ?? [], `${from}/options`);
    return { mount, options, from, index, place: plainPath(mount.destination), kind: kindOf(mount, options) };
  });
}

/** "dev/../proc/" -> "/proc". Relative destinations start at the root (config.md#mounts). */
export function plainPath(path: string): string {
  const plain = posix.normalize(`/${path}`);
  return plain.length > 1 ? plain.replace(/\/$/, "") : plain;
}

function kindOf({ type }: RuntimeMount, options: MountOptions): MountRequest["kind"] {
  if (options.remount) return "remount"; // "remount,bind" too: mount(8)'s way to change one mount and not its file system
  if (options.bind || type === "bind") return "bind";
  return type === "cgroup" || type === "cgroup2" ? "cgroup" : "fresh";
}
