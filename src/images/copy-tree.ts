// Copies a directory tree with all that belongs to files: owners, modes, times, hard links, symlinks, xattrs, holes.
// Device nodes are left out: a volume is no place from which an image hands out devices.

import fs from "node:fs";
import { hasErrno } from "../base/index.ts";
import { getLayerXattr, listLayerXattrs, setLayerTimes, setLayerXattr } from "../native/index.ts";

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_DIRECTORY, O_NOFOLLOW } = fs.constants;
const chunkBytes = 1024 * 1024;

interface Copy {
  /** "device:inode" of a file with several links -> where its first name went. */
  readonly links: Map<string, Buffer>;
}

/** `source` is an open directory; `target` exists and is empty. Every name is used relative to an open directory. */
export function copyTree(source: number, target: string): void {
  const fd = fs.openSync(target, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  try {
    copyDirectory(source, fd, { links: new Map() });
  } finally {
    fs.closeSync(fd);
  }
}

function copyDirectory(source: number, target: number, copy: Copy): void {
  for (const name of fs.readdirSync(at(source), { encoding: "buffer" })) copyEntry(source, target, { name, copy });
  copyAttributes(at(source), at(target), fs.fstatSync(source, { bigint: true }));
}

function copyEntry(source: number, target: number, { name, copy }: { name: Buffer; copy: Copy }): void {
  const from = at(source, name);
  const to = at(target, name);
  const stat = fs.lstatSync(from, { bigint: true });
  const identity = `${stat.dev}:${stat.ino}`;
  const twin = copy.links.get(identity);
  if (twin !== undefined && !stat.isDirectory()) {
    fs.linkSync(twin, to);
    return;
  }
  if (stat.isDirectory()) return copySubdirectory(from, to, { mode: Number(stat.mode & 0o7777n), copy });
  if (stat.isFile()) copyFile(from, to);
  else if (stat.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(from, { encoding: "buffer" }), to);
  else return;
  copyAttributes(from, to, stat);
  // Through the descriptors of this directory: they are open until the whole tree is done only for the path's own parents,
  // so the name is kept as a path from the root of the copy.
  if (stat.nlink > 1n) copy.links.set(identity, fs.realpathSync(at(target), { encoding: "buffer" }).length > 0 ? join(target, name) : to);
}
