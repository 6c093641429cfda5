// The mount API by descriptors. Nothing here decides what a container's mounts are; that is the plan's.

import fs from "node:fs";
import { hasErrno, SyscallError } from "../base/index.ts";
import { AT_FDCWD, check, errnoName, failure, fdArgument, isFailure, pathArgument, raw } from "./result.ts";

const AT_EMPTY_PATH = 0x1000;
const OPEN_TREE_CLONE = 1;
const O_CLOEXEC = 0o2000000;
const O_PATH = 0o10000000;
const MOUNT_ATTR_RDONLY = 1;

export function openTree(dirFd: number, path: string, flags: number): number {
  const value = raw("openTree", fdArgument(dirFd, true), pathArgument(path), flags | O_CLOEXEC);
  return check(value, "open_tree", `open mount ${path}`);
}

export function mountSetattr(
  fd: number,
  change: { set?: number; clear?: number; propagation?: number; userNsFd?: number; flags?: number },
): void {
  const { set = 0, clear = 0, propagation = 0, userNsFd = 0, flags = 0 } = change;
  const value = raw("mountSetattr", fdArgument(fd), "", flags | AT_EMPTY_PATH, set, clear, propagation, userNsFd);
  check(value, "mount_setattr", `change attributes of mount ${fd}`);
}

export function mount(options: {
  source?: string;
  target: string;
  fstype?: string;
  flags?: number;
  data?: string;
}): void {
  const { source = "", target, fstype = "", flags = 0, data = "" } = options;
  check(
    raw("mount", source, pathArgument(target), fstype, flags, data),
    "mount",
    `mount ${fstype || source} on ${target}`,
  );
}

export function umount(target: string, flags = 0): void {
  check(raw("umount", pathArgument(target), flags), "umount2", `unmount ${target}`);
}

const MOVE_MOUNT_F_EMPTY_PATH = 4;

/** Attaches the detached mount `fd` at `target`, in our mount namespace. */
export function moveMount(fd: number, target: string): void {
  const value = raw("moveMount", fdArgument(fd), "", AT_FDCWD, pathArgument(target), MOVE_MOUNT_F_EMPTY_PATH);
  check(value, "move_mount", `mount on ${target}`);
}

/**
 * A descriptor to execute `path` through: a detached read-only mount of it, so that the program cannot be overwritten
 * through /proc/<pid>/exe (CVE-2019-5736). Without the privilege or the calls it is a plain O_PATH descriptor.
 */
export function readOnlyExecutable(path: string): number {
  let fd = -1;
  try {
    fd = openTree(AT_FDCWD, path, OPEN_TREE_CLONE);
    mountSetattr(fd, { set: MOUNT_ATTR_RDONLY });
    return fd;
  } catch (error) {
    if (fd >= 0) fs.closeSync(fd);
    if (!hasErrno(error, "EPERM", "ENOSYS", "EINVAL")) throw error;
    return fs.openSync(path, O_PATH | O_CLOEXEC);
  }
}

/** fsopen + fsconfig + fsmount: a mount that is in no namespace yet. Options in order; a value of "" sets a flag. */
export function mountDetached(options: {
  fstype: string;
  options: readonly (readonly [string, string])[];
  attributes?: number;
}): number {
  const answer = raw("mountDetached", options.fstype, options.options.flat(), options.attributes ?? 0);
  if (typeof answer === "number") return answer;
  const [errno, call, key, log] = answer as [number, string, string, string];
  const name = errnoName(errno);
  const said = log.trim() === "" ? "" : ` (${log.trim().replaceAll("\n", "; ")})`;
  throw new SyscallError(
    call,
    name,
    `mount ${options.fstype}${key && ` with ${key}`}: ${call} returned ${name}${said}`,
  );
}

/** mount(2) copies one page of options and cuts the rest off silently. */
const OLD_MOUNT_DATA_MAX = 4095;

/** An overlay, detached. lowerDirs topmost first. */
export function mountDetachedOverlay(layers: {
  lowerDirs: readonly string[];
  upperDir?: string;
  workDir?: string;
}): number {
  const upper: [string, string][] = layers.upperDir === undefined ? [] : [["upperdir", layers.upperDir]];
  if (layers.workDir !== undefined) upper.push(["workdir", layers.workDir]);
  try {
    const lower = layers.lowerDirs.map((directory): [string, string] => ["lowerdir+", directory]);
    return mountDetached({ fstype: "overlay", options: [...lower, ...upper] });
  } catch (error) {
    // Older kernels know no "lowerdir+" (some tell only when the file system is created), and one fsconfig string holds
    // 255 bytes: mount(2) takes a page of options.
    if (!hasErrno(error, "EINVAL")) throw error;
    if (layers.upperDir === undefined && layers.lowerDirs.length === 1) throw error;
    const escaped = (directory: string): string => directory.replace(/[\\:,]/g, "\\$&");
    const dataOf = (names: readonly string[]): string =>
      [`lowerdir=${names.join(":")}`, ...upper.map(([key, value]) => `${key}=${escaped(value)}`)].join(",");
    const plain = dataOf(layers.lowerDirs.map(escaped));
    const isLong = Buffer.byteLength(plain) >= OLD_MOUNT_DATA_MAX;
    const answer = isLong
      ? raw("mountDetachedOld", "overlay", dataOf(layers.lowerDirs.map((_, index) => `${index}`)), layers.lowerDirs)
      : raw("mountDetachedOld", "overlay", plain, []);
    if (isFailure(answer)) throw error; // the first one names the parameter
    return answer as number;
  }
}

export interface FileSystemStatus {
  readonly type: number;
  readonly blocks: number;
  readonly bfree: number;
  readonly bavail: number;
  readonly bsize: number;
  readonly files: number;
  readonly ffree: number;
}

export function statfs(target: string | number): FileSystemStatus {
  const answer = raw("statfs", target);
  if (isFailure(answer)) throw failure(answer, "statfs", `read the file system of ${target}`);
  const [type = 0, blocks = 0, bfree = 0, bavail = 0, bsize = 0, files = 0, ffree = 0] = answer as number[];
  return { type, blocks, bfree, bavail, bsize, files, ffree };
}
