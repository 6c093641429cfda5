// Mount options of the runtime spec -> mount attributes, propagation, and what is left for the file system.

import type { FlagName } from "../linux/index.ts";

export interface MountOptions {
  readonly set: FlagName[];
  readonly clear: FlagName[];
  readonly propagation?: FlagName;
  readonly bind: boolean;
  readonly recursive: boolean;
  /** Attributes apply to the mounts below as well (rro, rnosuid...). */
  readonly recursiveAttributes: boolean;
  readonly data: string[];
}

const attributes: Readonly<Record<string, FlagName>> = {
  ro: "MOUNT_ATTR_RDONLY",
  nosuid: "MOUNT_ATTR_NOSUID",
  nodev: "MOUNT_ATTR_NODEV",
  noexec: "MOUNT_ATTR_NOEXEC",
  nodiratime: "MOUNT_ATTR_NODIRATIME",
  nosymfollow: "MOUNT_ATTR_NOSYMFOLLOW",
};
const inverse: Readonly<Record<string, string>> = { rw: "ro", suid: "nosuid", dev: "nodev", exec: "noexec", diratime: "nodiratime", symfollow: "nosymfollow" };
const accessTimes: Readonly<Record<string, FlagName>> = { noatime: "MOUNT_ATTR_NOATIME", relatime: "MOUNT_ATTR_RELATIME", strictatime: "MOUNT_ATTR_STRICTATIME" };
const propagations: Readonly<Record<string, FlagName>> = { private: "MS_PRIVATE", slave: "MS_SLAVE", shared: "MS_SHARED", unbindable: "MS_UNBINDABLE" };
const meaningless = new Set(["defaults", "async", "norelatime", "nostrictatime", "atime", "nofail", "rw"]);

export function parseMountOptions(options: readonly string[]): MountOptions {
  const set = new Set<FlagName>();
  const clear = new Set<FlagName>();
  const data: string[] = [];
  let found: Pick<MountOptions, "bind" | "recursive" | "recursiveAttributes"> & { propagation?: FlagName } = { bind: false, recursive: false, recursiveAttributes: false };
  for (const option of options) {
    const plain = option.startsWith("r") && isRecursive(option.slice(1)) ? option.slice(1) : option;
    const propagation = propagations[plain];
    const attribute = attributes[plain] ?? attributes[inverse[plain] ?? ""];
    if (option === "bind" || option === "rbind") found = { ...found, bind: true, recursive: found.recursive || option === "rbind" };
    else if (propagation) found = { ...found, propagation };
    else if (accessTimes[plain]) {
      set.add(accessTimes[plain]);
      clear.add("MOUNT_ATTR__ATIME");
    } else if (attribute) {
      (plain in attributes ? set : clear).add(attribute);
      (plain in attributes ? clear : set).delete(attribute);
    } else if (!meaningless.has(option)) data.push(option);
    if (plain !== option && attribute) found = { ...found, recursiveAttributes: true };
  }
  return { set: [...set], clear: [...clear], data, ...found };
}

/** "rro" and "rprivate" are "ro" and "private" for everything below; "ro" and "relatime" only look like it. */
const isRecursive = (rest: string): boolean => rest in attributes || rest in inverse || rest in accessTimes || rest in propagations;
