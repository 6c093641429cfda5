// Directories of a layer that is being unpacked, as descriptors. Every component is opened O_NOFOLLOW relative to its
// parent's descriptor, so the kernel itself never walks through a symlink that the archive brought; where following
// one is meant (bin -> usr/bin in the same layer) the target is resolved here, inside the root.

import fs from "node:fs";
import { hasErrno, TsRunError } from "../base/index.ts";
import { quoteName } from "./tar-header.ts";

export type FsPath = string | Buffer;

export interface OpenDirectory {
  readonly fd: number;
  /** Its real path inside the root, without symlinks; "" is the root. */
  readonly path: string;
}

const { O_DIRECTORY, O_NOFOLLOW } = fs.constants;
const O_PATH = 0o10000000;
const openFlags = O_PATH | O_DIRECTORY | O_NOFOLLOW;
const maxOpen = 256;
const maxSymlinks = 40; // as the kernel
const ascii = /^[\x20-\x7e]*$/;

/** `name` (a binary string) inside the directory `fd`, for calls that do not follow a final symlink. */
export function pathAt(fd: number, name: string): FsPath {
  const path = `/proc/self/fd/${fd}/${name}`;
  return ascii.test(name) ? path : Buffer.from(path, "latin1");
}

export function hostile(entry: string, what: string): TsRunError {
  return new TsRunError("ERR_HOSTILE", `unpack tar entry ${quoteName(entry)}: ${what}`, {
    hint: "the image was built to leave its root; do not use it",
  });
}

export class DirectoryHandles {
  readonly #open = new Map<string, number>();
  readonly #rootFd: number;
  readonly #onImplicit: (path: string) => void;

  /** `onImplicit` hears of directories that had to be made because the archive did not list them. */
  constructor(root: string, onImplicit: (path: string) => void) {
    this.#rootFd = fs.openSync(root, openFlags);
    this.#onImplicit = onImplicit;
  }

  /** Opens (and makes) the directory that `components` lead to, for `entry`. The descriptor stays ours. */
  open(components: readonly string[], entry: string, create = true): OpenDirectory {
    const path = components.join("/");
    const known = this.#hit(path);
    return known === undefined ? this.#walk(components, entry, create) : { fd: known, path };
  }

  /** Forgets everything at or below `path`: its directory was replaced. */
  forget(path: string): void {
    for (const [key, fd] of this.#open) {
      if (key !== path && !key.startsWith(`${path}/`)) continue;
      this.#open.delete(key);
      fs.closeSync(fd);
    }
  }

  close(): void {
    for (const fd of this.#open.values()) fs.closeSync(fd);
    this.#open.clear();
    fs.closeSync(this.#rootFd);
  }

  #hit(path: string): number | undefined {
    if (path === "") return this.#rootFd;
    const fd = this.#open.get(path);
    if (fd === undefined) return undefined;
    this.#open.delete(path); // re-inserted last: the map's order is the order of use
    this.#open.set(path, fd);
    return fd;
  }

  #walk(components: readonly string[], entry: string, create: boolean): OpenDirectory {
    const pending = [...components];
    const real: string[] = [];
    let fd = this.#rootFd;
    let symlinks = 0;
    for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
      if (name === "" || name === ".") continue;
      if (name === "..") {
        if (real.pop() === undefined) throw hostile(entry, "a symlink of the same layer leads it out of the image");
        fd = this.#reopen(real);
        continue;
      }
      const next = this.#step(fd, [...real, name], { entry, create: create && symlinks === 0 });
      if (typeof next === "number") {
        real.push(name);
        fd = next;
        continue;
      }
      symlinks += 1;
      if (symlinks > maxSymlinks) throw hostile(entry, "too many symlinks in its path");
      if (next.target.startsWith("/")) {
        real.length = 0;
        fd = this.#rootFd;
      }
      pending.unshift(...next.target.split("/"));
    }
    return { fd, path: real.join("/") };
  }

  /** The real directories on the way to `real` were all opened before; a cache that dropped some opens them again. */
  #reopen(real: readonly string[]): number {
    let fd = this.#rootFd;
    for (let depth = 1; depth <= real.length; depth += 1) {
      const next = this.#step(fd, real.slice(0, depth), { entry: real.join("/"), create: false });
      if (typeof next !== "number") throw hostile(real.join("/"), "a directory turned into a symlink");
      fd = next;
    }
    return fd;
  }

  #step(parent: number, path: string[], options: { entry: string; create: boolean }): number | { target: string } {
    const key = path.join("/");
    const known = this.#hit(key);
    if (known !== undefined) return known;
    const at = pathAt(parent, path.at(-1) ?? "");
    for (;;) {
      try {
        return this.#keep(key, fs.openSync(at, openFlags));
      } catch (error) {
        if (hasErrno(error, "ENOTDIR", "ELOOP")) return { target: readLink(at, options.entry) };
        if (!hasErrno(error, "ENOENT")) throw error;
        if (!options.create)
          throw hostile(options.entry, "its path leads through a symlink to a directory that its layer does not have");
      }
      fs.mkdirSync(at, 0o700);
      fs.chmodSync(at, 0o755);
      this.#onImplicit(key);
    }
  }

  #keep(key: string, fd: number): number {
    this.#open.set(key, fd);
    if (this.#open.size > maxOpen) {
      const [oldest, oldestFd] = this.#open.entries().next().value ?? [key, fd];
      this.#open.delete(oldest);
      fs.closeSync(oldestFd);
    }
    return fd;
  }
}

function readLink(at: FsPath, entry: string): string {
  try {
    return fs.readlinkSync(at, "buffer").toString("latin1");
  } catch (error) {
    if (hasErrno(error, "EINVAL")) throw hostile(entry, "a part of its path is not a directory");
    throw error;
  }
}
