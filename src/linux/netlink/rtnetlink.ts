// rtnetlink(7): links, addresses and routes as messages. Each function is one message; senders concatenate them.

import { ipBytes, ipText, macBytes, macText } from "./address.ts";
import {
  attribute,
  bytesOf,
  message,
  NLM_F_ACK,
  NLM_F_CREATE,
  NLM_F_DUMP,
  NLM_F_EXCL,
  NLM_F_REQUEST,
  offsetOf,
  type Part,
  parseAttributes,
  type ReceivedMessage,
  readText,
  readU32,
  text,
  u8,
  u32,
} from "./message.ts";

const RTM_NEWLINK = 16;
const RTM_DELLINK = 17;
const RTM_GETLINK = 18;
const RTM_NEWADDR = 20;
const RTM_GETADDR = 22;
const RTM_NEWROUTE = 24;
const RTM_GETROUTE = 26;

const AF_INET = 2;
const AF_INET6 = 10;
const IFF_UP = 1;

const IFLA_ADDRESS = 1;
const IFLA_IFNAME = 3;
const IFLA_MTU = 4;
const IFLA_MASTER = 10;
const IFLA_LINKINFO = 18;
const IFLA_NET_NS_PID = 19;
const IFLA_INFO_KIND = 1;
const IFLA_INFO_DATA = 2;
const IFLA_INFO_SLAVE_KIND = 4;
const IFLA_INFO_SLAVE_DATA = 5;
const IFLA_BRPORT_MODE = 4;
const VETH_INFO_PEER = 1;

const IFA_ADDRESS = 1;
const IFA_LOCAL = 2;
const IFA_BROADCAST = 4;
const IFA_F_NODAD = 0x02;

const RTA_DST = 1;
const RTA_OIF = 4;
const RTA_GATEWAY = 5;
const RTA_PRIORITY = 6;
const RT_TABLE_MAIN = 254;
const RTPROT_BOOT = 3;
const RTN_UNICAST = 1;

const request = NLM_F_REQUEST | NLM_F_ACK;
const create = request | NLM_F_CREATE | NLM_F_EXCL;

/** Which link: by index when known, else by name. */
export type LinkTarget = { readonly index: number } | { readonly name: string };

export interface VethOptions {
  readonly hostName: string;
  /** Chosen too: the kernel only honours a peer's index when the device itself comes with one. */
  readonly hostIndex: number;
  readonly bridgeIndex: number;
  readonly mtu: number;
  readonly peerName: string;
  /** Chosen by us, so that the container's side needs no query to find its interface. */
  readonly peerIndex: number;
  readonly peerMac: string;
}

/**
 * A veth pair whose peer is born inside another network namespace, enslaved to the bridge in the same message.
 * The pid whose namespace it is goes to byte `peerPidAt` before sending. The peer must not carry IFF_UP here: the
 * kernel answers ENOTCONN, because its other end does not exist yet.
 */
export function createVeth(options: VethOptions): { bytes: Uint8Array; peerPidAt: number } {
  const pid = u32(0);
  const peer = attribute(
    VETH_INFO_PEER,
    ifinfomsg({ index: options.peerIndex }),
    attribute(IFLA_MTU, u32(options.mtu)),
    attribute(IFLA_ADDRESS, macBytes(options.peerMac)),
    attribute(IFLA_NET_NS_PID, pid),
    attribute(IFLA_IFNAME, text(options.peerName)),
  );
  const parts = message(
    { type: RTM_NEWLINK, flags: create, sequence: 1 },
    ifinfomsg({ index: options.hostIndex }),
    attribute(IFLA_MTU, u32(options.mtu)),
    attribute(IFLA_MASTER, u32(options.bridgeIndex)),
    attribute(IFLA_IFNAME, text(options.hostName)),
    linkInfo("veth", attribute(IFLA_INFO_DATA, peer)),
  );
  return { bytes: bytesOf(parts), peerPidAt: offsetOf(pid, parts) };
}

/** A fixed MAC keeps the bridge from taking over that of whichever port comes or goes. */
export function createBridge(name: string, mac: string): Uint8Array {
  return bytesOf(
    message(
      { type: RTM_NEWLINK, flags: create },
      ifinfomsg({}),
      attribute(IFLA_ADDRESS, macBytes(mac)),
      attribute(IFLA_IFNAME, text(name)),
      linkInfo("bridge"),
    ),
  );
}

export interface LinkUpOptions {
  readonly sequence?: number;
  readonly mtu?: number;
  /** Bridge ports only: frames may leave through the port they came in by, as when a container calls its own published port. */
  readonly hairpin?: boolean;
}

export function setLinkUp(link: LinkTarget, options: LinkUpOptions = {}): Uint8Array {
  return bytesOf(
    message(
      { type: RTM_NEWLINK, flags: request, sequence: options.sequence ?? 0 },
      ifinfomsg({ index: indexOf(link), flags: IFF_UP, change: IFF_UP }),
      nameOf(link),
      options.mtu === undefined ? [] : attribute(IFLA_MTU, u32(options.mtu)),
      options.hairpin === true ? bridgePort(attribute(IFLA_BRPORT_MODE, u8(1))) : [],
    ),
  );
}

export function deleteLink(link: LinkTarget): Uint8Array {
  return bytesOf(message({ type: RTM_DELLINK, flags: request }, ifinfomsg({ index: indexOf(link) }), nameOf(link)));
}

/** One message and its acknowledgement, or an NLMSG_ERROR with ENODEV. */
export function getLink(link: LinkTarget): Uint8Array {
  return bytesOf(message({ type: RTM_GETLINK, flags: request }, ifinfomsg({ index: indexOf(link) }), nameOf(link)));
}

export function dumpLinks(): Uint8Array {
  return bytesOf(message({ type: RTM_GETLINK, flags: NLM_F_REQUEST | NLM_F_DUMP }, ifinfomsg({})));
}

export function dumpAddresses(): Uint8Array {
  return bytesOf(message({ type: RTM_GETADDR, flags: NLM_F_REQUEST | NLM_F_DUMP }, ifaddrmsg(0, 0, 0)));
}

export function dumpRoutes(): Uint8Array {
  return bytesOf(message({ type: RTM_GETROUTE, flags: NLM_F_REQUEST | NLM_F_DUMP }, rtmsg(AF_INET, 0)));
}

/** Adds an address; IPv4 with its broadcast address, IPv6 without duplicate detection (the lease is ours, and DAD costs a second). */
export function addAddress(options: {
  index: number;
  ip: string;
  prefixLength: number;
  sequence?: number;
}): Uint8Array {
  const address = requireIp(options.ip);
  const isV4 = address.length === 4;
  return bytesOf(
    message(
      { type: RTM_NEWADDR, flags: create, sequence: options.sequence ?? 0 },
      ifaddrmsg(isV4 ? AF_INET : AF_INET6, options.prefixLength, options.index),
      attribute(IFA_LOCAL, address),
      attribute(IFA_ADDRESS, address),
      isV4 && options.prefixLength < 31 ? attribute(IFA_BROADCAST, broadcastOf(address, options.prefixLength)) : [],
    ),
  );
}

export function addDefaultRoute(options: { index: number; gateway: string; sequence?: number }): Uint8Array {
  const gateway = requireIp(options.gateway);
  return bytesOf(
    message(
      { type: RTM_NEWROUTE, flags: create, sequence: options.sequence ?? 0 },
      rtmsg(gateway.length === 4 ? AF_INET : AF_INET6, 0),
      attribute(RTA_GATEWAY, gateway),
      attribute(RTA_OIF, u32(options.index)),
    ),
  );
}

export interface Link {
  readonly index: number;
  readonly name: string;
  readonly up: boolean;
  readonly mtu: number;
  readonly mac: string;
  readonly master?: number;
  /** "bridge", "veth", ...; undefined for hardware. */
  readonly kind?: string;
}

export interface InterfaceAddress {
  readonly index: number;
  readonly ip: string;
  readonly prefixLength: number;
}

export interface Route {
  /** undefined: the default route. */
  readonly destination?: string;
  readonly prefixLength: number;
  readonly interfaceIndex?: number;
  readonly gateway?: string;
  readonly priority: number;
}

export function parseLinks(messages: readonly ReceivedMessage[]): Link[] {
  return messages.filter((received) => received.type === RTM_NEWLINK).map(parseLink);
}

export function parseAddresses(messages: readonly ReceivedMessage[]): InterfaceAddress[] {
  return messages
    .filter((received) => received.type === RTM_NEWADDR)
    .flatMap(({ body }) => {
      const attributes = parseAttributes(body.subarray(8));
      const address = attributes.get(IFA_LOCAL) ?? attributes.get(IFA_ADDRESS);
      return address === undefined
        ? []
        : [{ index: readU32(body, 4), prefixLength: body[1] ?? 0, ip: ipText(address) }];
    });
}

/** Unicast routes of the main table. */
export function parseRoutes(messages: readonly ReceivedMessage[]): Route[] {
  return messages
    .filter(({ type, body }) => type === RTM_NEWROUTE && body[4] === RT_TABLE_MAIN && body[7] === RTN_UNICAST)
    .map(({ body }) => {
      const attributes = parseAttributes(body.subarray(12));
      const destination = attributes.get(RTA_DST);
      const oif = attributes.get(RTA_OIF);
      const gateway = attributes.get(RTA_GATEWAY);
      const priority = attributes.get(RTA_PRIORITY);
      return {
        prefixLength: body[1] ?? 0,
        priority: priority === undefined ? 0 : readU32(priority),
        ...(destination === undefined ? {} : { destination: ipText(destination) }),
        ...(oif === undefined ? {} : { interfaceIndex: readU32(oif) }),
        ...(gateway === undefined ? {} : { gateway: ipText(gateway) }),
      };
    });
}

function parseLink({ body }: ReceivedMessage): Link {
  const attributes = parseAttributes(body.subarray(16));
  const master = attributes.get(IFLA_MASTER);
  const kind = parseAttributes(attributes.get(IFLA_LINKINFO) ?? new Uint8Array()).get(IFLA_INFO_KIND);
  return {
    index: readU32(body, 4),
    name: readText(attributes.get(IFLA_IFNAME) ?? new Uint8Array()),
    up: (readU32(body, 8) & IFF_UP) !== 0,
    mtu: readU32(attributes.get(IFLA_MTU) ?? u32(0)),
    mac: macText(attributes.get(IFLA_ADDRESS) ?? new Uint8Array()),
    ...(master === undefined ? {} : { master: readU32(master) }),
    ...(kind === undefined ? {} : { kind: readText(kind) }),
  };
}

function linkInfo(kind: string, ...data: readonly Part[]): Part {
  return attribute(IFLA_LINKINFO, attribute(IFLA_INFO_KIND, new TextEncoder().encode(kind)), ...data);
}

function bridgePort(...settings: readonly Part[]): Part {
  const kind = attribute(IFLA_INFO_SLAVE_KIND, new TextEncoder().encode("bridge"));
  return attribute(IFLA_LINKINFO, kind, attribute(IFLA_INFO_SLAVE_DATA, ...settings));
}

function ifinfomsg(fields: { index?: number; flags?: number; change?: number }): Uint8Array {
  return bytesOf(u32(0), u32(fields.index ?? 0), u32(fields.flags ?? 0), u32(fields.change ?? 0));
}

function ifaddrmsg(family: number, prefixLength: number, index: number): Uint8Array {
  const flags = family === AF_INET6 ? IFA_F_NODAD : 0;
  return bytesOf(Uint8Array.of(family, prefixLength, flags, 0), u32(index));
}

function rtmsg(family: number, prefixLength: number): Uint8Array {
  return bytesOf(Uint8Array.of(family, prefixLength, 0, 0, RT_TABLE_MAIN, RTPROT_BOOT, 0, RTN_UNICAST), u32(0));
}

function nameOf(link: LinkTarget): Part {
  return "name" in link ? attribute(IFLA_IFNAME, text(link.name)) : [];
}

function indexOf(link: LinkTarget): number {
  return "index" in link ? link.index : 0;
}

function broadcastOf(address: Uint8Array, prefixLength: number): Uint8Array {
  return address.map((octet, at) => octet | (0xff >>> Math.min(8, Math.max(0, prefixLength - at * 8))));
}

function requireIp(ip: string): Uint8Array {
  const bytes = ipBytes(ip);
  if (bytes === undefined) throw new RangeError(`encode a netlink message: "${ip}" is not an IP address`);
  return bytes;
}
