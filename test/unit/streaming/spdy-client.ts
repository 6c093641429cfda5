// A SPDY/3.1 client as client-go is one: streams with header blocks in one zlib stream, no flow control.
import net from "node:net";
import { constants, createDeflate, createInflate } from "node:zlib";
import { headerDictionary } from "../../../src/streaming/spdy/dictionary.ts";
import { controlFrame, dataFrame, type Frame, FrameReader, TYPE, words } from "../../../src/streaming/spdy/frames.ts";

export class SpdyClient {
  readonly frames: Frame[] = [];
  readonly #received = new Map<number, Buffer[]>();
  readonly ended = new Set<number>();
  head = "";
  closed = false;
  #deflate = createDeflate({ dictionary: headerDictionary });
  #inflate = createInflate({ dictionary: headerDictionary });
  #nextId = 1;
  #reader = new FrameReader(1 << 24);
  #waiting = new Set<() => void>();
  readonly socket: net.Socket;

  constructor(url: string, headers: Record<string, string>) {
    const { hostname, port, pathname } = new URL(url);
    this.socket = net.connect(Number(port), hostname);
    const lines = Object.entries({ Host: hostname, Connection: "Upgrade", Upgrade: "SPDY/3.1", ...headers });
    this.socket.write(
      `POST ${pathname} HTTP/1.1\r\n${lines.map(([name, text]) => `${name}: ${text}\r\n`).join("")}\r\n`,
    );
    this.socket.on("data", (bytes) => this.#take(bytes));
    this.socket.on("error", () => undefined);
    this.socket.on("close", () => {
      this.closed = true;
      this.#wake();
    });
  }

  async upgraded(): Promise<string> {
    await this.until(() => this.head.includes("\r\n\r\n") || this.closed);
    return this.head;
  }

  /** Opens a stream; resolves with its id. */
  async open(headers: Record<string, string>): Promise<number> {
    const id = this.#nextId;
    this.#nextId += 2;
    const block = await this.#compress(headers);
    this.socket.write(controlFrame(TYPE.synStream, Buffer.concat([words(id, 0), Buffer.alloc(2), block])));
    await this.until(() => this.frames.some((frame) => frame.type === "synReply" && frame.streamId === id));
    return id;
  }

  send(id: number, data: string | Buffer, fin = false): void {
    this.socket.write(dataFrame(id, Buffer.from(data), fin));
  }

  text(id: number): string {
    return this.bytes(id).toString();
  }

  bytes(id: number): Buffer {
    return Buffer.concat(this.#received.get(id) ?? []);
  }

  async until(isTrue: () => boolean): Promise<void> {
    const deadline = Date.now() + 5000;
    while (!isTrue()) {
      if (Date.now() > deadline) throw new Error(`not within 5 s: ${isTrue}`);
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
        setTimeout(resolve, 50);
      });
    }
  }

  #compress(headers: Record<string, string>): Promise<Buffer> {
    const entries = Object.entries(headers);
    const sized = (text: string): Buffer => Buffer.concat([words(Buffer.byteLength(text)), Buffer.from(text)]);
    const block = Buffer.concat([words(entries.length), ...entries.flat().map(sized)]);
    return new Promise((resolve) => {
      const out: Buffer[] = [];
      const take = (chunk: Buffer) => out.push(chunk);
      this.#deflate.on("data", take);
      this.#deflate.write(block);
      this.#deflate.flush(constants.Z_SYNC_FLUSH, () => {
        this.#deflate.off("data", take);
        resolve(Buffer.concat(out));
      });
    });
  }

  #take(bytes: Buffer): void {
    let rest = bytes;
    if (!this.head.includes("\r\n\r\n")) {
      const all = Buffer.concat([Buffer.from(this.head, "latin1"), bytes]);
      const end = all.indexOf("\r\n\r\n");
      this.head = all.toString("latin1", 0, end < 0 ? all.length : end + 4);
      if (end < 0) return;
      rest = all.subarray(end + 4);
      if (!this.head.includes(" 101 ")) {
        this.head += rest.toString();
        this.#wake();
        return;
      }
    }
    for (const frame of this.#reader.push(rest)) {
      this.frames.push(frame);
      if (frame.type === "synReply") this.#inflate.write(frame.block);
      if (frame.type !== "data") continue;
      this.#received.set(frame.streamId, [...(this.#received.get(frame.streamId) ?? []), frame.data]);
      if (frame.fin) this.ended.add(frame.streamId);
    }
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
