// Header blocks: names and values with 32-bit lengths (SPDY Protocol draft 3.1, section 2.6.10), in one zlib stream for
// the whole connection and each direction. Blocks must be taken in the order of their frames, one at a time.

import { constants, createDeflate, createInflate, type Deflate, type Inflate } from "node:zlib";
import { headerDictionary } from "./dictionary.ts";
import { SpdyProtocolError } from "./frames.ts";

export type Headers = ReadonlyMap<string, string>;

const MAX_BLOCK_BYTES = 64 * 1024; // decompressed; kubelets send some hundred
const MAX_HEADERS = 256;

export class HeaderDecoder {
  readonly #inflate: Inflate = createInflate({ dictionary: headerDictionary });

  constructor() {
    this.#inflate.on("error", () => undefined); // told by the callback of write
  }

  /** Throws SpdyProtocolError for what does not decompress, is too large, or is cut off. */
  async decode(block: Buffer): Promise<Headers> {
    return parseHeaders(await pass(this.#inflate, block));
  }

  close(): void {
    this.#inflate.close();
  }
}

export class HeaderEncoder {
  readonly #deflate: Deflate = createDeflate({ dictionary: headerDictionary });

  async encode(headers: Headers): Promise<Buffer> {
    return await pass(this.#deflate, formatHeaders(headers));
  }

  close(): void {
    this.#deflate.close();
  }
}

/** What comes out for one block, up to a flush. */
function pass(codec: Inflate | Deflate, block: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const out: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > MAX_BLOCK_BYTES) finish(new SpdyProtocolError(`a header block of more than ${MAX_BLOCK_BYTES} bytes`));
      else out.push(chunk);
    };
    const fail = (error: Error): void =>
      finish(new SpdyProtocolError(`a header block that is not zlib: ${error.message}`));
    function finish(error?: Error): void {
      codec.off("data", take);
      codec.off("error", fail);
      if (error) {
        codec.close();
        reject(error);
      } else resolve(Buffer.concat(out));
    }
    codec.on("data", take);
    codec.on("error", fail);
    codec.write(block);
    codec.flush(constants.Z_SYNC_FLUSH, () => finish());
  });
}

function parseHeaders(block: Buffer): Headers {
  let at = 0;
  const word = (): number => {
    if (at + 4 > block.length) throw new SpdyProtocolError("a header block that is cut off");
    at += 4;
    return block.readUInt32BE(at - 4);
  };
  const text = (): string => {
    const size = word();
    if (at + size > block.length) throw new SpdyProtocolError("a header block that is cut off");
    at += size;
    return block.toString("utf8", at - size, at);
  };
  const count = word();
  if (count > MAX_HEADERS) throw new SpdyProtocolError(`${count} headers, where at most ${MAX_HEADERS} are taken`);
  const headers = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const name = text();
    headers.set(name.toLowerCase(), text());
  }
  return headers;
}

function formatHeaders(headers: Headers): Buffer {
  const parts: Buffer[] = [sized(headers.size)];
  for (const [name, value] of headers)
    for (const text of [name, value]) parts.push(sized(Buffer.byteLength(text)), Buffer.from(text));
  return Buffer.concat(parts);
}

function sized(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}
