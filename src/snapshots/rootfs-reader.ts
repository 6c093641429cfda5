// Looking into an image as its container will see it: through a read-only overlay that is in no mount namespace, by
// openat2(RESOLVE_IN_ROOT). An absolute symlink in the image leads into the image, never to the host's files.

import fs from "node:fs";
import { hasErrno, TsRunError } from "../base/index.ts";
import { mountDetachedOverlay, openInRoot } from "../native/index.ts";

const { O_RDONLY, O_NONBLOCK, O_DIRECTORY } = fs.constants;
const O_PATH = 0o10000000;

export class RootfsReader {
  /** The root directory, O_PATH. Valid until close(). */
  readonly rootFd: number;

  constructor(lowerDirs: readonly string[]) {
    const [only] = lowerDirs;
    if (only === undefined) throw new TsRunError("ERR_INVALID_SPEC", "look into the image: it has no layers");
    // An overlay without upper directory needs two layers; one layer alone is the rootfs itself.
    this.rootFd =
      lowerDirs.length === 1 ? fs.openSync(only, O_PATH | O_DIRECTORY) : mountDetachedOverlay({ lowerDirs });
  }

  /** A descriptor the caller closes; undefined where nothing is. Never blocks on a fifo. */
  open(path: string, flags: number = O_RDONLY): number | undefined {
    try {
      // openat2 refuses flags that O_PATH would ignore.
      return openInRoot(this.rootFd, path, (flags & O_PATH) === 0 ? flags | O_NONBLOCK : flags);
    } catch (error) {
      if (hasErrno(error, "ENOENT", "ENOTDIR", "ELOOP", "ENXIO")) return undefined;
      throw error;
    }
  }

  /** Symlinks followed inside the image. */
  stat(path: string): fs.Stats | undefined {
    return this.#with(path, O_PATH, (fd) => fs.fstatSync(fd));
  }

  /** At most `maxBytes` from the start of a regular file; undefined for what is none. */
  read(path: string, maxBytes: number): Buffer | undefined {
    if (this.stat(path)?.isFile() !== true) return undefined;
    return this.#with(path, O_RDONLY, (fd) => {
      const buffer = Buffer.alloc(Math.min(maxBytes, fs.fstatSync(fd).size));
      let length = 0;
      for (let count = -1; count !== 0 && length < buffer.length; length += count) {
        count = fs.readSync(fd, buffer, length, buffer.length - length, length);
      }
      return buffer.subarray(0, length);
    });
  }

  /** Names in a directory; undefined for what is none. */
  list(path: string): string[] | undefined {
    return this.#with(path, O_RDONLY | O_DIRECTORY, (fd) => fs.readdirSync(`/proc/self/fd/${fd}/.`));
  }

  close(): void {
    fs.closeSync(this.rootFd);
  }

  #with<T>(path: string, flags: number, action: (fd: number) => T): T | undefined {
    const fd = this.open(path, flags);
    if (fd === undefined) return undefined;
    try {
      return action(fd);
    } finally {
      fs.closeSync(fd);
    }
  }
}
