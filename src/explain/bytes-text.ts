// Raw bytes in words where we know what they are: netlink messages, socket addresses, lists of groups.

import type { Op } from "../plan/index.ts";

const ROUTE: Readonly<Record<number, string>> = {
  16: "RTM_NEWLINK",
  17: "RTM_DELLINK",
  19: "RTM_SETLINK",
  20: "RTM_NEWADDR",
  24: "RTM_NEWROUTE",
};
const NFTABLES: Readonly<Record<number, string>> = {
  0: "NEWTABLE",
  3: "NEWCHAIN",
  6: "NEWRULE",
  9: "NEWSET",
  12: "NEWSETELEM",
  14: "DELSETELEM",
};
const NFT_SUBSYSTEM = 10;
const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
const AF_NETLINK = 16;

export function describeBytes(op: Op, bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (op.call === "netlink") return netlinkText(buffer);
  if (op.call === "bind" || op.call === "connect") return addressText(buffer);
  if (op.call === "setgroups") return `[${groupsOf(buffer, op).join(", ")}]`;
  return `<${bytes.length} bytes>`;
}

function netlinkText(buffer: Buffer): string {
  const types: number[] = [];
  for (let at = 0; at + 16 <= buffer.length; ) {
    types.push(buffer.readUInt16LE(at + 4));
    const length = buffer.readUInt32LE(at);
    if (length < 16) break;
    at += (length + 3) & ~3;
  }
  const isNftables = types.some((type) => type >> 8 === NFT_SUBSYSTEM);
  const name = (type: number): string =>
    isNftables
      ? type >> 8 === NFT_SUBSYSTEM
        ? `NFT_${NFTABLES[type & 255] ?? type & 255}`
        : ""
      : (ROUTE[type] ?? `type ${type}`);
  return `{${types
    .map(name)
    .filter((text) => text !== "")
    .join(", ")}}`;
}

function addressText(buffer: Buffer): string {
  if (buffer.length < 4) return `<${buffer.length} bytes>`;
  switch (buffer.readUInt16LE(0)) {
    case AF_UNIX:
      return `{AF_UNIX, ${JSON.stringify(buffer.subarray(2).toString("latin1").replace(/\0.*$/s, ""))}}`;
    case AF_INET:
      return `{AF_INET, ${[...buffer.subarray(4, 8)].join(".")}:${buffer.readUInt16BE(2)}}`;
    case AF_INET6:
      return `{AF_INET6, port ${buffer.readUInt16BE(2)}}`;
    case AF_NETLINK:
      return "{AF_NETLINK}";
    default:
      return `<${buffer.length} bytes>`;
  }
}

function groupsOf(buffer: Buffer, op: Op): number[] {
  const count = typeof op.args[0] === "number" ? op.args[0] : 0;
  return Array.from({ length: Math.min(count, buffer.length >> 2) }, (_, i) => buffer.readUInt32LE(i * 4));
}
