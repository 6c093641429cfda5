// --userns private: a range of host ids per container, so that two containers' processes are strangers to each other.
// Layers and volumes hold container ids and are shifted when mounted, so nothing on disk depends on the range: it is
// free again when the container is removed.
//
// <root>/idmaps/<number> -> container id. A symbolic link is made in one step, with its content, or not at all.

import { lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { hasErrno, TsRunError } from "../base/index.ts";
import { FIRST_HOST_ID, RANGE_SIZE } from "./id-mappings.ts";

/** Host ids have 32 bits, and the last one means "none". */
const MOST_RANGES = Math.floor((2 ** 32 - 1 - FIRST_HOST_ID) / RANGE_SIZE);
/** A range is taken before its container is on disk. */
const CREATE_MS = 10 * 60 * 1000;

/** First host id of a range that no other container of this installation has. */
export function takeIdRange(root: string, containerId: string, exists: (id: string) => boolean): number {
  const directory = join(root, "idmaps");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const taken = new Set(readdirSync(directory));
  for (let number = 0; number < MOST_RANGES; number++) {
    const link = join(directory, String(number));
    if (taken.has(String(number)) && !removeStale(link, exists)) continue;
    try {
      symlinkSync(containerId, link);
      return FIRST_HOST_ID + number * RANGE_SIZE;
    } catch (error) {
      if (!hasErrno(error, "EEXIST")) throw error; // another command was faster
    }
  }
  throw new TsRunError("ERR_CONFLICT", `choose host ids: all ${MOST_RANGES} ranges are taken`, {
    hint: "remove containers, or name a range: --userns private:HOST-UID",
  });
}

export function releaseIdRange(root: string, containerId: string): void {
  const directory = join(root, "idmaps");
  for (const name of namesIn(directory)) {
    const link = join(directory, name);
    if (targetOf(link) === containerId) rmSync(link, { force: true });
  }
}

/** What a command that was killed between taking a range and creating its container left. */
function removeStale(link: string, exists: (id: string) => boolean): boolean {
  const owner = targetOf(link);
  const made = lstatSync(link, { throwIfNoEntry: false })?.mtimeMs;
  if (owner === undefined || made === undefined) return true; // released meanwhile
  if (exists(owner) || Date.now() - made < CREATE_MS) return false;
  rmSync(link, { force: true });
  return true;
}

function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return [];
    throw error;
  }
}
