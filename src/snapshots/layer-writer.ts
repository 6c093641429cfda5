// Applies the entries of one layer to an empty directory that becomes a lowerdir of an overlay.
// Nothing is ever written through a name: files are created O_EXCL in a directory held by descriptor.

import fs from "node:fs";
import { hasErrno, TsRunError } from "../base/index.ts";
import { DirectoryHandles, type FsPath, hostile, pathAt } from "./directory-handles.ts";
import type { LayerSyscalls } from "./layer-syscalls.ts";
import { quoteName } from "./tar-header.ts";
import type { TarEntry, TarHandler } from "./tar-reader.ts";

export interface LayerBounds {
  readonly maxBytes: number;
  readonly maxEntries: number;
}

export interface LayerResult {
  readonly entries: number;
  /** Bytes of file contents written, holes not counted. */
  readonly bytes: number;
  /** Directories that no entry described; their owner and mode come from the layers below (see inherit-directories.ts). */
  readonly implicitDirectories: readonly string[];
  /** The layer hides everything below it. */
  readonly opaqueRoot: boolean;
}

type Kind = "file" | "directory" | "symlink" | "device" | "fifo" | "whiteout";

interface PendingDirectory {
  readonly mode: number;
  readonly mtime: TarEntry["mtime"];
}

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, S_IFMT, S_IFCHR, S_IFBLK, S_IFIFO, S_IFREG, S_IFDIR, S_IFLNK } =
  fs.constants;
const createFlags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
const whiteoutPrefix = ".wh.";
const opaqueMarker = ".wh..wh..opq";
/** sparse files are allowed up to this apparent size; what they occupy is bounded by the archive. */
const maxApparentSize = 8 * 1024 ** 4;

export class LayerWriter implements TarHandler {
  readonly #syscalls: LayerSyscalls;
  readonly #bounds: LayerBounds;
  readonly #directories: DirectoryHandles;
  readonly #pending = new Map<string, PendingDirectory>();
  readonly #implicit = new Set<string>();
  #entries = 0;
  #bytes = 0;
  #opaqueRoot = false;
  #file: { fd: number; entry: TarEntry; position: number } | undefined;

  constructor(root: string, syscalls: LayerSyscalls, bounds: LayerBounds) {
    this.#syscalls = syscalls;
    this.#bounds = bounds;
    this.#directories = new DirectoryHandles(root, (path) => this.#implicit.add(path));
  }

  entry(entry: TarEntry): void {
    this.#entries += 1;
    if (this.#entries > this.#bounds.maxEntries)
      throw hostile(entry.name, `the layer has more than ${this.#bounds.maxEntries} entries`);
    const components = safeComponents(entry.name, entry.name);
    const name = components.pop();
    if (name === undefined) {
      if (entry.type !== "directory") throw hostile(entry.name, `a ${entry.type} can't replace the root directory`);
      this.#describeDirectory("", `/proc/self/fd/${this.#directories.open([], entry.name).fd}/.`, entry);
      return;
    }
    try {
      if (name.startsWith(whiteoutPrefix)) this.#applyWhiteout(components, name, entry);
      else this.#create(components, name, entry);
    } catch (error) {
      throw named(error, entry.name);
    }
  }

  data(chunk: Buffer, offset: number): void {
    this.#bytes += chunk.length;
    const file = this.#file;
    if (file === undefined) return;
    if (this.#bytes > this.#bounds.maxBytes)
      throw hostile(file.entry.name, `the layer unpacks to more than ${this.#bounds.maxBytes} bytes`);
    try {
      for (let done = 0; done < chunk.length; ) {
        done += fs.writeSync(
          file.fd,
          chunk,
          done,
          chunk.length - done,
          file.position === offset ? null : offset + done,
        );
      }
      // A positioned write does not move the descriptor; from the first hole on every write is positioned.
      if (file.position === offset) file.position += chunk.length;
    } catch (error) {
      throw named(error, file.entry.name);
    }
  }

  end(): void {
    const file = this.#file;
    if (file === undefined) return;
    this.#file = undefined;
    try {
      if (file.position !== file.entry.size) fs.ftruncateSync(file.fd, file.entry.size);
      this.#describe(`/proc/self/fd/${file.fd}`, file.entry, file.fd);
    } catch (error) {
      throw named(error, file.entry.name);
    } finally {
      fs.closeSync(file.fd);
    }
  }

  /** Directories get their modes and times last: making entries in them would change the times. */
  finish(): LayerResult {
    for (const [path, directory] of this.#pending) {
      const components = path === "" ? [] : path.split("/");
      const at = `/proc/self/fd/${this.#directories.open(components, path, false).fd}/.`;
      fs.chmodSync(at, directory.mode);
      this.#syscalls.setTimes(at, nanosecondsOf(directory.mtime));
    }
    return {
      entries: this.#entries,
      bytes: this.#bytes,
      implicitDirectories: [...this.#implicit],
      opaqueRoot: this.#opaqueRoot,
    };
  }

  close(): void {
    if (this.#file !== undefined) fs.closeSync(this.#file.fd);
    this.#file = undefined;
    this.#directories.close();
  }

  #create(components: string[], name: string, entry: TarEntry): void {
    const parent = this.#directories.open(components, entry.name);
    const path = parent.path === "" ? name : `${parent.path}/${name}`;
    const at = pathAt(parent.fd, name);
    let overWhiteout = false;
    for (;;) {
      try {
        this.#make(at, path, entry);
        break;
      } catch (error) {
        if (!hasErrno(error, "EEXIST")) throw error;
        const replaced = this.#replace(at, entry);
        if (replaced === "merge") break;
        if (replaced === "whiteout") overWhiteout = true;
      }
    }
    if (entry.type === "directory") this.#describeDirectory(path, at, entry);
    else if (entry.type !== "file" && entry.type !== "hardlink") this.#describe(at, entry);
    // The layer removes what is below and puts a directory there: nothing from below may show through.
    if (overWhiteout && entry.type === "directory") this.#setOpaque(path);
  }

  #make(at: FsPath, path: string, entry: TarEntry): void {
    switch (entry.type) {
      case "file":
        if (entry.size > maxApparentSize) throw hostile(entry.name, `a file of ${entry.size} bytes`);
        this.#file = { fd: fs.openSync(at, createFlags, 0o600), entry, position: 0 };
        return;
      case "directory":
        fs.mkdirSync(at, 0o700);
        return;
      case "symlink":
        if (entry.linkName === "") throw hostile(entry.name, "a symlink to nothing");
        fs.symlinkSync(Buffer.from(entry.linkName, "latin1"), at);
        return;
      case "hardlink":
        this.#hardLink(at, path, entry);
        return;
      case "fifo":
        this.#mknod(at, S_IFIFO, entry);
        return;
      case "character":
        this.#mknod(at, S_IFCHR, entry);
        return;
      case "block":
        this.#mknod(at, S_IFBLK, entry);
        return;
    }
  }

  #mknod(at: FsPath, type: number, entry: TarEntry): void {
    const { devMajor, devMinor } = entry;
    if (devMajor < 0 || devMinor < 0 || devMajor > 0xfff || devMinor > 0xfffff)
      throw hostile(entry.name, "its device number is out of range");
    this.#syscalls.mknod(at, type | 0o600, devMajor, devMinor);
  }

  /** The target must be something this layer brought; link(2) does not follow a final symlink, its parents are opened like any others. */
  #hardLink(at: FsPath, path: string, entry: TarEntry): void {
    const components = safeComponents(entry.linkName, entry.name);
    const name = components.pop();
    if (name === undefined) throw hostile(entry.name, "a hard link to the root directory");
    const parent = this.#directories.open(components, entry.name, false);
    if (path === (parent.path === "" ? name : `${parent.path}/${name}`))
      throw hostile(entry.name, "a hard link to itself");
    try {
      fs.linkSync(pathAt(parent.fd, name), at);
    } catch (error) {
      if (hasErrno(error, "ENOENT"))
        throw hostile(entry.name, `a hard link to ${quoteName(entry.linkName)}, which is not in its layer`);
      if (hasErrno(error, "EPERM"))
        throw hostile(entry.name, `a hard link to ${quoteName(entry.linkName)}, which is a directory`);
      throw error;
    }
  }

  /** A name that is there twice: the last one wins if both are the same kind of thing; a change of kind is only ever a trick. */
  #replace(at: FsPath, entry: TarEntry): "merge" | "whiteout" | "removed" {
    const existing = kindOf(fs.lstatSync(at));
    const next: Kind =
      entry.type === "hardlink" || entry.type === "file"
        ? "file"
        : entry.type === "character" || entry.type === "block"
          ? "device"
          : entry.type;
    if (existing === "directory" && next === "directory") return "merge";
    if (existing !== "whiteout" && existing !== next)
      throw hostile(entry.name, `its name was a ${existing} before and is a ${entry.type} now`);
    fs.unlinkSync(at);
    return existing === "whiteout" ? "whiteout" : "removed";
  }

  #applyWhiteout(components: string[], name: string, entry: TarEntry): void {
    if (name === opaqueMarker) {
      this.#setOpaque(this.#directories.open(components, entry.name).path);
      return;
    }
    if (name.startsWith(".wh..wh.")) return; // aufs' own bookkeeping, meaningless since
    const hidden = name.slice(whiteoutPrefix.length);
    if (hidden === "" || hidden === "." || hidden === "..") throw hostile(entry.name, "a whiteout of nothing");
    const parent = this.#directories.open(components, entry.name);
    const at = pathAt(parent.fd, hidden);
    try {
      this.#syscalls.mknod(at, S_IFCHR, 0, 0);
    } catch (error) {
      if (!hasErrno(error, "EEXIST")) throw error;
      // Whiteouts hide what lower layers have, never what their own layer brings, whatever the order.
      if (kindOf(fs.lstatSync(at)) === "directory")
        this.#setOpaque(parent.path === "" ? hidden : `${parent.path}/${hidden}`);
    }
  }

  #setOpaque(path: string): void {
    // The root of an overlay's layer can't be opaque; mountFor() leaves the layers below out instead.
    if (path === "") {
      this.#opaqueRoot = true;
      return;
    }
    const { fd } = this.#directories.open(path.split("/"), path, false);
    this.#syscalls.setXattr(`/proc/self/fd/${fd}/.`, "trusted.overlay.opaque", Buffer.from("y"));
  }

  #describeDirectory(path: string, at: FsPath, entry: TarEntry): void {
    this.#implicit.delete(path);
    fs.lchownSync(at, entry.uid, entry.gid);
    this.#setXattrs(at, entry);
    this.#pending.set(path, { mode: entry.mode, mtime: entry.mtime });
  }

  /** Owner first: chown(2) clears setuid bits and file capabilities. Times last: everything else changes them. */
  #describe(at: FsPath, entry: TarEntry, fd?: number): void {
    if (fd === undefined) {
      fs.lchownSync(at, entry.uid, entry.gid);
      if (entry.type !== "symlink") fs.chmodSync(at, entry.mode);
    } else {
      if (entry.uid !== 0 || entry.gid !== 0) fs.fchownSync(fd, entry.uid, entry.gid);
      fs.fchmodSync(fd, entry.mode);
    }
    this.#setXattrs(at, entry);
    this.#syscalls.setTimes(at, nanosecondsOf(entry.mtime));
  }

  #setXattrs(at: FsPath, entry: TarEntry): void {
    for (const [name, value] of entry.xattrs) {
      if (name.startsWith("trusted.overlay."))
        throw hostile(entry.name, `the extended attribute ${name} would steer the overlay`);
      try {
        this.#syscalls.setXattr(at, name, value);
      } catch (error) {
        // A file system without them (or one kind of file that can't have user.*) is no reason to refuse the image.
        if (hasErrno(error, "ENOTSUP", "EOPNOTSUPP")) continue;
        if (name.startsWith("user.") && hasErrno(error, "EPERM")) continue;
        throw error;
      }
    }
  }
}

/** The parts of a name, without "." and empty ones. A leading slash means the image's root, as ko and Jib write it. */
function safeComponents(name: string, entry: string): string[] {
  if (name === "") throw hostile(entry, "an empty name");
  const components = name.split("/").filter((part) => part !== "" && part !== ".");
  if (components.includes("..")) throw hostile(entry, `${quoteName(name)} contains ".."`);
  return components;
}

function nanosecondsOf({ seconds, nanoseconds }: TarEntry["mtime"]): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
}

function kindOf(stat: fs.Stats): Kind {
  switch (stat.mode & S_IFMT) {
    case S_IFREG:
      return "file";
    case S_IFDIR:
      return "directory";
    case S_IFLNK:
      return "symlink";
    case S_IFIFO:
      return "fifo";
    default:
      return stat.rdev === 0 ? "whiteout" : "device";
  }
}

function named(error: unknown, entry: string): unknown {
  if (error instanceof TsRunError) return error;
  if (hasErrno(error, "ENOSPC", "EDQUOT")) {
    return new TsRunError(
      "ERR_NO_SPACE",
      `unpack tar entry ${quoteName(entry)}: no space left on the file system of the image store`,
      {
        cause: error,
        hint: "ts-run image prune, or --root on a larger file system",
      },
    );
  }
  if (hasErrno(error, "ENAMETOOLONG")) return hostile(entry, "a part of its name is longer than 255 bytes");
  return error;
}
