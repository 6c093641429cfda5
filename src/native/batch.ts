// Many small files and processes at once, beside the event loop.

import os from "node:os";
import { errnoName, failure, pathArgument, raw } from "./result.ts";

const GONE = ["ENOENT", "ENODEV", "ESRCH", "EOPNOTSUPP", "ENOTSUP"];
/** So many paths are worth a thread. */
const CHUNK_MIN = 64;

/** Contents in the order of `paths`; undefined for what is not there or went meanwhile. For files of /proc and /sys. */
export async function readFiles(paths: readonly string[]): Promise<(string | undefined)[]> {
  const chunks = await Promise.all(inChunks(paths).map(readChunk));
  return chunks.flat();
}

async function readChunk(paths: readonly string[]): Promise<(string | undefined)[]> {
  const text = pathsText(paths);
  const [sizes, contents] = (await raw("readFiles", text)) as [Int32Array, Buffer];
  let at = 0;
  return paths.map((path, i) => {
    const size = sizes[i] ?? 0;
    if (size < 0) {
      if (GONE.includes(errnoName(size))) return undefined;
      throw failure(size, "read", `read ${path}`);
    }
    at += size;
    return contents.toString("latin1", at - size, at);
  });
}

function pathsText(paths: readonly string[]): string {
  for (const path of paths) pathArgument(path);
  return `${paths.join("\0")}\0`;
}

export interface ProcessCounts {
  readonly processes: number;
  readonly threads: number;
  readonly descriptors: number;
  readonly sockets: number;
}

/** What runs in each of the cgroups (directories) and in those below it; zeros for one that is gone. */
export async function countProcesses(cgroups: readonly string[]): Promise<ProcessCounts[]> {
  const chunks = await Promise.all(
    inChunks(cgroups).map(async (chunk) => {
      for (const cgroup of chunk) pathArgument(cgroup);
      const counts = (await raw("countProcesses", chunk)) as Int32Array;
      return chunk.map((_, i) => {
        const [processes = 0, threads = 0, descriptors = 0, sockets = 0] = counts.subarray(4 * i, 4 * i + 4);
        return { processes, threads, descriptors, sockets };
      });
    }),
  );
  return chunks.flat();
}

/** One for each processor; others who need the pool have two of its four threads. */
function inChunks<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [];
  const count = Math.min(2, os.availableParallelism(), Math.ceil(items.length / CHUNK_MIN));
  const size = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}
