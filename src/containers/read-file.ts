// Reading a file of a running container as a process inside would: through its root, symlinks resolved inside it.

import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { hasErrno } from "../base/index.ts";
import { openInRoot } from "../native/index.ts";

/** undefined when there is no such regular file, or it is larger than `maxBytes`. */
export function readContainerFile(initPid: number, path: string, maxBytes: number): Buffer | undefined {
  let root: number;
  try {
    root = openSync(`/proc/${initPid}/root`, constants.O_RDONLY | constants.O_DIRECTORY);
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ESRCH", "EACCES")) return undefined;
    throw error;
  }
  try {
    const fd = openInRoot(root, path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    try {
      const stat = fstatSync(fd);
      return stat.isFile() && stat.size <= maxBytes ? readFileSync(fd) : undefined;
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "ELOOP", "EXDEV", "EACCES")) return undefined;
    throw error;
  } finally {
    closeSync(root);
  }
}
