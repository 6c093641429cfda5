// The expected bytes are what nft 1.0.6 sends for the command in each test (strace -e trace=sendmsg -xx).
import { describe, expect, test } from "vitest";
import {
  addElement,
  batch,
  compare,
  concatenatedType,
  deleteElement,
  hostBits,
  interfaceName,
  loadConntrack,
  loadDestinationType,
  loadMeta,
  mask,
  masquerade,
  metaKey,
  newBaseChain,
  newRule,
  nftType,
  type Part,
  parseElements,
  parseMessages,
} from "../../../../src/linux/index.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
/** Body of the one message between a batch's 20-byte edges. */
const bodyOf = (message: Part) => hex(batch(message).subarray(20 + 16, -20));

const map = { family: 2, table: "t", map: "m" };
const element = {
  key: Uint8Array.from([6, 0, 0, 0, 0x1f, 0x90, 0, 0]),
  data: Uint8Array.from([10, 89, 0, 2, 0, 80, 0, 0]),
};
const chain = { family: 2, table: "t", chain: "c" };
/** nft loads into the first 16-byte register (1), which begins where the first 4-byte register (8) does. */
const firstRegister = 1;

describe("batch()", () => {
  test("begins and ends a transaction of the nf_tables subsystem", () => {
    expect(hex(batch())).toBe("140000001000010000000000000000000000000a140000001100010000000000000000000000000a");
  });
});

describe("map elements", () => {
  test("deleteElement() sends what `nft delete element ip t m { tcp . 8080 }` sends", () => {
    expect(bodyOf(deleteElement(map, element))).toBe(
      "020000000600010074000000060002006d0000001800038014000180100001800c000100060000001f900000",
    );
  });

  test("addElement() carries key and data as `nft add element ip t m { tcp . 8080 : 10.89.0.2 . 80 }` does", () => {
    const sentByNft = "2800038024000180100001800c000100060000001f900000100002800c0001000a59000200500000";
    expect(bodyOf(addElement(map, element))).toBe(`020000000600010074000000060002006d000000${sentByNft}`);
  });

  test("come back from the kernel's list as they were added", () => {
    const sent = batch(addElement(map, element), addElement(map, { ...element, data: new Uint8Array(8) }));
    expect(parseElements(parseMessages(sent))).toEqual([element, { ...element, data: new Uint8Array(8) }]);
  });

  test("have nft's number for a concatenated type", () => {
    expect(concatenatedType(nftType.protocol, nftType.port)).toBe(0x30d);
    expect(concatenatedType(nftType.ipv4Address, nftType.port)).toBe(0x1cd);
  });
});

describe("chains and rules", () => {
  test("newBaseChain() has the hook and priority of `type nat hook postrouting priority srcnat`", () => {
    const sent = bodyOf(newBaseChain({ ...chain, type: "nat", hook: 4, priority: 100 }));
    expect(sent).toContain("1400048008000100000000040800020000000064");
    expect(sent).toContain("080007006e617400");
  });

  test("newRule() sends what `oifname ts-run0` sends", () => {
    const match = [
      loadMeta(metaKey.interfaceOut, firstRegister),
      compare(firstRegister, "==", interfaceName("ts-run0")),
    ];
    expect(bodyOf(newRule(chain, match))).toContain(
      "24000180090001006d6574610000000014000280080002000000000708000100000000013800018008000100636d70002c00028008000100000000010800020000000000180003801400010074732d72756e30000000000000000000",
    );
  });

  test("newRule() sends what `fib daddr type local` sends", () => {
    expect(
      bodyOf(newRule(chain, loadDestinationType(firstRegister), compare(firstRegister, "==", hostBits(2)))),
    ).toContain(
      "2800018008000100666962001c0002800800030000000002080002000000000308000100000000012c00018008000100636d700020000280080001000000000108000200000000000c0003800800010002000000",
    );
  });

  test("newRule() sends exactly what `ct status dnat masquerade` sends", () => {
    const rule = newRule(
      chain,
      loadConntrack("status", firstRegister),
      mask(firstRegister, hostBits(0x20)),
      compare(firstRegister, "!=", hostBits(0)),
      masquerade(),
    );
    expect(bodyOf(rule)).toBe(
      "0200000006000100740000000600020063000000a80004802000018007000100637400001400028008000200000000020800010000000001440001800c0001006269747769736500340002800800010000000001080002000000000108000300000000040c00048008000100200000000c00058008000100000000002c00018008000100636d700020000280080001000000000108000200000000010c000380080001000000000014000180090001006d6173710000000004000280",
    );
  });
});
