// rtnetlink(7) messages that move a device into another network namespace and give it there what it had: the kernel takes
// the addresses away. Indexes that are known only then are patched in at run time.

import { ipBytes, ipText } from "./address.ts";
import {
  attribute,
  bytesOf,
  message,
  NLM_F_ACK,
  NLM_F_CREATE,
  NLM_F_EXCL,
  NLM_F_REQUEST,
  offsetOf,
  parseAttributes,
  type ReceivedMessage,
  readU32,
  text,
  u32,
} from "./message.ts";

const RTM_NEWLINK = 16;
const RTM_NEWADDR = 20;
const AF_INET = 2;
const AF_INET6 = 10;
const IFF_UP = 1;
const IFLA_IFNAME = 3;
const IFLA_NET_NS_PID = 19;
const IFA_ADDRESS = 1;
const IFA_LOCAL = 2;
const IFA_BROADCAST = 4;
const IFA_FLAGS = 8;
const IFA_RT_PRIORITY = 9;
const IFA_F_NODAD = 0x02;
const IFA_F_PERMANENT = 0x80;
/** How the address is used: HOMEADDRESS, NOPREFIXROUTE, MCAUTOJOIN. The other flags are states. */
const KEPT_FLAGS = 0x10 | 0x200 | 0x400;

const request = NLM_F_REQUEST | NLM_F_ACK;

/** A message with a number that is written to byte `at` before sending. */
export interface PatchedMessage {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** Moves and names in one step; the pid whose namespace it is goes to `at`. The device is down afterwards (net/core/dev.c). */
export function moveDevice(device: { index: number; name: string }): PatchedMessage {
  const pid = u32(0);
  const parts = message(
    { type: RTM_NEWLINK, flags: request },
    ifinfomsg(u32(device.index)),
    attribute(IFLA_NET_NS_PID, pid),
    attribute(IFLA_IFNAME, text(device.name)),
  );
  return { bytes: bytesOf(parts), at: offsetOf(pid, parts) };
}

/** EEXIST when the name is taken, ENODEV when it is free; changes nothing. */
export function probeName(name: string): Uint8Array {
  return bytesOf(
    message({ type: RTM_NEWLINK, flags: request | NLM_F_EXCL }, ifinfomsg(u32(0)), attribute(IFLA_IFNAME, text(name))),
  );
}

/** The device's index goes to `at`; "%d" in the name becomes the lowest free number. */
export function renameDevice(name: string): PatchedMessage {
  const index = u32(0);
  const parts = message({ type: RTM_NEWLINK, flags: request }, ifinfomsg(index), attribute(IFLA_IFNAME, text(name)));
  return { bytes: bytesOf(parts), at: offsetOf(index, parts) };
}

/** The device's index goes to `at`. */
export function setDeviceUp(): PatchedMessage {
  const index = u32(0);
  const parts = message({ type: RTM_NEWLINK, flags: request }, ifinfomsg(index, IFF_UP));
  return { bytes: bytesOf(parts), at: offsetOf(index, parts) };
}

/** What of an address outlives a move. */
export interface DeviceAddress {
  readonly ip: string;
  /** The other end of a point-to-point link; the address itself elsewhere. */
  readonly peer: string;
  readonly prefixLength: number;
  readonly broadcast?: string;
  readonly flags: number;
  readonly priority?: number;
}

/** The device's index goes to `at`. IPv6 without duplicate detection: it was done where the address comes from. */
export function restoreAddress(address: DeviceAddress): PatchedMessage {
  const [ip, peer] = [requireIp(address.ip), requireIp(address.peer)];
  const isV4 = ip.length === 4;
  const index = u32(0);
  const flags = address.flags | (isV4 ? 0 : IFA_F_NODAD);
  const parts = message(
    { type: RTM_NEWADDR, flags: request | NLM_F_CREATE | NLM_F_EXCL },
    [Uint8Array.of(isV4 ? AF_INET : AF_INET6, address.prefixLength, flags & 0xff, 0), index],
    attribute(IFA_LOCAL, ip),
    attribute(IFA_ADDRESS, peer),
    address.broadcast === undefined ? [] : attribute(IFA_BROADCAST, requireIp(address.broadcast)),
    attribute(IFA_FLAGS, u32(flags)),
    address.priority === undefined ? [] : attribute(IFA_RT_PRIORITY, u32(address.priority)),
  );
  return { bytes: bytesOf(parts), at: offsetOf(index, parts) };
}

/** Of one device, those that config-linux.md wants kept: permanent and of global scope. */
export function parseKeptAddresses(messages: readonly ReceivedMessage[], index: number): DeviceAddress[] {
  return messages
    .filter(({ type, body }) => type === RTM_NEWADDR && readU32(body, 4) === index)
    .flatMap(({ body }): DeviceAddress[] => {
      const [, prefixLength = 0, shortFlags = 0, scope] = body;
      const attributes = parseAttributes(body.subarray(8));
      const number = (type: number) => {
        const value = attributes.get(type);
        return value === undefined ? undefined : readU32(value);
      };
      const flags = number(IFA_FLAGS) ?? shortFlags;
      const peer = attributes.get(IFA_ADDRESS) ?? attributes.get(IFA_LOCAL);
      if (peer === undefined || scope !== 0 || !(flags & IFA_F_PERMANENT)) return [];
      const broadcast = attributes.get(IFA_BROADCAST);
      const priority = number(IFA_RT_PRIORITY);
      return [
        {
          ip: ipText(attributes.get(IFA_LOCAL) ?? peer),
          peer: ipText(peer),
          prefixLength,
          flags: flags & KEPT_FLAGS,
          ...(broadcast && { broadcast: ipText(broadcast) }),
          ...(priority !== undefined && { priority }),
        },
      ];
    });
}

function ifinfomsg(index: Uint8Array, up = 0): Uint8Array[] {
  return [u32(0), index, u32(up), u32(up)];
}

function requireIp(ip: string): Uint8Array {
  const bytes = ipBytes(ip);
  if (bytes === undefined) throw new RangeError(`encode a netlink message: "${ip}" is not an IP address`);
  return bytes;
}
