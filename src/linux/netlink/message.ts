// The shape that every netlink family shares: header, attributes (type-length-value), 4-byte alignment (RFC 3549, netlink(7)).
// Bytes only; nobody here opens a socket. All host-order fields are little-endian: x86_64 and arm64 both are.

export const NETLINK_ROUTE = 0;
export const NETLINK_NETFILTER = 12;

export const NLM_F_REQUEST = 0x1;
export const NLM_F_ACK = 0x4;
export const NLM_F_EXCL = 0x200;
export const NLM_F_CREATE = 0x400;
export const NLM_F_APPEND = 0x800;
export const NLM_F_DUMP = 0x300;

export const NLMSG_ERROR = 2;
export const NLMSG_DONE = 3;

const NLA_F_NESTED = 0x8000;
const NLA_TYPE_MASK = 0x3fff;
const headerLength = 16;

/** Bytes in any nesting; flattened once, at the end. */
export type Part = Uint8Array | readonly Part[];

export interface MessageHeader {
  readonly type: number;
  readonly flags: number;
  readonly sequence?: number;
}

/** One whole netlink message: header, family header and attributes. */
export function message(header: MessageHeader, ...body: readonly Part[]): readonly Part[] {
  const start = new Uint8Array(headerLength);
  const view = new DataView(start.buffer);
  view.setUint32(0, headerLength + lengthOf(body), true);
  view.setUint16(4, header.type, true);
  view.setUint16(6, header.flags, true);
  view.setUint32(8, header.sequence ?? 0, true);
  return [start, body];
}

/** One attribute, padded to 4 bytes as the next one needs it. */
export function attribute(type: number, ...value: readonly Part[]): readonly Part[] {
  const length = 4 + lengthOf(value);
  const start = new Uint8Array(4);
  const view = new DataView(start.buffer);
  view.setUint16(0, length, true);
  view.setUint16(2, type, true);
  const padding = (4 - (length % 4)) % 4;
  return padding === 0 ? [start, value] : [start, value, new Uint8Array(padding)];
}

/** An attribute that holds attributes and says so (NLA_F_NESTED), which nf_tables insists on. */
export function nested(type: number, ...attributes: readonly Part[]): readonly Part[] {
  return attribute(type | NLA_F_NESTED, ...attributes);
}

export function bytesOf(...parts: readonly Part[]): Uint8Array {
  const out = new Uint8Array(lengthOf(parts));
  let at = 0;
  walk(parts, (piece) => {
    out.set(piece, at);
    at += piece.length;
    return true;
  });
  return out;
}

/** Byte offset at which this very array (by identity) ends up in `bytesOf(...parts)`; for values that are patched in at run time. */
export function offsetOf(piece: Uint8Array, ...parts: readonly Part[]): number {
  let at = 0;
  const missing = walk(parts, (candidate) => {
    if (candidate === piece) return false;
    at += candidate.length;
    return true;
  });
  if (missing) throw new RangeError("the piece is not part of the message");
  return at;
}

function walk(parts: readonly Part[], visit: (piece: Uint8Array) => boolean): boolean {
  for (const part of parts) {
    if (part instanceof Uint8Array ? !visit(part) : !walk(part, visit)) return false;
  }
  return true;
}

function lengthOf(parts: readonly Part[]): number {
  let length = 0;
  walk(parts, (piece) => {
    length += piece.length;
    return true;
  });
  return length;
}

export function u8(value: number): Uint8Array {
  return Uint8Array.of(value);
}

export function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff);
}

export function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff);
}

/** Network byte order: what nf_tables wants for every number. */
export function be16(value: number): Uint8Array {
  return u16(value).reverse();
}

export function be32(value: number): Uint8Array {
  return u32(value).reverse();
}

/** A NUL-terminated string. */
export function text(value: string): Uint8Array {
  return new TextEncoder().encode(`${value}\0`);
}

export interface ReceivedMessage {
  readonly type: number;
  readonly flags: number;
  readonly sequence: number;
  readonly body: Uint8Array;
}

/** Splits what one or more recv calls returned into messages; a cut-off rest is left out. */
export function parseMessages(buffer: Uint8Array): ReceivedMessage[] {
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const found: ReceivedMessage[] = [];
  for (let at = 0; at + headerLength <= buffer.length; ) {
    const length = view.getUint32(at, true);
    if (length < headerLength || at + length > buffer.length) break;
    found.push({
      type: view.getUint16(at + 4, true),
      flags: view.getUint16(at + 6, true),
      sequence: view.getUint32(at + 8, true),
      body: buffer.subarray(at + headerLength, at + length),
    });
    at += (length + 3) & ~3;
  }
  return found;
}

/** Attributes by type; a repeated type keeps its last value (use `parseAttributeList` for lists). */
export function parseAttributes(bytes: Uint8Array): Map<number, Uint8Array> {
  return new Map(parseAttributeList(bytes));
}

export function parseAttributeList(bytes: Uint8Array): [type: number, value: Uint8Array][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: [number, Uint8Array][] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = view.getUint16(at, true);
    if (length < 4 || at + length > bytes.length) break;
    found.push([view.getUint16(at + 2, true) & NLA_TYPE_MASK, bytes.subarray(at + 4, at + length)]);
    at += (length + 3) & ~3;
  }
  return found;
}

export function readU32(bytes: Uint8Array, at = 0): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, true);
}

export function readBe32(bytes: Uint8Array, at = 0): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, false);
}

export function readText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}
