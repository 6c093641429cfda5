// Pax extended headers: "<length> <key>=<value>\n" records. Values stay raw bytes, because SCHILY.xattr values
// (security.capability) are binary; everything that decodes them as UTF-8 corrupts them.

import { malformed } from "./tar-header.ts";

export type PaxRecords = Map<string, Buffer>;

/** Repeated keys: the last one wins, but for the two keys of GNU sparse 0.0, which are a list. */
export function parsePaxRecords(payload: Buffer, records: PaxRecords, sparseMap: number[]): void {
  let position = 0;
  while (position < payload.length) {
    // Some writers pad the payload with NULs; nothing follows those.
    if (payload[position] === 0) return;
    const space = payload.indexOf(0x20, position);
    if (space === -1 || space - position > 10 || space === position) throw malformed("a pax record has no length");
    const length = parseDecimal(payload.toString("latin1", position, space), "a pax record's length");
    const end = position + length;
    if (end > payload.length || end <= space + 1 || payload[end - 1] !== 0x0a)
      throw malformed("a pax record's length is wrong");
    const equals = payload.indexOf(0x3d, space + 1);
    if (equals === -1 || equals >= end || equals === space + 1) throw malformed("a pax record has no key");
    const key = payload.toString("utf8", space + 1, equals);
    const value = payload.subarray(equals + 1, end - 1);
    if (key === "GNU.sparse.offset" || key === "GNU.sparse.numbytes")
      sparseMap.push(parseDecimal(value.toString("latin1"), key));
    else if (value.length === 0 && !key.startsWith("SCHILY.xattr.")) records.delete(key);
    else records.set(key, Buffer.from(value)); // a copy: the payload buffer is reused
    position = end;
  }
}

export function parseDecimal(text: string, what: string): number {
  if (!/^\d{1,16}$/.test(text)) throw malformed(`${what} is not a number`);
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw malformed(`${what} is out of range`);
  return value;
}

/** "1700000000.123456789", also negative; split so that no digit is lost to a floating point number. */
export function parsePaxTime(text: string): { seconds: number; nanoseconds: number } {
  const match = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(text);
  if (match === null) throw malformed("a pax time is not a number");
  const seconds = Number(match[2]);
  const nanoseconds = Number((match[3] ?? "").slice(0, 9).padEnd(9, "0"));
  if (match[1] === "") return { seconds, nanoseconds };
  return nanoseconds === 0
    ? { seconds: -seconds, nanoseconds: 0 }
    : { seconds: -seconds - 1, nanoseconds: 1e9 - nanoseconds };
}
