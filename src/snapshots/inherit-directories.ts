// A layer may hold app/bin/x without an entry for app: then app must look as it does in the layers below (a /tmp that
// lost its 1777 breaks programs), because in an overlay the topmost directory's owner and mode count.

import fs from "node:fs";
import path from "node:path";
import { hasErrno } from "../base/index.ts";

export interface InheritOptions {
  readonly target: string;
  /** Paths inside the root as binary strings, parents before children. */
  readonly directories: readonly string[];
  /** Topmost first. */
  readonly lowerDirs: readonly string[];
}

export function inheritDirectories({ target, directories, lowerDirs }: InheritOptions): void {
  for (const directory of directories) {
    const found = findBelow(lowerDirs, directory);
    if (found === undefined) continue;
    const at = Buffer.from(path.join(target, "/").concat(directory), "latin1");
    fs.lchownSync(at, found.uid, found.gid);
    fs.chmodSync(at, found.mode & 0o7777);
    fs.utimesSync(at, found.atimeMs / 1000, found.mtimeMs / 1000);
  }
}

/** The directory of that name which an overlay of `lowerDirs` would show; nothing where a symlink or a whiteout is met on the way. */
function findBelow(lowerDirs: readonly string[], directory: string): fs.Stats | undefined {
  for (const lowerDir of lowerDirs) {
    const parts = directory.split("/");
    let stat: fs.Stats | undefined;
    for (let depth = 1; depth <= parts.length; depth += 1) {
      stat = lstat(`${lowerDir}/${parts.slice(0, depth).join("/")}`);
      if (stat === undefined) break;
      if (!stat.isDirectory()) return undefined;
    }
    if (stat !== undefined) return stat;
  }
  return undefined;
}

function lstat(binaryPath: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(Buffer.from(binaryPath, "latin1"));
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}
