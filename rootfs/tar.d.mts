// Types of tar.mjs for its tests.
export interface TarEntry {
  path: string;
  type?: "file" | "hardlink" | "symlink" | "char" | "block" | "directory" | "fifo";
  mode?: number;
  uid?: number;
  gid?: number;
  /** Seconds since the epoch. */
  mtime?: number;
  target?: string;
  content?: Buffer | string;
  major?: number;
  minor?: number;
  /** Name -> bytes, one per character. */
  xattrs?: Record<string, string>;
}

export function tar(entries: readonly TarEntry[]): Buffer;
