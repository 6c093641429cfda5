import { describe, expect, test } from "vitest";
import {
  moveDevice,
  parseKeptAddresses,
  parseMessages,
  probeName,
  readU32,
  renameDevice,
  restoreAddress,
  setDeviceUp,
} from "../../../../src/linux/index.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** An address as the kernel lists it: that is how it has to be given back. */
function listed(fields: { bytes: Uint8Array; at: number }, change: { index: number; scope?: number; flags: number }) {
  const copy = Buffer.from(fields.bytes);
  copy.writeUInt32LE(change.index, fields.at);
  copy[16 + 3] = change.scope ?? 0;
  const flags = copy.indexOf(Buffer.from("08000800", "hex"));
  copy.writeUInt32LE(change.flags, flags + 4);
  return parseMessages(copy);
}

const PERMANENT = 0x80;
const NOPREFIXROUTE = 0x200;
const v4 = { ip: "192.0.2.7", peer: "192.0.2.7", prefixLength: 24, broadcast: "192.0.2.255", flags: 0, priority: 5 };
const v6 = { ip: "2001:db8:0:0:0:0:0:7", peer: "2001:db8:0:0:0:0:0:7", prefixLength: 64, flags: 0 };

describe("a device that moves", () => {
  test("is named by index, and its new namespace by a pid that is patched in", () => {
    const { bytes, at } = moveDevice({ index: 7, name: "net0" });
    const [message] = parseMessages(bytes);
    expect([message?.type, message && readU32(message.body, 4)]).toEqual([16, 7]);
    expect(hex(bytes.subarray(at - 4))).toBe(`08001300${"00000000"}09000300${hex(Buffer.from("net0\0"))}000000`);
  });

  test("is renamed and set up by an index that is patched in", () => {
    for (const { bytes, at } of [renameDevice("eth%d"), setDeviceUp()]) expect([bytes[4], at]).toEqual([16, 20]);
    expect(hex(setDeviceUp().bytes.subarray(24))).toBe("0100000001000000");
  });

  test("asks for a name without making anything: exclusive, and not to be created", () => {
    const [message] = parseMessages(probeName("eth0"));
    expect(message?.flags).toBe(0x1 | 0x4 | 0x200);
  });
});

describe("its addresses", () => {
  test("come back as they were, IPv6 without duplicate detection", () => {
    expect(parseKeptAddresses(listed(restoreAddress(v4), { index: 3, flags: PERMANENT }), 3)).toEqual([v4]);
    expect(parseKeptAddresses(listed(restoreAddress(v6), { index: 3, flags: PERMANENT }), 3)).toEqual([v6]);
    const { bytes } = restoreAddress(v6);
    expect([bytes[16], bytes[17], bytes[18]]).toEqual([10, 64, 0x02]);
  });

  test("keep the flags that say how they are used, and the other end of a link", () => {
    const tunnel = { ...v4, peer: "198.51.100.1", flags: NOPREFIXROUTE };
    const found = listed(restoreAddress(tunnel), { index: 3, flags: PERMANENT | NOPREFIXROUTE | 0x40 });
    expect(parseKeptAddresses(found, 3)).toEqual([tunnel]);
  });

  test("that are of other devices, temporary, or of narrower scope stay behind", () => {
    const message = restoreAddress(v4);
    expect(parseKeptAddresses(listed(message, { index: 4, flags: PERMANENT }), 3)).toEqual([]);
    expect(parseKeptAddresses(listed(message, { index: 3, flags: 0 }), 3)).toEqual([]);
    expect(parseKeptAddresses(listed(message, { index: 3, flags: PERMANENT, scope: 253 }), 3)).toEqual([]);
  });
});
