// Looks into an image without a container: its layers as one tree, read-only, attached nowhere. Paths are resolved as a
// process inside would see them, so that a symlink of the image leads into the image and never to the host.

import fs from "node:fs";
import { hasErrno, SyscallError, TsRunError } from "../base/index.ts";
import { mountDetachedOverlay, openInRoot } from "../native/index.ts";
import type { Mount } from "../plan/index.ts";
import { AccountFiles } from "./account-files.ts";
import { copyTree } from "./copy-tree.ts";

const { O_RDONLY, O_DIRECTORY, O_NONBLOCK, O_NOCTTY } = fs.constants;
const O_PATH = 0o10000000;
const O_CLOEXEC = 0o2000000;
const absent = ["ENOENT", "ENOTDIR", "ELOOP", "EXDEV"] as const;

export class RootfsReader {
  readonly #mountOf: () => Mount;
  readonly #accounts: AccountFiles | undefined;
  #root: number | undefined;

  /** `mountOf` is asked when a file is looked up that `accounts` does not have. */
  constructor(mountOf: () => Mount, accounts?: AccountFiles) {
    this.#mountOf = mountOf;
    this.#accounts = accounts;
  }

  /** Content of a regular file; undefined when there is none at this path. */
  readFile(path: string, maxBytes: number): Buffer | undefined {
    if (this.#accounts === undefined || !AccountFiles.has(path)) return this.#read(path, maxBytes);
    return this.#accounts.get(path, (name) => this.#read(name, maxBytes));
  }

  #read(path: string, maxBytes: number): Buffer | undefined {
    return this.#with(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, (fd) => {
      const stat = fs.fstatSync(fd);
      if (!stat.isFile()) return undefined;
      if (stat.size > maxBytes) {
        throw new TsRunError(
          "ERR_HOSTILE",
          `read ${path} of the image: it has ${stat.size} bytes, at most ${maxBytes} are accepted`,
        );
      }
      return fs.readFileSync(fd);
    });
  }

  /** Symlinks are followed, inside the image. */
  stat(path: string): fs.Stats | undefined {
    return this.#with(path, O_PATH, (fd) => fs.fstatSync(fd));
  }

  /**
   * What is in the image's directory at `containerPath` goes into the existing empty directory `hostDir`, which also gets
   * its mode and owner. False when the image has no directory there.
   */
  copyTree(containerPath: string, hostDir: string): boolean {
    const copied = this.#with(containerPath, O_RDONLY | O_DIRECTORY, (fd) => {
      copyTree(fd, hostDir);
      return true;
    });
    return copied ?? false;
  }

  close(): void {
    if (this.#root !== undefined) fs.closeSync(this.#root);
    this.#root = undefined;
  }

  #with<T>(path: string, flags: number, act: (fd: number) => T): T | undefined {
    const root = this.#rootFd();
    if (root === undefined) return undefined;
    let fd: number;
    try {
      fd = openInRoot(root, path, flags | O_CLOEXEC);
    } catch (error) {
      // ENXIO: a socket or a FIFO nobody writes to; neither is what anybody looks for here.
      if (hasErrno(error, ...absent, "ENXIO")) return undefined;
      throw error;
    }
    try {
      return act(fd);
    } finally {
      fs.closeSync(fd);
    }
  }

  /** undefined: an image without layers. One layer is opened where it is; only several need the kernel to merge them. */
  #rootFd(): number | undefined {
    if (this.#root !== undefined) return this.#root;
    const { type, source, lowerDirs = [] } = this.#mountOf();
    if (type === "bind") this.#root = fs.openSync(source, O_PATH | O_DIRECTORY);
    else if (lowerDirs.length > 0) this.#root = openMerged(lowerDirs);
    return this.#root;
  }
}

function openMerged(lowerDirs: readonly string[]): number {
  try {
    return mountDetachedOverlay({ lowerDirs });
  } catch (error) {
    if (!(error instanceof SyscallError)) throw error;
    throw new SyscallError(error.syscall, error.errno, `look into the image: ${error.message}`, {
      cause: error,
      hint: error.errno === "EPERM" ? "run as root" : "`ts-run doctor` tells what this host lacks",
    });
  }
}
