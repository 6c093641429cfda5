// Files that are either the old or the new version at every instant, also across kill -9 and power loss:
// temp file in the same directory, fsync, rename, fsync of the directory.

import fs from "node:fs";
import path from "node:path";
import { randomBytes } from "./random.ts";

export interface AtomicWriteOptions {
  /** Permission bits, exactly (no umask). Default 0644. */
  readonly mode?: number;
  /** false leaves out both fsyncs: for files on tmpfs or ones that may be lost with the machine. Default true. */
  readonly durable?: boolean;
}

const TEMPORARY_PREFIX = ".tmp-";

/** True for names that an interrupted write leaves behind; safe to delete once no writer is alive. */
export function isTemporaryName(fileName: string): boolean {
  return fileName.startsWith(TEMPORARY_PREFIX);
}

function temporaryPath(target: string): string {
  return path.join(path.dirname(target), `${TEMPORARY_PREFIX}${process.pid}-${randomBytes(6).toString("hex")}`);
}

/** Replaces or creates `target`. On failure the old file is untouched and the temp file removed. */
export async function writeFileAtomic(
  target: string,
  data: string | Uint8Array,
  options: AtomicWriteOptions = {},
): Promise<void> {
  const temporary = temporaryPath(target);
  try {
    const file = await fs.promises.open(temporary, "wx", 0o600);
    try {
      await file.writeFile(data);
      await file.chmod(options.mode ?? 0o644);
      if (options.durable ?? true) await file.sync();
    } finally {
      await file.close();
    }
    await fs.promises.rename(temporary, target);
  } catch (error) {
    await fs.promises.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  if (options.durable ?? true) await syncDirectory(path.dirname(target));
}

/** writeFileAtomic() without yielding; for small records where the event loop's detour costs more than the write. */
export function writeFileAtomicSync(target: string, data: string | Uint8Array, options: AtomicWriteOptions = {}): void {
  const temporary = temporaryPath(target);
  try {
    const fd = fs.openSync(temporary, "wx", 0o600);
    try {
      fs.writeFileSync(fd, data);
      fs.fchmodSync(fd, options.mode ?? 0o644);
      if (options.durable ?? true) fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
    fs.renameSync(temporary, target);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
  if (options.durable ?? true) syncDirectorySync(path.dirname(target));
}

/** Makes renames and unlinks inside `directory` survive power loss. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await fs.promises.open(directory, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function syncDirectorySync(directory: string): void {
  const fd = fs.openSync(directory, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY);
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
