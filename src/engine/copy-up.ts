// A volume that is used for the first time starts with what the image has at its place.
//
// The copy is made beside the volume's directory and takes its place in one rename, which replaces an empty directory and
// nothing else: whatever happens in between, the volume is empty or complete, and files somebody put there stay.

import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { hasErrno, isTemporaryName, newId, syncDirectorySync, TsRunError } from "../base/index.ts";
import type { ImageRecord } from "../images/index.ts";

export interface CopyUp {
  readonly hostDir: string;
  readonly containerPath: string;
}

/** The part of ImageStore that this needs. */
export interface ImageFilesSource {
  rootfsReader(image: ImageRecord): {
    copyTree(containerPath: string, hostDir: string): boolean;
    close(): void;
  };
}

export async function copyUp(images: ImageFilesSource, image: ImageRecord, volumes: readonly CopyUp[]): Promise<void> {
  const empty = volumes.filter(({ hostDir }) => readdirSync(hostDir).length === 0);
  if (empty.length === 0) return;
  const reader = images.rootfsReader(image);
  try {
    for (const volume of empty) fill(reader, volume);
  } finally {
    reader.close();
  }
}

function fill(reader: ReturnType<ImageFilesSource["rootfsReader"]>, { hostDir, containerPath }: CopyUp): void {
  const parent = dirname(hostDir);
  removeLeftovers(parent, basename(hostDir));
  const aside = join(parent, `.tmp-${process.pid}-${newId().slice(0, 12)}-${basename(hostDir)}`);
  mkdirSync(aside, { mode: 0o755 });
  try {
    if (!reader.copyTree(containerPath, aside)) return;
    renameSync(aside, hostDir);
    syncDirectorySync(parent);
  } catch (error) {
    // Another container of the same volume was faster, or somebody put a file there: that is what the volume holds now.
    if (hasErrno(error, "ENOTEMPTY", "EEXIST")) return;
    if (!hasErrno(error, "ENOSPC", "EDQUOT")) throw error;
    throw new TsRunError(
      "ERR_NO_SPACE",
      `fill volume ${hostDir} from ${containerPath} of the image: the disk is full`,
      {
        cause: error,
        hint: "free some space, or mount the volume with nocopy",
      },
    );
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Of a copy that was killed. One that is being made now belongs to a living process. */
function removeLeftovers(parent: string, name: string): void {
  for (const other of readdirSync(parent)) {
    const pid = /^\.tmp-(\d+)-/.exec(other)?.[1];
    if (!isTemporaryName(other) || !other.endsWith(`-${name}`) || pid === undefined || isRunning(Number(pid))) continue;
    rmSync(join(parent, other), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasErrno(error, "ESRCH");
  }
}
