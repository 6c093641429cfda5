// The server's side of a SPDY/3.1 connection over any duplex (a hijacked HTTP socket, or a WebSocket for port-forward).
// Frames are handled strictly one after another; the Kubernetes client (moby/spdystream) knows no flow control windows,
// so what holds a fast sender back is that we stop reading while a stream's reader is behind.

import { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";
import { controlFrame, dataFrame, type Frame, FrameReader, RESET, SpdyProtocolError, TYPE, words } from "./frames.ts";
import { HeaderDecoder, HeaderEncoder } from "./header-block.ts";
import { SpdyStream, type StreamOwner } from "./stream.ts";

const MAX_FRAME_BYTES = 4 * 1024 * 1024;
const MAX_STREAMS = 512;
const CHUNK_BYTES = 32 * 1024;
const DEFAULT_WINDOW = 64 * 1024;

interface ConnectionEvents {
  stream: [SpdyStream];
  close: [];
}

export class SpdyConnection extends EventEmitter<ConnectionEvents> {
  readonly #transport: Duplex;
  readonly #reader = new FrameReader(MAX_FRAME_BYTES);
  readonly #decoder = new HeaderDecoder();
  readonly #encoder = new HeaderEncoder();
  readonly #streams = new Map<number, SpdyStream>();
  readonly #windows = new SendWindows();
  readonly #owner: StreamOwner;
  #lastId = 0;
  #ended = false;

  constructor(transport: Duplex) {
    super();
    this.#transport = transport;
    this.#owner = {
      sendData: (stream, data, fin) => this.#sendData(stream, data, fin),
      sendReset: (stream) => this.#reset(stream.id, RESET.cancel),
      consumed: (stream) => stream.emit("room"),
    };
    transport.on("error", () => this.#end());
    transport.on("close", () => this.#end());
    void this.#serve();
  }

  /** Tells the peer that nothing more comes, and closes once all that was written is on its way. */
  close(): void {
    if (this.#ended) return;
    this.#write(controlFrame(TYPE.goAway, words(this.#lastId, 0)));
    this.#transport.end();
    setTimeout(() => this.#transport.destroy(), 5000).unref(); // for a peer that does not close its side
  }

  async #serve(): Promise<void> {
    try {
      // Not destroyed when the loop is left: what is wrong is told first.
      for await (const bytes of this.#transport.iterator({ destroyOnReturn: false })) {
        for (const frame of this.#reader.push(bytes as Buffer)) await this.#handle(frame);
        if (this.#ended) break;
      }
    } catch (error) {
      if (error instanceof SpdyProtocolError) this.#write(controlFrame(TYPE.goAway, words(this.#lastId, 1)));
    }
    this.#end();
    this.#transport.end(() => this.#transport.destroy());
  }

  async #handle(frame: Frame): Promise<void> {
    switch (frame.type) {
      case "synStream":
        return await this.#accept(frame);
      case "data":
        return await this.#deliver(frame);
      case "headers":
      case "synReply":
        await this.#decoder.decode(frame.block); // said for nobody, but the compression has a memory
        return;
      case "rstStream":
        this.#streams.get(frame.streamId)?.cut();
        this.#forget(frame.streamId);
        return;
      case "ping":
        if (frame.id % 2 === 1) this.#write(controlFrame(TYPE.ping, words(frame.id))); // even ones would be answers to ours
        return;
      case "settings":
        if (frame.initialWindow !== undefined) this.#windows.setInitial(frame.initialWindow);
        return;
      case "windowUpdate":
        this.#windows.add(frame.streamId, frame.delta);
        return;
      case "goAway":
      case "unknown":
        return;
    }
  }

  async #accept({ streamId, fin, block }: Extract<Frame, { type: "synStream" }>): Promise<void> {
    const headers = await this.#decoder.decode(block);
    if (streamId % 2 === 0 || streamId <= this.#lastId)
      throw new SpdyProtocolError(`stream ${streamId} after stream ${this.#lastId}`);
    this.#lastId = streamId;
    if (this.#streams.size >= MAX_STREAMS) {
      this.#reset(streamId, RESET.refusedStream);
      return;
    }
    const stream = new SpdyStream(this.#owner, streamId, headers);
    stream.on("error", () => undefined); // a reset is no news to whoever reads or writes: the stream just ends
    stream.once("close", () => this.#forget(streamId));
    this.#streams.set(streamId, stream);
    this.#write(controlFrame(TYPE.synReply, Buffer.concat([words(streamId), await this.#encoder.encode(new Map())])));
    this.emit("stream", stream);
    if (fin) stream.receive(Buffer.alloc(0), true);
  }

  async #deliver({ streamId, data, fin }: Extract<Frame, { type: "data" }>): Promise<void> {
    const stream = this.#streams.get(streamId);
    if (stream === undefined) {
      if (!fin) this.#reset(streamId, RESET.streamAlreadyClosed);
      return;
    }
    const hasRoom = stream.receive(data, fin);
    if (data.length > 0 && !fin) this.#write(controlFrame(TYPE.windowUpdate, words(streamId, data.length)));
    if (!hasRoom && !stream.destroyed) await firstOf([stream, "room"], [stream, "close"], [this.#transport, "close"]);
  }

  async #sendData(stream: SpdyStream, data: Buffer, fin: boolean): Promise<void> {
    if (data.length === 0) return await this.#flush(dataFrame(stream.id, data, fin));
    for (let at = 0; at < data.length; ) {
      const room = await this.#windows.take(stream.id, Math.min(CHUNK_BYTES, data.length - at));
      await this.#flush(dataFrame(stream.id, data.subarray(at, at + room)));
      at += room;
    }
  }

  async #flush(frame: Buffer): Promise<void> {
    if (this.#write(frame) || this.#ended) return;
    await firstOf([this.#transport, "drain"], [this.#transport, "close"]);
  }

  /** False when the transport is behind. */
  #write(frame: Buffer): boolean {
    if (this.#ended || this.#transport.destroyed || this.#transport.writableEnded) return true;
    return this.#transport.write(frame);
  }

  #reset(streamId: number, status: number): void {
    this.#write(controlFrame(TYPE.rstStream, words(streamId, status)));
  }

  #forget(streamId: number): void {
    this.#streams.delete(streamId);
    this.#windows.forget(streamId);
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const stream of this.#streams.values()) stream.cut();
    this.#streams.clear();
    this.#windows.open();
    this.#decoder.close();
    this.#encoder.close();
    this.emit("close");
  }
}

/** Leaves no listener behind: a large transfer waits thousands of times on one connection. */
function firstOf(...events: readonly (readonly [emitter: EventEmitter, event: string])[]): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const [emitter, event] of events) emitter.off(event, done);
      resolve();
    };
    for (const [emitter, event] of events) emitter.once(event, done);
  });
}

/**
 * How much the peer takes. Counted only from its first word about windows on (draft section 2.6.8): one that never sends
 * WINDOW_UPDATE would wait for ever otherwise.
 */
class SendWindows {
  readonly #used = new Map<number, number>();
  readonly #granted = new Map<number, number>();
  readonly #waiting = new Set<() => void>();
  #initial = DEFAULT_WINDOW;
  #isCounted = false;

  setInitial(bytes: number): void {
    this.#isCounted = true;
    this.#initial = bytes;
    this.#wake();
  }

  add(streamId: number, bytes: number): void {
    this.#isCounted = true;
    this.#granted.set(streamId, (this.#granted.get(streamId) ?? 0) + bytes);
    this.#wake();
  }

  /** How many of `wanted` bytes may be sent now; waits until it is at least one. */
  async take(streamId: number, wanted: number): Promise<number> {
    for (;;) {
      const used = this.#used.get(streamId) ?? 0;
      const room = this.#isCounted ? this.#initial + (this.#granted.get(streamId) ?? 0) - used : wanted;
      const taken = Math.min(wanted, room);
      if (taken > 0) {
        this.#used.set(streamId, used + taken);
        return taken;
      }
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  forget(streamId: number): void {
    this.#used.delete(streamId);
    this.#granted.delete(streamId);
    this.#wake();
  }

  /** The connection is over: nobody waits any more. */
  open(): void {
    this.#isCounted = false;
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
