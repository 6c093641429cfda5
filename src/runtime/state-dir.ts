// Removal of a container's directory. A container without a mount namespace has its rootfs mounted in there, in the host's
// sight: nothing may be removed recursively before that is gone, or the rootfs itself would be emptied.

import { rmdirSync, rmSync } from "node:fs";
import { hasErrno } from "../base/index.ts";
import { umount } from "../native/index.ts";
import type { RuntimePaths } from "./documents.ts";

const MNT_DETACH = 2;
const UMOUNT_NOFOLLOW = 8;

/** Throws EBUSY or ENOTEMPTY when something is still mounted there. */
export function removeStateDir(paths: RuntimePaths): void {
  unmountAll(paths.mountpoint);
  removeIfThere(paths.mountpoint);
  rmSync(paths.controlSocket, { force: true });
  rmSync(paths.dir, { recursive: true, force: true });
}

function unmountAll(mountpoint: string): void {
  try {
    for (;;) umount(mountpoint, MNT_DETACH | UMOUNT_NOFOLLOW); // one by one, should several lie on top of each other
  } catch (error) {
    if (!hasErrno(error, "EINVAL", "ENOENT")) throw error; // EINVAL: nothing is mounted there
  }
}

/** Not recursively: only the empty directory that create made. */
function removeIfThere(directory: string): void {
  try {
    rmdirSync(directory);
  } catch (error) {
    if (!hasErrno(error, "ENOENT")) throw error;
  }
}
