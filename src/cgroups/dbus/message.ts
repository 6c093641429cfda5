// One D-Bus message: a fixed header, header fields, and a body of its signature. D-Bus specification, "Message Protocol".

import { unmarshal } from "./reader.ts";
import type { Value, Variant } from "./signature.ts";
import { marshal } from "./writer.ts";

export const MESSAGE_TYPE = { call: 1, reply: 2, error: 3, signal: 4 } as const;

export interface Message {
  readonly type: number;
  readonly serial: number;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly errorName?: string;
  readonly replySerial?: number;
  readonly destination?: string;
  readonly sender?: string;
  readonly signature?: string;
  readonly body?: readonly Value[];
}

/** By header field code, 1 and up: property and type. */
const FIELDS = [
  ["path", "o"],
  ["interface", "s"],
  ["member", "s"],
  ["errorName", "s"],
  ["replySerial", "u"],
  ["destination", "s"],
  ["sender", "s"],
  ["signature", "g"],
] as const;

const LITTLE_ENDIAN = "l".charCodeAt(0);
const PROTOCOL_VERSION = 1;
const FIXED_SIZE = 16;
const MAX_SIZE = 128 * 1024 * 1024;

export function encodeMessage(message: Message): Buffer {
  const body = message.signature ? marshal(message.signature, message.body ?? []) : Buffer.alloc(0);
  const fields = FIELDS.flatMap(([name, signature], index): Value[] => {
    const value = message[name];
    return value === undefined || value === "" ? [] : [[index + 1, { signature, value }]];
  });
  const head = marshal("yyyyuua(yv)", [
    ...[LITTLE_ENDIAN, message.type, 0, PROTOCOL_VERSION, body.length, message.serial],
    fields,
  ]);
  return Buffer.concat([head, Buffer.alloc(-head.length & 7), body]);
}

/** The first message in `bytes` and how long it is; undefined while it is incomplete. */
export function decodeMessage(bytes: Buffer): { message: Message; size: number } | undefined {
  if (bytes.length < FIXED_SIZE) return undefined;
  if (bytes[0] !== LITTLE_ENDIAN) throw new RangeError("a D-Bus message is not little-endian");
  const headSize = FIXED_SIZE + bytes.readUInt32LE(12);
  const bodyAt = headSize + (-headSize & 7);
  const size = bodyAt + bytes.readUInt32LE(4);
  if (size > MAX_SIZE) throw new RangeError(`a D-Bus message of ${size} bytes`);
  if (bytes.length < size) return undefined;
  const [, type, , , , serial, fields] = unmarshal("yyyyuua(yv)", bytes.subarray(0, headSize));
  const named = Object.fromEntries(
    (fields as [number, Variant][]).flatMap(([code, { value }]) => {
      const name = FIELDS[code - 1]?.[0];
      return name === undefined ? [] : [[name, value]];
    }),
  ) as Partial<Message>;
  const body = unmarshal(named.signature ?? "", bytes.subarray(bodyAt, size));
  return { message: { type: Number(type), serial: Number(serial), ...named, body }, size };
}
