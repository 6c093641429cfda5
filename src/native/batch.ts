// Many small files and processes at once, beside the event loop.

import os from "node:os";
import { errnoName, failure, pathArgument, raw } from "./result.ts";

const GONE = ["ENOENT", "ENODEV", "ESRCH", "EOPNOTSUPP", "ENOTSUP"];
/** So many paths are worth a thread. */
const CHUNK_MIN = 64;
const PROCESSORS = os.availableParallelism();

/** What stands before the text of a place in the path of a file, and what stands after it. */
export type FileName = readonly [before: string, after: string];

/**
 * The same files in many places: of each place, in their order, the contents in the order of `names`; undefined for what is
 * not there or went meanwhile. For files of /proc and /sys.
 */
export async function readFilesIn(
  places: readonly string[],
  names: readonly FileName[],
): Promise<(string | undefined)[][]> {
  const chunks = await Promise.all(inChunks(places, names.length).map((chunk) => readChunk(chunk, names)));
  return chunks.flat();
}

async function readChunk(places: readonly string[], names: readonly FileName[]): Promise<(string | undefined)[][]> {
  const answer = await raw("readFiles", listOf(places), listOf(names.flat()));
  const [sizes, bytes] = answer as [Int32Array, Buffer];
  const contents = bytes.toString("latin1");
  let at = 0;
  let next = 0;
  return places.map((place) =>
    names.map(([before, after]) => {
      const size = sizes[next++] ?? 0;
      if (size >= 0) {
        at += size;
        return contents.slice(at - size, at);
      }
      if (GONE.includes(errnoName(size))) return undefined;
      throw failure(size, "read", `read ${before}${place}${after}`);
    }),
  );
}

/** As the addon takes many: each with a NUL at its end. */
function listOf(texts: readonly string[]): string {
  for (const text of texts) pathArgument(text);
  return `${texts.join("\0")}\0`;
}

export interface ProcessCounts {
  readonly processes: number;
  readonly threads: number;
  readonly descriptors: number;
  readonly sockets: number;
  /** Soft limit of open files of the first process; undefined: none, or no such process. */
  readonly openFilesLimit?: number;
}

const NUMBERS = 5;

/**
 * What runs in each of the cgroups (directories) and in those below it; zeros for one that is gone. `first` are the
 * processes whose limits are told, 0 for none, in the order of the cgroups.
 */
export async function countProcesses(
  cgroups: readonly string[],
  first: readonly number[] = [],
): Promise<ProcessCounts[]> {
  const asked = cgroups.map((cgroup, i) => [cgroup, first[i] ?? 0] as const);
  const chunks = await Promise.all(
    inChunks(asked).map(async (chunk) => {
      const places = listOf(chunk.map(([cgroup]) => cgroup));
      const pids = listOf(chunk.map(([, pid]) => String(pid)));
      const counts = (await raw("countProcesses", places, pids)) as Int32Array;
      return chunk.map((_, i) => {
        const own = counts.subarray(NUMBERS * i, NUMBERS * (i + 1));
        const [processes = 0, threads = 0, descriptors = 0, sockets = 0, openFilesLimit = -1] = own;
        return { processes, threads, descriptors, sockets, ...(openFilesLimit < 0 ? {} : { openFilesLimit }) };
      });
    }),
  );
  return chunks.flat();
}

/** /proc/net/dev of network namespaces, by their files; "" for one that is gone. */
export async function readInterfaces(namespaces: readonly string[]): Promise<string[]> {
  const chunks = await Promise.all(inChunks(namespaces).map((chunk) => raw("readInterfaces", listOf(chunk))));
  return (chunks as string[][]).flat();
}

/** One for each processor; others who need the pool have two of its four threads. */
function inChunks<T>(items: readonly T[], filesOfEach = 1): T[][] {
  if (items.length === 0) return [];
  const count = Math.min(2, PROCESSORS, items.length, Math.ceil((items.length * filesOfEach) / CHUNK_MIN) || 1);
  const size = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}
