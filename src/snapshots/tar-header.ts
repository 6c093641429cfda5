// One 512-byte tar header block: fields, numbers and checksum, as POSIX ustar, GNU and star write them.
// Text fields come out as "binary strings" (one char per byte, latin1): names in images need not be UTF-8.

import { TsRunError } from "../base/index.ts";

export const blockSize = 512;

export interface RawHeader {
  readonly type: string;
  readonly name: string;
  readonly linkName: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtimeSeconds: number;
  readonly devMajor: number;
  readonly devMinor: number;
  readonly isGnu: boolean;
}

export function malformed(what: string, name?: string): TsRunError {
  const where = name === undefined ? "read tar archive" : `read tar entry ${quoteName(name)}`;
  return new TsRunError("ERR_INVALID_SPEC", `${where}: ${what}`, {
    hint: "the archive is damaged or not a tar archive",
  });
}

/** A binary string as people should see it: UTF-8 where it is, control characters escaped. */
export function quoteName(name: string): string {
  const text = Buffer.from(name, "latin1").toString("utf8");
  return JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}...` : text);
}

/** undefined for a block of zeros, which ends an archive. */
export function parseHeaderBlock(block: Buffer): RawHeader | undefined {
  if (!hasValidChecksum(block)) {
    if (isZero(block)) return undefined;
    throw malformed("header checksum does not match");
  }
  const magic = block.toString("latin1", 257, 265);
  const isGnu = magic === "ustar  \0";
  const isUstar = !isGnu && magic.startsWith("ustar\0");
  const name = text(block, 0, 100);
  const prefix = isUstar ? text(block, 345, block.toString("latin1", 508, 512) === "tar\0" ? 131 : 155) : "";
  const hasDevices = isGnu || isUstar;
  return {
    type: String.fromCharCode(block[156] ?? 0),
    name: prefix === "" ? name : `${prefix}/${name}`,
    linkName: text(block, 157, 100),
    mode: parseNumber(block, 100, 8) & 0o7777,
    uid: parseNumber(block, 108, 8),
    gid: parseNumber(block, 116, 8),
    size: parseNumber(block, 124, 12),
    mtimeSeconds: parseNumber(block, 136, 12),
    devMajor: hasDevices ? parseNumber(block, 329, 8) : 0,
    devMinor: hasDevices ? parseNumber(block, 337, 8) : 0,
    isGnu,
  };
}

function text(block: Buffer, start: number, length: number): string {
  const end = block.indexOf(0, start);
  return block.toString("latin1", start, end === -1 || end > start + length ? start + length : end);
}

/** Octal text, or base-256 when the first bit is set (GNU and star, for numbers that do not fit). */
export function parseNumber(block: Buffer, start: number, length: number): number {
  const first = block[start] ?? 0;
  if ((first & 0x80) !== 0) return parseBase256(block, start, length);
  let value = 0;
  let seen = false;
  for (let index = start; index < start + length; index += 1) {
    const byte = block[index] ?? 0;
    if (byte === 0x20 && !seen) continue;
    if (byte === 0 || byte === 0x20) break;
    if (byte < 0x30 || byte > 0x37) throw malformed("a number field is not octal");
    seen = true;
    value = value * 8 + (byte - 0x30);
  }
  return value;
}

function parseBase256(block: Buffer, start: number, length: number): number {
  const negative = ((block[start] ?? 0) & 0x40) !== 0;
  let value = BigInt((block[start] ?? 0) & 0x7f);
  for (let index = start + 1; index < start + length; index += 1) value = value * 256n + BigInt(block[index] ?? 0);
  if (negative) value -= 1n << BigInt(8 * length - 1);
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw malformed("a number field is out of range");
  return number;
}

function hasValidChecksum(block: Buffer): boolean {
  let expected: number;
  try {
    expected = parseNumber(block, 148, 8);
  } catch {
    return false;
  }
  let unsigned = 8 * 0x20;
  let signed = 8 * 0x20; // some historic writers summed signed chars
  for (let index = 0; index < blockSize; index += 1) {
    if (index === 148) index = 156;
    const byte = block[index] ?? 0;
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  return expected === unsigned || expected === signed;
}

function isZero(block: Buffer): boolean {
  for (let index = 0; index < blockSize; index += 1) if (block[index] !== 0) return false;
  return true;
}
