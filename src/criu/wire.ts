// Protocol buffers (proto2), as far as criu's rpc.proto uses them: numbers, booleans, strings and messages.

export type WireValue = number | boolean | string | Uint8Array;

/** Fields in the order given; undefined ones are left out, lists are repeated fields. */
export function encodeMessage(
  fields: readonly (readonly [number, WireValue | readonly WireValue[] | undefined])[],
): Buffer {
  const parts = fields.flatMap(([number, value]) => {
    if (value === undefined) return [];
    const list = Array.isArray(value) ? (value as readonly WireValue[]) : [value as WireValue];
    return list.map((one) => encodeField(number, one));
  });
  return Buffer.concat(parts);
}

const VARINT = 0;
const BYTES = 2;

function encodeField(number: number, value: WireValue): Buffer {
  if (typeof value === "number" || typeof value === "boolean")
    return Buffer.concat([varint((number << 3) | VARINT), varint(Number(value))]);
  const bytes = typeof value === "string" ? Buffer.from(value) : value;
  return Buffer.concat([varint((number << 3) | BYTES), varint(bytes.length), bytes]);
}

/** Negative int32s are sign-extended to ten bytes. */
function varint(value: number): Buffer {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Buffer.from(bytes);
}

/** Last value of each field by number; a field of another kind than these two ends it. */
export function decodeMessage(bytes: Uint8Array): Map<number, number | Buffer> {
  const found = new Map<number, number | Buffer>();
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const next = (): number => {
    let value = 0n;
    for (let shift = 0n; at < buffer.length; shift += 7n) {
      const byte = buffer[at++] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return Number(BigInt.asIntN(64, value));
  };
  while (at < buffer.length) {
    const key = next();
    const kind = key & 7;
    if (kind === VARINT) found.set(key >>> 3, next());
    else if (kind === BYTES) {
      const length = next();
      found.set(key >>> 3, buffer.subarray(at, at + length));
      at += length;
    } else break;
  }
  return found;
}
