// Sparse files in the four forms GNU tar has written: old 'S' headers, pax 0.0, 0.1 and 1.0.
// A map is a flat list offset, length, offset, length ... of the parts that the archive holds.

import { malformed, parseNumber } from "./tar-header.ts";
import { parseDecimal } from "./tar-pax.ts";

const maxSegments = 1_000_000;

/** Reads up to `count` pairs of 12-byte numbers of an old GNU header or extension block; stops at the first empty pair. */
export function readOldSparsePairs(block: Buffer, start: number, count: number, map: number[]): void {
  for (let index = 0; index < count; index += 1) {
    const at = start + index * 24;
    if (block[at] === 0) return;
    map.push(parseNumber(block, at, 12), parseNumber(block, at + 12, 12));
  }
  if (map.length > 2 * maxSegments) throw malformed("a sparse file has too many segments");
}

/** "offset,length,offset,length" of pax 0.1. */
export function parseSparseList(text: string): number[] {
  if (text === "") return [];
  return text.split(",").map((part) => parseDecimal(part, "GNU.sparse.map"));
}

/** The decimal lines that pax 1.0 puts in front of the data, padded to a block. */
export class SparsePrefixParser {
  readonly #numbers: number[] = [];
  #line = "";
  bytes = 0;

  /** Feeds one whole block; the map when it is complete. */
  push(block: Buffer): number[] | undefined {
    this.bytes += block.length;
    for (const byte of block) {
      if (byte !== 0x0a) {
        this.#line += String.fromCharCode(byte);
        if (this.#line.length > 16) throw malformed("a sparse map is not a list of numbers");
        continue;
      }
      this.#numbers.push(parseDecimal(this.#line, "a sparse map"));
      this.#line = "";
      const count = this.#numbers[0] ?? 0;
      if (count > maxSegments) throw malformed("a sparse file has too many segments");
      if (this.#numbers.length === 1 + 2 * count) return this.#numbers.slice(1);
    }
    return undefined;
  }
}

/** Ordered, without overlaps, inside the file, and as long as the data that follows. */
export function checkSparseMap(map: readonly number[], realSize: number, dataSize: number, name: string): void {
  let end = 0;
  let total = 0;
  if (map.length % 2 !== 0) throw malformed("its sparse map is odd", name);
  for (let index = 0; index < map.length; index += 2) {
    const offset = map[index] ?? -1;
    const length = map[index + 1] ?? -1;
    if (offset < end || length < 0 || offset + length > realSize)
      throw malformed("its sparse map is not inside the file", name);
    end = offset + length;
    total += length;
  }
  if (total !== dataSize) throw malformed("its sparse map does not fit its data", name);
}
