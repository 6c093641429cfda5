// nf_tables over nfnetlink: tables, chains, maps, rules and the few expressions we use, as bytes. Changes go in a
// batch, which the kernel applies as one transaction: all of it or nothing. Numbers are in network byte order.

import {
  attribute,
  be16,
  be32,
  bytesOf,
  message,
  NLM_F_ACK,
  NLM_F_APPEND,
  NLM_F_CREATE,
  NLM_F_DUMP,
  NLM_F_EXCL,
  NLM_F_REQUEST,
  nested,
  type Part,
  parseAttributeList,
  parseAttributes,
  type ReceivedMessage,
  readBe32,
  readText,
  text,
  u32,
} from "./message.ts";

export const NFPROTO_INET = 1;
export const NFPROTO_IPV4 = 2;

const NFNL_SUBSYS_NFTABLES = 10;
const NFNL_MSG_BATCH_BEGIN = 0x10;
const NFNL_MSG_BATCH_END = 0x11;

const NFT_MSG_NEWTABLE = 0;
const NFT_MSG_GETTABLE = 1;
const NFT_MSG_DELTABLE = 2;
const NFT_MSG_NEWCHAIN = 3;
const NFT_MSG_GETCHAIN = 4;
const NFT_MSG_NEWRULE = 6;
const NFT_MSG_NEWSET = 9;
const NFT_MSG_NEWSETELEM = 12;
const NFT_MSG_GETSETELEM = 13;
const NFT_MSG_DELSETELEM = 14;

const NFTA_LIST_ELEM = 1;
const NFTA_DATA_VALUE = 1;
const NFTA_DATA_VERDICT = 2;

const request = NLM_F_REQUEST | NLM_F_ACK;
const create = request | NLM_F_CREATE;

/** nft's ids of data types; only `nft list` uses them, the kernel looks at lengths alone. */
export const nftType = { ipv4Address: 7, protocol: 12, port: 13 } as const;
/** A type that is several types one after the other ("inet_proto . inet_service"). */
export function concatenatedType(...types: readonly number[]): number {
  return types.reduce((sum, type) => (sum << 6) | type, 0);
}

/** All messages in one transaction. */
export function batch(...messages: readonly Part[]): Uint8Array {
  const edge = (type: number) => message({ type, flags: NLM_F_REQUEST }, nfgenmsg(0, NFNL_SUBSYS_NFTABLES));
  return bytesOf(edge(NFNL_MSG_BATCH_BEGIN), ...messages, edge(NFNL_MSG_BATCH_END));
}

export interface TableRef {
  readonly family: number;
  readonly table: string;
}

/** Answers EEXIST when the table is there. `comment` is shown by `nft list` and returned by getTable. */
export function newTable(ref: TableRef, comment: string): Part {
  const value = text(comment);
  const userData = bytesOf(Uint8Array.of(0, value.length), value);
  return nftMessage(
    NFT_MSG_NEWTABLE,
    create | NLM_F_EXCL,
    ref.family,
    attribute(1, text(ref.table)),
    attribute(6, userData),
  );
}

export function deleteTable(ref: TableRef): Part {
  return nftMessage(NFT_MSG_DELTABLE, request, ref.family, attribute(1, text(ref.table)));
}

export function getTable(ref: TableRef): Uint8Array {
  return bytesOf(nftMessage(NFT_MSG_GETTABLE, request, ref.family, attribute(1, text(ref.table))));
}

/** The comment of a table that getTable answered with. */
export function parseTableComment(messages: readonly ReceivedMessage[]): string | undefined {
  const found = messages.find(({ type }) => type === messageType(NFT_MSG_NEWTABLE));
  const userData = found && parseAttributes(found.body.subarray(4)).get(6);
  if (userData === undefined || userData[0] !== 0) return undefined;
  return readText(userData.subarray(2, 2 + (userData[1] ?? 0)));
}

export interface BaseChain extends TableRef {
  readonly chain: string;
  readonly type: "filter" | "nat";
  /** NF_INET_PRE_ROUTING 0, LOCAL_IN 1, FORWARD 2, LOCAL_OUT 3, POST_ROUTING 4 */
  readonly hook: number;
  readonly priority: number;
}

export function newBaseChain(chain: BaseChain): Part {
  return nftMessage(
    NFT_MSG_NEWCHAIN,
    create,
    chain.family,
    attribute(1, text(chain.table)),
    attribute(3, text(chain.chain)),
    nested(4, attribute(1, be32(chain.hook)), attribute(2, be32(chain.priority))),
    attribute(5, be32(1)), // NF_ACCEPT
    attribute(7, text(chain.type)),
  );
}

export interface FoundChain {
  readonly family: number;
  readonly table: string;
  readonly chain: string;
  readonly type?: string;
  readonly hook?: number;
  readonly policy?: "accept" | "drop";
}

export function dumpChains(): Uint8Array {
  return bytesOf(nftMessage(NFT_MSG_GETCHAIN, NLM_F_REQUEST | NLM_F_DUMP, 0));
}

export function parseChains(messages: readonly ReceivedMessage[]): FoundChain[] {
  return messages
    .filter(({ type }) => type === messageType(NFT_MSG_NEWCHAIN))
    .map(({ body }) => {
      const attributes = parseAttributes(body.subarray(4));
      const hook = parseAttributes(attributes.get(4) ?? new Uint8Array()).get(1);
      const policy = attributes.get(5);
      const type = attributes.get(7);
      return {
        family: body[0] ?? 0,
        table: readText(attributes.get(1) ?? new Uint8Array()),
        chain: readText(attributes.get(3) ?? new Uint8Array()),
        ...(type === undefined ? {} : { type: readText(type) }),
        ...(hook === undefined ? {} : { hook: readBe32(hook) }),
        ...(policy === undefined ? {} : { policy: readBe32(policy) === 0 ? ("drop" as const) : ("accept" as const) }),
      };
    });
}

export interface MapRef extends TableRef {
  readonly map: string;
}

export interface MapShape {
  readonly keyType: number;
  readonly keyLength: number;
  readonly dataType: number;
  readonly dataLength: number;
  /** Any number that is unique among the maps of one batch. */
  readonly id: number;
}

export function newMap(ref: MapRef, shape: MapShape): Part {
  return nftMessage(
    NFT_MSG_NEWSET,
    create,
    ref.family,
    attribute(1, text(ref.table)),
    attribute(2, text(ref.map)),
    attribute(3, be32(0x8)), // NFT_SET_MAP
    attribute(4, be32(shape.keyType)),
    attribute(5, be32(shape.keyLength)),
    attribute(6, be32(shape.dataType)),
    attribute(7, be32(shape.dataLength)),
    attribute(10, be32(shape.id)),
  );
}

export interface MapElement {
  readonly key: Uint8Array;
  readonly data: Uint8Array;
}

/** Answers EEXIST when the key maps to something else already. */
export function addElement(ref: MapRef, element: MapElement): Part {
  return elementMessage(NFT_MSG_NEWSETELEM, create | NLM_F_EXCL, ref, element);
}

/** Answers ENOENT when the key is not there. */
export function deleteElement(ref: MapRef, element: { readonly key: Uint8Array }): Part {
  return elementMessage(NFT_MSG_DELSETELEM, request, ref, { key: element.key });
}

export function dumpElements(ref: MapRef): Uint8Array {
  const { family, table, map } = ref;
  return bytesOf(
    nftMessage(
      NFT_MSG_GETSETELEM,
      NLM_F_REQUEST | NLM_F_DUMP,
      family,
      attribute(1, text(table)),
      attribute(2, text(map)),
    ),
  );
}

export function parseElements(messages: readonly ReceivedMessage[]): MapElement[] {
  return messages
    .filter(({ type }) => type === messageType(NFT_MSG_NEWSETELEM))
    .flatMap(({ body }) => parseAttributeList(parseAttributes(body.subarray(4)).get(3) ?? new Uint8Array()))
    .map(([, element]) => {
      const attributes = parseAttributes(element);
      const dataOf = (type: number) =>
        parseAttributes(attributes.get(type) ?? new Uint8Array()).get(NFTA_DATA_VALUE) ?? new Uint8Array();
      return { key: dataOf(1), data: dataOf(2) };
    });
}

export function newRule(ref: TableRef & { readonly chain: string }, ...expressions: readonly Part[]): Part {
  return nftMessage(
    NFT_MSG_NEWRULE,
    create | NLM_F_APPEND,
    ref.family,
    attribute(1, text(ref.table)),
    attribute(2, text(ref.chain)),
    nested(4, ...expressions),
  );
}

/** The virtual machine's 4-byte registers; concatenated keys lie in consecutive ones. */
export function register(n: number): number {
  return 8 + n; // NFT_REG32_00 + n
}

export const metaKey = { interfaceIn: 6, interfaceOut: 7, protocol: 16 } as const;

export function loadMeta(key: number, to: number): Part {
  return expression("meta", attribute(2, be32(key)), attribute(1, be32(to)));
}

export function loadPayload(base: "network" | "transport", offset: number, length: number, to: number): Part {
  return expression(
    "payload",
    attribute(1, be32(to)),
    attribute(2, be32(base === "network" ? 1 : 2)),
    attribute(3, be32(offset)),
    attribute(4, be32(length)),
  );
}

/** Conntrack state (0) or status (2) bits, in host byte order. */
export function loadConntrack(key: "state" | "status", to: number): Part {
  return expression("ct", attribute(2, be32(key === "state" ? 0 : 2)), attribute(1, be32(to)));
}

/** What kind of address the destination is: RTN_LOCAL 2, ... */
export function loadDestinationType(to: number): Part {
  return expression("fib", attribute(3, be32(2)), attribute(2, be32(3)), attribute(1, be32(to)));
}

export function mask(at: number, bits: Uint8Array): Part {
  return expression(
    "bitwise",
    attribute(1, be32(at)),
    attribute(2, be32(at)),
    attribute(3, be32(bits.length)),
    nested(4, attribute(NFTA_DATA_VALUE, bits)),
    nested(5, attribute(NFTA_DATA_VALUE, new Uint8Array(bits.length))),
  );
}

/** Ends the rule for this packet unless the register is (not) the value. */
export function compare(at: number, operator: "==" | "!=", value: Uint8Array): Part {
  return expression(
    "cmp",
    attribute(1, be32(at)),
    attribute(2, be32(operator === "==" ? 0 : 1)),
    nested(3, attribute(NFTA_DATA_VALUE, value)),
  );
}

/** Ends the rule when the map has no such key; else its data is in `to`. */
export function lookUp(map: string, from: number, to: number): Part {
  return expression("lookup", attribute(1, text(map)), attribute(2, be32(from)), attribute(3, be32(to)));
}

export function destinationNat(family: number, addressAt: number, portAt: number): Part {
  return expression(
    "nat",
    attribute(1, be32(1)), // NFT_NAT_DNAT
    attribute(2, be32(family)),
    attribute(3, be32(addressAt)),
    attribute(5, be32(portAt)),
  );
}

export function masquerade(): Part {
  return expression("masq");
}

export function verdict(name: "accept" | "drop" | "return"): Part {
  const code = { drop: 0, accept: 1, return: -5 }[name];
  return expression(
    "immediate",
    attribute(1, be32(0)), // the verdict register
    nested(2, nested(NFTA_DATA_VERDICT, attribute(1, be32(code)))),
  );
}

function expression(name: string, ...attributes: readonly Part[]): Part {
  return nested(NFTA_LIST_ELEM, attribute(1, text(name)), nested(2, ...attributes));
}

function elementMessage(
  type: number,
  flags: number,
  ref: MapRef,
  element: { key: Uint8Array; data?: Uint8Array },
): Part {
  const data = element.data === undefined ? [] : nested(2, attribute(NFTA_DATA_VALUE, element.data));
  return nftMessage(
    type,
    flags,
    ref.family,
    attribute(1, text(ref.table)),
    attribute(2, text(ref.map)),
    nested(3, nested(NFTA_LIST_ELEM, nested(1, attribute(NFTA_DATA_VALUE, element.key)), data)),
  );
}

function nftMessage(type: number, flags: number, family: number, ...attributes: readonly Part[]): Part {
  return message({ type: messageType(type), flags }, nfgenmsg(family, 0), ...attributes);
}

function messageType(type: number): number {
  return (NFNL_SUBSYS_NFTABLES << 8) | type;
}

function nfgenmsg(family: number, resource: number): Part {
  return [Uint8Array.of(family, 0), be16(resource)];
}

/** An interface name as the 16 bytes that nf_tables compares. */
export function interfaceName(name: string): Uint8Array {
  const bytes = new Uint8Array(16);
  bytes.set(new TextEncoder().encode(name).subarray(0, 15));
  return bytes;
}

/** Bits in host byte order, as conntrack and fib leave them in a register. */
export function hostBits(bits: number): Uint8Array {
  return u32(bits);
}
