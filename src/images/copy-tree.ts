// Copies a directory tree with what belongs to files: owners, modes, times, hard links, symlinks, xattrs. Device nodes and
// sockets are left out: a volume is no place from which an image hands out devices.
//
// Names are joined to paths below two open directories. That is safe because neither tree changes meanwhile: one is an
// image's layers, the other a directory that nobody else knows yet.

import fs from "node:fs";
import { hasErrno } from "../base/index.ts";
import { getLayerXattr, listLayerXattrs, makeNode, setLayerTimes, setLayerXattr } from "../native/index.ts";

interface Copy {
  /** "device:inode" of a file with several names -> the path of its copy. */
  readonly copied: Map<string, Buffer>;
}

/** `source` is an open directory; `target` exists and is empty. It gets the source's mode and owner as well. */
export function copyTree(source: number, target: string): void {
  const fd = fs.openSync(target, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY | fs.constants.O_NOFOLLOW);
  try {
    const from = Buffer.from(`/proc/self/fd/${source}`);
    const to = Buffer.from(`/proc/self/fd/${fd}`);
    copyDirectory(from, to, { copied: new Map() });
    copyAttributes(from, to, fs.fstatSync(source, { bigint: true }));
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

function copyDirectory(from: Buffer, to: Buffer, copy: Copy): void {
  // A name is bytes, not always UTF-8.
  for (const name of fs.readdirSync(from, { encoding: "buffer" })) copyEntry(join(from, name), join(to, name), copy);
}

function copyEntry(from: Buffer, to: Buffer, copy: Copy): void {
  const stat = fs.lstatSync(from, { bigint: true });
  const identity = `${stat.dev}:${stat.ino}`;
  const twin = stat.nlink > 1n && !stat.isDirectory() ? copy.copied.get(identity) : undefined;
  if (twin !== undefined) {
    fs.linkSync(twin, to);
    return;
  }
  if (stat.isDirectory()) {
    fs.mkdirSync(to, { mode: 0o700 });
    copyDirectory(from, to, copy);
  } else if (stat.isFile()) fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL | fs.constants.COPYFILE_FICLONE);
  else if (stat.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(from, { encoding: "buffer" }), to);
  else if (stat.isFIFO()) makeNode(to, fs.constants.S_IFIFO | 0o600, 0, 0);
  else return;
  copyAttributes(from, to, stat);
  if (stat.nlink > 1n && !stat.isDirectory()) copy.copied.set(identity, to);
}

/** In this order: chown clears setuid bits and file capabilities; everything changes the times. */
function copyAttributes(from: Buffer, to: Buffer, stat: fs.BigIntStats): void {
  const change = stat.isSymbolicLink() ? fs.lchownSync : fs.chownSync; // the root itself is /proc/self/fd/N, a link
  change(to, Number(stat.uid), Number(stat.gid));
  if (!stat.isSymbolicLink()) fs.chmodSync(to, Number(stat.mode & 0o7777n));
  for (const name of listLayerXattrs(from)) copyXattr(from, to, name);
  setLayerTimes(to, stat.mtimeNs);
}

function copyXattr(from: Buffer, to: Buffer, name: string): void {
  if (name.startsWith("trusted.overlay.")) return; // how the layer is stored, not what is in it
  const value = getLayerXattr(from, name);
  if (value === undefined) return;
  try {
    setLayerXattr(to, name, value);
  } catch (error) {
    // The volume's file system may know no such attributes; the same holds for every copy made by hand.
    if (!hasErrno(error, "EOPNOTSUPP", "ENOTSUP")) throw error;
  }
}

function join(directory: Buffer, name: Buffer): Buffer {
  return Buffer.concat([directory, Buffer.from("/"), name]);
}
