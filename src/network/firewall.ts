// Our own nftables table, "ip ts-run", by raw nfnetlink (no nft program needed). Made in one transaction, never touches
// other tables, and deleting it leaves nothing behind.
//
//   guard        containers may not address the host's 127.0.0.0/8 (route_localnet would let them)
//   prerouting   published ports, for packets from elsewhere; never for 127.0.0.1, which is this machine's own
//   output       published ports, for this machine's own connections
//   forward      into the bridge: answers, published ports and neighbours; everything else is dropped
//   postrouting  containers leave with the host's address; 127.0.0.1 and neighbours reach published ports as the gateway

import {
  addElement,
  batch,
  be16,
  bytesOf,
  compare,
  concatenatedType,
  deleteElement,
  deleteTable,
  destinationNat,
  dumpChains,
  dumpElements,
  forgetUdpFlows,
  getTable,
  hostBits,
  interfaceName,
  ipBytes,
  ipText,
  loadConntrack,
  loadDestinationType,
  loadMeta,
  loadPayload,
  lookUp,
  type MapElement,
  type MapRef,
  mask,
  masquerade,
  metaKey,
  NETLINK_NETFILTER,
  NFPROTO_INET,
  NFPROTO_IPV4,
  newBaseChain,
  newMap,
  newRule,
  newTable,
  nftType,
  type Part,
  parseChains,
  parseElements,
  parseTableComment,
  register,
  u8,
  u32,
  verdict,
} from "../linux/index.ts";
import type { Bridge } from "./bridge.ts";
import type { LeasedPort } from "./lease.ts";
import { checkReplies, type Exchange } from "./netlink.ts";
import { type Subnet, subnetText } from "./subnet.ts";

const table = { family: NFPROTO_IPV4, table: "ts-run" };
/** (protocol, host address, port) and (protocol, port) -> (container address, port) */
const publishedOnAddress: MapRef = { ...table, map: "published-on-address" };
const publishedOnAny: MapRef = { ...table, map: "published" };
/** Raise when the rules change: a table with another layout is replaced, published ports and all, in one transaction. */
const layout = 1;

export interface Forward {
  readonly port: LeasedPort;
  readonly ip: string;
}

/** Idempotent; one query when the table is there. `current` names what must be in it when it has to be made. */
export function ensureFirewall(exchange: Exchange, bridge: Bridge, current: () => readonly Forward[]): void {
  const comment = `ts-run layout ${layout}, ${bridge.name}, ${subnetText(bridge.subnet)}`;
  const answer = exchange(NETLINK_NETFILTER, getTable(table));
  const found = checkReplies(answer, "look up nftables table ip ts-run", ["ENOENT"]);
  if (parseTableComment(found) === comment) return;
  const request = batch(
    ...(found.length === 0 ? [] : [deleteTable(table)]),
    newTable(table, comment),
    ...newMaps(),
    ...newChains(bridge.name, bridge.subnet),
    ...current().map((forward) => addElement(...elementOf(forward))),
  );
  // another ts-run made it (or removed the one to replace) between our look and now
  const raced = found.length === 0 ? "EEXIST" : "ENOENT";
  checkReplies(exchange(NETLINK_NETFILTER, request), "make nftables table ip ts-run", [raced]);
}

/** Throws ERR_SYSCALL EEXIST when the port is published already. */
export function publish(exchange: Exchange, forwards: readonly Forward[]): void {
  if (forwards.length === 0) return;
  const request = batch(...forwards.map((forward) => addElement(...elementOf(forward))));
  checkReplies(exchange(NETLINK_NETFILTER, request), `publish ${forwards.map(forwardText).join(", ")}`);
}

/**
 * Makes a UDP client that keeps sending from one port reach the new holder of the port: connection tracking would go on
 * translating to the old one's address. Best effort, as not every kernel can; TCP has connections that end.
 */
export function forgetFlows(exchange: Exchange, forwards: readonly Forward[]): void {
  for (const { port } of forwards) {
    if (port.protocol === "udp") exchange(NETLINK_NETFILTER, forgetUdpFlows(port.hostPort));
  }
}

/** The message that takes back one published port; its answer is ENOENT when it is gone already. */
export function unpublishMessage(forward: Forward): Uint8Array {
  return batch(deleteElement(...elementOf(forward)));
}

export function unpublish(exchange: Exchange, forward: Forward): void {
  // one transaction each: one that is gone already must not keep the others
  checkReplies(exchange(NETLINK_NETFILTER, unpublishMessage(forward)), `unpublish ${forwardText(forward)}`, ["ENOENT"]);
}

/** What the kernel forwards right now, as opposed to what the leases say. */
export function listForwards(exchange: Exchange): Forward[] {
  return [publishedOnAddress, publishedOnAny].flatMap((map) => {
    const replies = checkReplies(exchange(NETLINK_NETFILTER, dumpElements(map)), "list published ports", ["ENOENT"]);
    return parseElements(replies).map(({ key, data }) => ({
      ip: ipText(data.subarray(0, 4)),
      port: {
        protocol: key[0] === 6 ? ("tcp" as const) : ("udp" as const),
        hostIp: map === publishedOnAny ? "0.0.0.0" : ipText(key.subarray(4, 8)),
        hostPort: portAt(key, key.length - 4),
        containerPort: portAt(data, 4),
      },
    }));
  });
}

function portAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Everything we ever told nftables; false when there was nothing. */
export function removeFirewall(exchange: Exchange): boolean {
  const answer = exchange(NETLINK_NETFILTER, batch(deleteTable(table)));
  checkReplies(answer, "remove nftables table ip ts-run", ["ENOENT"]);
  return answer.error === null;
}

/**
 * Tables of others that drop what we forward: with nftables an accept of ours cannot overrule a drop of theirs.
 * One sentence each, naming the table.
 */
export function findForwardDrops(exchange: Exchange): string[] {
  return parseChains(checkReplies(exchange(NETLINK_NETFILTER, dumpChains()), "list nftables chains"))
    .filter(({ family }) => family === NFPROTO_IPV4 || family === NFPROTO_INET)
    .filter((chain) => chain.hook === 2 && chain.policy === "drop" && chain.table !== table.table)
    .map(
      ({ family, table: other, chain }) =>
        `table ${family === NFPROTO_INET ? "inet" : "ip"} ${other} drops forwarded packets by default (chain ${chain}); allow those from and to the bridge there`,
    );
}

function forwardText({ port }: Forward): string {
  return `${port.hostIp}:${port.hostPort}/${port.protocol}`;
}

/** Each part of a concatenated key or value fills its 4-byte register. */
function elementOf({ port, ip }: Forward): [MapRef, MapElement] {
  const padding = new Uint8Array(2);
  const protocol = bytesOf(u8(port.protocol === "tcp" ? 6 : 17), new Uint8Array(3));
  const isAny = port.hostIp === "0.0.0.0";
  const hostIp = isAny ? new Uint8Array() : (ipBytes(port.hostIp) ?? new Uint8Array(4));
  return [
    isAny ? publishedOnAny : publishedOnAddress,
    {
      key: bytesOf(protocol, hostIp, be16(port.hostPort), padding),
      data: bytesOf(ipBytes(ip) ?? new Uint8Array(4), be16(port.containerPort), padding),
    },
  ];
}

function newMaps(): Part[] {
  const { ipv4Address, protocol, port } = nftType;
  const target = { dataType: concatenatedType(ipv4Address, port), dataLength: 8 };
  return [
    newMap(publishedOnAddress, {
      keyType: concatenatedType(protocol, ipv4Address, port),
      keyLength: 12,
      ...target,
      id: 1,
    }),
    newMap(publishedOnAny, { keyType: concatenatedType(protocol, port), keyLength: 8, ...target, id: 2 }),
  ];
}

function newChains(bridge: string, subnet: Subnet): Part[] {
  const chain = (name: string, type: "filter" | "nat", hook: number, priority: number) => {
    const ref = { ...table, chain: name };
    return { made: newBaseChain({ ...ref, type, hook, priority }), ref };
  };
  const guard = chain("guard", "filter", 0, -300); // before conntrack: answers to 127.0.0.1 still carry the gateway's address
  const prerouting = chain("prerouting", "nat", 0, -100);
  const output = chain("output", "nat", 3, -100);
  const forward = chain("forward", "filter", 2, 0);
  const postrouting = chain("postrouting", "nat", 4, 100);
  const fromBridge = match(loadMeta(metaKey.interfaceIn, register(0)), "==", interfaceName(bridge));
  const toBridge = match(loadMeta(metaKey.interfaceOut, register(0)), "==", interfaceName(bridge));
  const notToBridge = match(loadMeta(metaKey.interfaceOut, register(0)), "!=", interfaceName(bridge));
  const fromContainers = addressIn("source", subnet.base, subnet.prefixLength);
  const translated = conntrackHas("status", 0x20); // IPS_DST_NAT
  const loopback = 0x7f000000;
  return [
    guard.made,
    newRule(guard.ref, fromBridge, addressIn("destination", loopback, 8), verdict("drop")),
    prerouting.made,
    newRule(prerouting.ref, addressIn("destination", loopback, 8), verdict("return")),
    ...translations(prerouting.ref),
    output.made,
    ...translations(output.ref),
    forward.made,
    newRule(forward.ref, toBridge, conntrackHas("state", 0x6), verdict("accept")), // established, related
    newRule(forward.ref, toBridge, translated, verdict("accept")),
    newRule(forward.ref, toBridge, fromBridge, verdict("accept")),
    newRule(forward.ref, toBridge, verdict("drop")),
    postrouting.made,
    newRule(postrouting.ref, toBridge, addressIn("source", loopback, 8), masquerade()),
    newRule(postrouting.ref, toBridge, fromContainers, translated, masquerade()),
    newRule(postrouting.ref, notToBridge, fromContainers, masquerade()),
  ];
}

/** The more specific map first. Registers: protocol, [host address,] port -> container address, port. */
function translations(ref: { family: number; table: string; chain: string }): Part[] {
  const local = match(loadDestinationType(register(0)), "==", hostBits(2)); // RTN_LOCAL
  const protocol = loadMeta(metaKey.protocol, register(0));
  const translate = destinationNat(NFPROTO_IPV4, register(0), register(1));
  const port = (at: number) => loadPayload("transport", 2, 2, register(at));
  return [
    newRule(
      ref,
      local,
      protocol,
      loadPayload("network", 16, 4, register(1)),
      port(2),
      lookUp(publishedOnAddress.map, register(0), register(0)),
      translate,
    ),
    newRule(ref, local, protocol, port(1), lookUp(publishedOnAny.map, register(0), register(0)), translate),
  ];
}

function match(load: Part, operator: "==" | "!=", value: Uint8Array): Part {
  return [load, compare(register(0), operator, value)];
}

function addressIn(side: "source" | "destination", base: number, prefixLength: number): Part {
  const bits = prefixLength === 0 ? 0 : (0xffffffff << (32 - prefixLength)) >>> 0;
  const networkOrder = (value: number) => u32(value).reverse();
  return [
    loadPayload("network", side === "source" ? 12 : 16, 4, register(0)),
    mask(register(0), networkOrder(bits)),
    compare(register(0), "==", networkOrder(base)),
  ];
}

function conntrackHas(key: "state" | "status", bits: number): Part {
  return [loadConntrack(key, register(0)), mask(register(0), hostBits(bits)), compare(register(0), "!=", hostBits(0))];
}
