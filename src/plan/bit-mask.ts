// Sets of CPUs and memory nodes as the kernel takes them: a bit for each, in words of 64.

import { TsRunError } from "../base/index.ts";
import type { Origin } from "./op.ts";

/** More CPUs or nodes than any kernel is built for (NR_CPUS is 8192 at most). */
const MOST = 8191;

/** "0-3,7" as a mask; of an empty list an empty one. Spaces and empty elements are taken, as runc does. */
export function maskOfList(list: string, from: Origin): Uint8Array {
  return bitMask(
    list.split(",").flatMap((element) => {
      if (element.trim() === "") return [];
      const [, low = "", high = low] = /^\s*(\d{1,4})(?:-(\d{1,4}))?\s*$/.exec(element) ?? [];
      if (low === "" || Number(high) < Number(low) || Number(high) > MOST)
        throw new TsRunError("ERR_INVALID_SPEC", `${from}: ${element.trim()} is no number or range up to ${MOST}`);
      return range(Number(low), Number(high));
    }),
  );
}

export function bitMask(numbers: readonly number[]): Uint8Array {
  const words = numbers.length === 0 ? 0 : Math.floor(Math.max(...numbers) / 64) + 1;
  const mask = new Uint8Array(8 * words);
  for (const number of numbers) mask[number >> 3] = (mask[number >> 3] ?? 0) | (1 << (number & 7));
  return mask;
}

export function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
