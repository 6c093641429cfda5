import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completeTypes } from "../../../../src/cgroups/dbus/index.ts";
import { decodeMessage, encodeMessage } from "../../../../src/cgroups/dbus/message.ts";
import { unmarshal } from "../../../../src/cgroups/dbus/reader.ts";
import { marshal } from "../../../../src/cgroups/dbus/writer.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("the wire format", () => {
  // By hand from the D-Bus specification, section "Marshaling (Wire Format)".
  test("puts each value at its alignment, and counts an array without the padding before it", () => {
    expect(hex(marshal("yu", [1, 2]))).toBe("01000000" + "02000000");
    expect(hex(marshal("at", [[5n]]))).toBe("08000000" + "00000000" + "0500000000000000");
    expect(hex(marshal("s", ["foo"]))).toBe("03000000" + "666f6f00");
    expect(hex(marshal("yv", [9, { signature: "u", value: 7 }]))).toBe("09" + "017500" + "07000000");
    expect(hex(marshal("a(sv)", [[["A", { signature: "b", value: true }]]]))).toBe(
      `10000000${"00000000"}${"01000000"}${"4100"}${"016200"}${"000000"}${"01000000"}`,
    );
    expect(hex(marshal("ay", [new Uint8Array([1, 2, 3])]))).toBe("03000000" + "010203");
  });

  test("reads what it has written, whatever the values", () => {
    const signature = "ybnqiuxtdsaya(sv)a{su}(ox)v";
    const values = fc.tuple(
      fc.integer({ min: 0, max: 255 }),
      fc.boolean(),
      fc.integer({ min: -32768, max: 32767 }),
      fc.integer({ min: 0, max: 65535 }),
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      fc.double({ noNaN: true }),
      fc.string().filter((text) => !text.includes("\0")),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.array(fc.tuple(fc.constantFrom("a", "bc"), fc.constant({ signature: "as", value: ["x", "yz"] }))),
      fc.array(fc.tuple(fc.constantFrom("k", "key"), fc.integer({ min: 0, max: 9 }))),
      fc.tuple(fc.constant("/a/b"), fc.bigInt({ min: -5n, max: 5n })),
      fc.constant({ signature: "(yt)", value: [3, 4n] }),
    );
    fc.assert(
      fc.property(values, (list) => {
        const read = unmarshal(signature, marshal(signature, list));
        expect(read).toEqual(list);
      }),
      { numRuns: 100 },
    );
  });

  test("of a message begins with a header in whole eights, and knows when it is incomplete", () => {
    const message = { type: 1, serial: 3, path: "/a", member: "Go", signature: "s", body: ["x"] };
    const bytes = encodeMessage(message);
    expect(hex(bytes.subarray(0, 12))).toBe("6c010001" + "06000000" + "03000000");
    expect(decodeMessage(Buffer.concat([bytes, bytes]))).toEqual({ message, size: bytes.length });
    for (let length = 0; length < bytes.length; length += 1)
      expect(decodeMessage(bytes.subarray(0, length)), String(length)).toBeUndefined();
  });

  test("that is broken throws instead of reading on", () => {
    expect(() => unmarshal("s", Buffer.from("ff000000", "hex"))).toThrow(RangeError);
    expect(() => unmarshal("au", Buffer.from("ffffff0f", "hex"))).toThrow(RangeError);
    expect(() => decodeMessage(Buffer.from("42010001000000000100000000000000", "hex"))).toThrow(/little-endian/);
    for (const bad of ["z", "(", "(s", "a", "{s", ")"]) expect(() => completeTypes(bad), bad).toThrow(RangeError);
    expect(() => completeTypes("a".repeat(100))).toThrow(/deeply/);
  });
});
