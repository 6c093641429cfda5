import { describe, expect, test } from "vitest";
import { encodeOptions } from "../../../src/criu/options.ts";
import { decodeMessage, encodeMessage } from "../../../src/criu/wire.ts";

describe("encodeMessage()", () => {
  test("writes numbers, booleans, texts and messages as protocol buffers have them", () => {
    // The examples of protobuf.dev/programming-guides/encoding
    expect(encodeMessage([[1, 150]]).toString("hex")).toBe("089601");
    expect(encodeMessage([[2, "testing"]]).toString("hex")).toBe("120774657374696e67");
    expect(encodeMessage([[3, encodeMessage([[1, 150]])]]).toString("hex")).toBe("1a03089601");
    expect(encodeMessage([[1, -2]]).toString("hex")).toBe("08feffffffffffffffff01");
    expect(encodeMessage([[12, true]]).toString("hex")).toBe("6001");
  });

  test("leaves out what is undefined and repeats lists", () => {
    expect(
      encodeMessage([
        [1, undefined],
        [37, ["a", "b"]],
        [2, []],
      ]).toString("hex"),
    ).toBe("aa020161aa020162");
  });
});

describe("decodeMessage()", () => {
  test("reads back what was written, and the last of several", () => {
    const bytes = encodeMessage([
      [1, 7],
      [5, "words"],
      [68, -1],
      [1, 2 ** 40],
    ]);
    expect(decodeMessage(bytes)).toEqual(
      new Map<number, number | Buffer>([
        [1, 2 ** 40],
        [5, Buffer.from("words")],
        [68, -1],
      ]),
    );
  });

  test("ends where a field is of a kind that criu never sends", () => {
    expect(decodeMessage(Buffer.from("0801" + "0d00000000" + "0802", "hex"))).toEqual(new Map([[1, 1]]));
  });
});

describe("encodeOptions()", () => {
  test("gives each option the number that criu's rpc.proto has for it", () => {
    const found = decodeMessage(
      encodeOptions({
        imagesDirFd: 5,
        logFile: "dump.log",
        root: "/r",
        pid: 42,
        leaveRunning: true,
        cgroupMode: "strict",
        freezeCgroup: "/f",
        externalMounts: { "/dev/null": "/dev/null" },
        pageServer: { address: "10.0.0.1", port: 99 },
      }),
    );
    expect([found.get(1), found.get(2), found.get(3), found.get(34)]).toEqual([5, 42, 1, 5]);
    expect([found.get(10), found.get(13), found.get(44)].map(String)).toEqual(["dump.log", "/r", "/f"]);
    const part = (number: number) => decodeMessage(found.get(number) as Buffer);
    expect([...part(23).values()].map(String)).toEqual(["/dev/null", "/dev/null"]);
    expect([String(part(11).get(1)), part(11).get(2)]).toEqual(["10.0.0.1", 99]);
  });
});
