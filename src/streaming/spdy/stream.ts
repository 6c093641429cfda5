// One stream of a SPDY connection, as a Duplex. Ending it sends FIN, destroying it RST_STREAM.

import { Duplex } from "node:stream";
import type { Headers } from "./header-block.ts";

/** What a stream needs of its connection. Promises resolve when the peer's side has room again. */
export interface StreamOwner {
  sendData(stream: SpdyStream, data: Buffer, fin: boolean): Promise<void>;
  sendReset(stream: SpdyStream): void;
  consumed(stream: SpdyStream, bytes: number): void;
}

export class SpdyStream extends Duplex {
  readonly id: number;
  readonly headers: Headers;
  readonly #owner: StreamOwner;
  #finReceived = false;
  #finSent = false;

  constructor(owner: StreamOwner, id: number, headers: Headers) {
    super({ allowHalfOpen: true, readableHighWaterMark: 256 * 1024, writableHighWaterMark: 64 * 1024 });
    this.#owner = owner;
    this.id = id;
    this.headers = headers;
  }

  /** Of the connection: what the peer sent. False when the reader is behind. */
  receive(data: Buffer, fin: boolean): boolean {
    if (this.destroyed || this.#finReceived) return true;
    const hasRoom = data.length === 0 ? true : this.push(data);
    if (fin) {
      this.#finReceived = true;
      this.push(null);
    }
    return hasRoom;
  }

  /** Of the connection: the peer has reset the stream, or is gone. */
  cut(): void {
    this.#finReceived = true;
    this.#finSent = true; // nobody is there to be told
    if (!this.readableEnded) this.push(null);
    this.destroy();
  }

  override _read(size: number): void {
    this.#owner.consumed(this, size);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#owner.sendData(this, chunk, false).then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    const sent = this.#finSent ? Promise.resolve() : this.#owner.sendData(this, Buffer.alloc(0), true);
    this.#finSent = true;
    sent.then(() => done(), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.#finSent || !this.#finReceived) this.#owner.sendReset(this);
    done(error);
  }
}
