// Which words of the specification's table parseMountOptions() knows, asked of itself.

import { TsRunError } from "../../base/index.ts";
import { OPTIONAL_MOUNT_OPTIONS, REQUIRED_MOUNT_OPTIONS } from "../../oci/index.ts";
import { parseMountOptions } from "./mount-options.ts";

/** Without those that are refused by name, or handed to the file system as options of its own. */
export function knownMountOptions(): string[] {
  return [...REQUIRED_MOUNT_OPTIONS, ...OPTIONAL_MOUNT_OPTIONS].filter(isKnown);
}

function isKnown(word: string): boolean {
  try {
    return parseMountOptions([word], "/mounts/0/options").data.length === 0;
  } catch (error) {
    if (error instanceof TsRunError && error.code === "ERR_UNSUPPORTED") return false;
    throw error;
  }
}
