// Where an image comes from when it does not come from a registry: an OCI layout or a docker-archive, as a directory or a tar.

import fs from "node:fs";
import path from "node:path";
import { hasErrno } from "../base/index.ts";
import type { ArchiveFile, ExtractedArchive } from "./archive.ts";

export interface ImageFiles {
  /** undefined when there is no such member. */
  find(name: string): { readonly path: string; readonly size: number; readonly digest?: string } | undefined;
  /** May the file be moved away instead of copied? */
  readonly movable: boolean;
}

export function archiveFiles(archive: ExtractedArchive): ImageFiles {
  return { find: (name): ArchiveFile | undefined => archive.find(name), movable: true };
}

export function directoryFiles(directory: string): ImageFiles {
  return {
    movable: false,
    find(name) {
      const file = path.join(directory, path.posix.normalize(`/${name}`));
      try {
        return { path: file, size: fs.statSync(file).size };
      } catch (error) {
        if (hasErrno(error, "ENOENT", "ENOTDIR")) return undefined;
        throw error;
      }
    },
  };
}
