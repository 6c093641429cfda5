// SPDY/3.1 frames and header blocks, hostile ones too.
import { constants, createDeflate } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { headerDictionary } from "../../../src/streaming/spdy/dictionary.ts";
import {
  controlFrame,
  dataFrame,
  FrameReader,
  SpdyProtocolError,
  TYPE,
  words,
} from "../../../src/streaming/spdy/frames.ts";
import { HeaderDecoder, HeaderEncoder } from "../../../src/streaming/spdy/header-block.ts";

describe("FrameReader", () => {
  test("finds the same frames however the bytes are cut", () => {
    const bytes = Buffer.concat([
      dataFrame(1, Buffer.from("hello")),
      controlFrame(TYPE.ping, words(7)),
      dataFrame(3, Buffer.alloc(0), true),
      controlFrame(TYPE.settings, Buffer.concat([words(1), words(7, 70000)])),
    ]);
    const whole = new FrameReader(1024).push(bytes);
    expect(whole.map(({ type }) => type)).toEqual(["data", "ping", "data", "settings"]);
    expect(whole[3]).toEqual({ type: "settings", initialWindow: 70000 });
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 6 }), (cuts) => {
        const reader = new FrameReader(1024);
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const frames = edges.slice(1).flatMap((end, i) => reader.push(bytes.subarray(edges[i], end)));
        expect(frames).toEqual(whole);
      }),
    );
  });

  test("refuses a frame larger than it was told to take, before it is there", () => {
    expect(() => new FrameReader(16).push(dataFrame(1, Buffer.alloc(17)).subarray(0, 8))).toThrow(SpdyProtocolError);
  });

  test("refuses control frames that are too short, or of another version", () => {
    expect(() => new FrameReader(64).push(controlFrame(TYPE.synStream, words(1)))).toThrow("only 4 bytes");
    expect(() => new FrameReader(64).push(Buffer.from("8002000600000004" + "00000001", "hex"))).toThrow("version 2");
    expect(() => new FrameReader(64).push(controlFrame(TYPE.settings, words(9)))).toThrow("shorter than its entries");
  });

  test("never fails otherwise, whatever comes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          new FrameReader(1024).push(Buffer.from(bytes));
        } catch (error) {
          if (!(error instanceof SpdyProtocolError)) throw error;
        }
      }),
    );
  });
});

describe("header blocks", () => {
  test("come through one compression in their order", async () => {
    const [encoder, decoder] = [new HeaderEncoder(), new HeaderDecoder()];
    for (const headers of [{ streamtype: "stdin", port: "80" }, {}, { streamtype: "stdout", "x-umlaut": "ü" }]) {
      const block = await encoder.encode(new Map(Object.entries(headers)));
      expect(Object.fromEntries(await decoder.decode(block))).toEqual(headers);
    }
  });

  const compress = (block: Buffer): Promise<Buffer> => {
    const deflate = createDeflate({ dictionary: headerDictionary });
    const out: Buffer[] = [];
    deflate.on("data", (chunk: Buffer) => out.push(chunk));
    deflate.write(block);
    return new Promise((resolve) => deflate.flush(constants.Z_SYNC_FLUSH, () => resolve(Buffer.concat(out))));
  };

  test.each([
    ["a bomb", Buffer.alloc(10 * 1024 * 1024), "more than 65536 bytes"],
    ["more headers than anybody sends", words(1_000_000), "at most 256"],
    ["a name longer than the block", words(1, 500), "cut off"],
    ["nothing", Buffer.from("x"), "cut off"],
  ])("that hold %s are refused", async (_, block, text) => {
    await expect(new HeaderDecoder().decode(await compress(block))).rejects.toThrow(text);
  });

  test("that are no zlib are refused", async () => {
    await expect(new HeaderDecoder().decode(Buffer.from("no zlib at all"))).rejects.toThrow("not zlib");
  });
});
