// SPDY/3.1 frames as data (SPDY Protocol draft 3.1, section 2.2 and 2.6). Pure: bytes in, frames out, and back.
// Header blocks stay compressed here, because their compression has a memory that belongs to the connection.

export const FIN = 1;
export const HEADER_SIZE = 8;

export const TYPE = {
  synStream: 1,
  synReply: 2,
  rstStream: 3,
  settings: 4,
  ping: 6,
  goAway: 7,
  headers: 8,
  windowUpdate: 9,
} as const;

/** RST_STREAM's reasons, as far as they are given here. */
export const RESET = {
  protocolError: 1,
  invalidStream: 2,
  refusedStream: 3,
  cancel: 5,
  streamAlreadyClosed: 9,
} as const;

export type Frame =
  | { readonly type: "data"; readonly streamId: number; readonly fin: boolean; readonly data: Buffer }
  | { readonly type: "synStream"; readonly streamId: number; readonly fin: boolean; readonly block: Buffer }
  | { readonly type: "synReply" | "headers"; readonly streamId: number; readonly fin: boolean; readonly block: Buffer }
  | { readonly type: "rstStream"; readonly streamId: number; readonly status: number }
  | { readonly type: "settings"; readonly initialWindow: number | undefined }
  | { readonly type: "ping"; readonly id: number }
  | { readonly type: "goAway" }
  | { readonly type: "windowUpdate"; readonly streamId: number; readonly delta: number }
  /** A control frame that the draft does not know. */
  | { readonly type: "unknown"; readonly number: number };

/** What breaks the connection: after it, nothing can be read any more. */
export class SpdyProtocolError extends Error {}

/** Cuts a stream of bytes into frames. `maxBytes`: of one frame's payload. */
export class FrameReader {
  readonly #maxBytes: number;
  #pending: Buffer = Buffer.alloc(0);

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** All frames that are whole now. Throws SpdyProtocolError. */
  push(bytes: Buffer): Frame[] {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    const frames: Frame[] = [];
    while (this.#pending.length >= HEADER_SIZE) {
      const size = this.#pending.readUIntBE(5, 3);
      if (size > this.#maxBytes)
        throw new SpdyProtocolError(`a frame of ${size} bytes, where at most ${this.#maxBytes} are taken`);
      if (this.#pending.length < HEADER_SIZE + size) break;
      frames.push(
        parseFrame(this.#pending.subarray(0, HEADER_SIZE), this.#pending.subarray(HEADER_SIZE, HEADER_SIZE + size)),
      );
      this.#pending = this.#pending.subarray(HEADER_SIZE + size);
    }
    return frames;
  }
}

const STREAM_ID = 0x7fffffff;
const SMALLEST: Readonly<Record<number, number>> = {
  [TYPE.synStream]: 10,
  [TYPE.synReply]: 4,
  [TYPE.rstStream]: 8,
  [TYPE.settings]: 4,
  [TYPE.ping]: 4,
  [TYPE.headers]: 4,
  [TYPE.windowUpdate]: 8,
};

function parseFrame(header: Buffer, payload: Buffer): Frame {
  const first = header.readUInt32BE(0);
  const fin = ((header[4] ?? 0) & FIN) !== 0;
  if (first < 0x80000000) return { type: "data", streamId: first, fin, data: payload };
  const version = (first >>> 16) & 0x7fff;
  const number = first & 0xffff;
  if (version !== 3) throw new SpdyProtocolError(`a control frame of version ${version}, not 3`);
  if (payload.length < (SMALLEST[number] ?? 0))
    throw new SpdyProtocolError(`a control frame of type ${number} with only ${payload.length} bytes`);
  return parseControl(number, fin, payload);
}

function parseControl(number: number, fin: boolean, payload: Buffer): Frame {
  const streamId = (): number => payload.readUInt32BE(0) & STREAM_ID;
  switch (number) {
    case TYPE.synStream:
      return { type: "synStream", streamId: streamId(), fin, block: payload.subarray(10) };
    case TYPE.synReply:
      return { type: "synReply", streamId: streamId(), fin, block: payload.subarray(4) };
    case TYPE.headers:
      return { type: "headers", streamId: streamId(), fin, block: payload.subarray(4) };
    case TYPE.rstStream:
      return { type: "rstStream", streamId: streamId(), status: payload.readUInt32BE(4) };
    case TYPE.settings:
      return { type: "settings", initialWindow: initialWindow(payload) };
    case TYPE.ping:
      return { type: "ping", id: payload.readUInt32BE(0) };
    case TYPE.goAway:
      return { type: "goAway" };
    case TYPE.windowUpdate:
      return { type: "windowUpdate", streamId: streamId(), delta: payload.readUInt32BE(4) & STREAM_ID };
    default:
      return { type: "unknown", number };
  }
}

const SETTINGS_INITIAL_WINDOW_SIZE = 7;

function initialWindow(payload: Buffer): number | undefined {
  const count = payload.readUInt32BE(0);
  if (payload.length < 4 + 8 * count) throw new SpdyProtocolError("a SETTINGS frame shorter than its entries");
  for (let at = 4; at < 4 + 8 * count; at += 8)
    if (payload.readUIntBE(at + 1, 3) === SETTINGS_INITIAL_WINDOW_SIZE) return payload.readUInt32BE(at + 4);
  return undefined;
}

export function dataFrame(streamId: number, data: Uint8Array, fin = false): Buffer {
  const header = Buffer.alloc(HEADER_SIZE);
  header.writeUInt32BE(streamId, 0);
  header[4] = fin ? FIN : 0;
  header.writeUIntBE(data.length, 5, 3);
  return data.length === 0 ? header : Buffer.concat([header, data]);
}

export function controlFrame(type: number, payload: Uint8Array, flags = 0): Buffer {
  const header = Buffer.alloc(HEADER_SIZE);
  header.writeUInt16BE(0x8003, 0);
  header.writeUInt16BE(type, 2);
  header[4] = flags;
  header.writeUIntBE(payload.length, 5, 3);
  return Buffer.concat([header, payload]);
}

export function words(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => {
    buffer.writeUInt32BE(value >>> 0, 4 * i);
  });
  return buffer;
}
