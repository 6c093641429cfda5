// What unpacking layers and looking into them needs and node:fs lacks. Paths are /proc/self/fd/<directory>/<name>, whose
// last part is never followed, or /proc/self/fd/<n>, which is the open file itself.

import { closeSync, constants, openSync } from "node:fs";
import { AT_FDCWD, check, errnoName, fdArgument, isFailure, pathArgument, raw } from "./result.ts";

const AT_SYMLINK_NOFOLLOW = 0x100;
const RESOLVE_NO_MAGICLINKS = 0x02;
const RESOLVE_IN_ROOT = 0x10;

type AnyPath = string | Buffer;

export function makeNode(path: AnyPath, mode: number, major: number, minor: number): void {
  const value = raw("mknodat", AT_FDCWD, pathArgument(path), mode, major, minor);
  check(value, "mknod", `make a device node at ${path}`);
}

export function setLayerXattr(path: AnyPath, name: string, value: Buffer): void {
  check(raw("setXattr", pathArgument(path), isOpenFile(path), name, value), "setxattr", `set ${name} of ${path}`);
}

/** undefined where there is none. */
export function getLayerXattr(path: AnyPath, name: string): Buffer | undefined {
  const value = raw("getXattr", pathArgument(path), isOpenFile(path), name);
  return Buffer.isBuffer(value) ? value : undefined;
}

/** Names; none where the file system knows no xattrs. */
export function listLayerXattrs(path: AnyPath): string[] {
  const value = raw("listXattrs", pathArgument(path), isOpenFile(path));
  return Buffer.isBuffer(value) ? value.toString("latin1").split("\0").filter(Boolean) : [];
}

/** Access and modification time in nanoseconds since the epoch. */
export function setLayerTimes(path: AnyPath, ns: bigint): void {
  const flags = isOpenFile(path) ? 0 : AT_SYMLINK_NOFOLLOW;
  check(raw("utimensat", AT_FDCWD, pathArgument(path), ns, ns, flags), "utimensat", `set the times of ${path}`);
}

const FS_TOPDIR_FL = 0x20000;

/**
 * ext4's chattr +T: directories in this one are spread over the disk, each with room for its own files, rather than
 * packed together. Inodes that were freed in the last minutes are passed over one by one, so where directories come and
 * go, packed ones take 0.3 ms per file. Other file systems do not know the flag, and need not.
 */
export function spreadDirectories(path: string): void {
  const fd = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    const value = raw("addInodeFlags", fd, FS_TOPDIR_FL);
    if (isFailure(value) && UNKNOWN_FLAG.includes(errnoName(value))) return;
    check(value, "ioctl", `set the flag T of ${path}`);
  } finally {
    closeSync(fd);
  }
}

const UNKNOWN_FLAG = ["ENOTTY", "EOPNOTSUPP", "EINVAL", "ENOSYS", "EPERM", "EACCES"];

/** Opens `path` as a process with `rootFd` as its root directory would; no symlink leads out. */
export function openInRoot(rootFd: number, path: AnyPath, flags: number): number {
  const resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
  const value = raw("openat2", fdArgument(rootFd), pathArgument(path), flags, 0, resolve);
  return check(value, "openat2", `open ${path}`);
}

function isOpenFile(path: AnyPath): boolean {
  return /^\/proc\/self\/fd\/\d+$/.test(typeof path === "string" ? path : path.toString("latin1"));
}
