// One op as strace would write it: `rootfs = fsmount(fs, FSMOUNT_CLOEXEC, 0)`.

import type { Arg, Field, Op } from "../plan/index.ts";
import { describeBytes } from "./bytes-text.ts";

const MAX_STRING = 72;
const MAX_STRINGS = 6;

export interface CallTextOptions {
  /** Longest string before its middle is left out; Infinity shows all. */
  readonly maxString?: number;
}

export function callText(op: Op, options: CallTextOptions = {}): string {
  const shown = op.args.map((arg, i) => argText(arg, { op, index: i, maxString: options.maxString ?? MAX_STRING }));
  const call = `${op.call}(${shown.join(", ")})`;
  return op.store === undefined ? call : `${op.store} = ${call}`;
}

interface Place {
  readonly op: Op;
  readonly index: number;
  readonly maxString: number;
}

function argText(arg: Arg, place: Place): string {
  if (typeof arg === "number" || typeof arg === "bigint") return numberText(arg, place);
  if ("flags" in arg) return flagsText(arg.flags, arg.plus);
  if ("string" in arg) return quoted(arg.string, place.maxString);
  if ("strings" in arg) return stringsText(arg.strings, place);
  if ("bytes" in arg) return describeBytes(place.op, arg.bytes);
  if ("struct" in arg) return structText(arg, place);
  if ("fd" in arg) return slotText(arg.fd);
  if ("slot" in arg) return slotText(arg.slot);
  if ("decimal" in arg) return `"${arg.decimal.prefix}\${${arg.decimal.slot}}${arg.decimal.suffix}"`;
  return `&${arg.address}${arg.offset ? `+${arg.offset}` : ""}`;
}

/** "syncPipe+4" is the second int of pipe2's pair: syncPipe[1]. */
function slotText(name: string): string {
  const [slot = name, offset] = name.split("+");
  return offset === undefined ? slot : `${slot}[${Number(offset) / 4}]`;
}

const MODE_ARGS: Readonly<Record<string, number>> = {
  mkdirat: 2,
  mknodat: 2,
  openat: 3,
  fchmodat: 2,
  umask: 0,
  mkdir: 1,
};
const POINTER_ARGS: Readonly<Record<string, readonly number[]>> = {
  mount: [0, 2, 4],
  fsconfig: [2, 3],
  prlimit64: [3],
  rt_sigprocmask: [2],
};

function numberText(value: number | bigint, { op, index }: Place): string {
  if (value === 0 && POINTER_ARGS[op.call]?.includes(index)) return "NULL";
  if (MODE_ARGS[op.call] === index && value !== 0) return `0${value.toString(8)}`;
  const isBig = typeof value === "bigint" ? value > 0xffffffn : value > 0xffffff;
  return isBig ? `0x${value.toString(16)}` : String(value);
}

function flagsText(names: readonly string[], plus = 0): string {
  const rest = plus === 0 ? [] : [`0${plus.toString(8)}`];
  return [...names, ...rest].join("|") || "0";
}

/** A JSON string whose middle is left out when it is long; 64-digit ids are shortened first. */
export function quoted(text: string, maxString: number): string {
  const short = maxString === Number.POSITIVE_INFINITY ? text : shortenIds(text);
  if (short.length <= maxString) return JSON.stringify(short);
  const half = Math.floor((maxString - 1) / 2);
  return JSON.stringify(`${short.slice(0, half)}…${short.slice(-half)}`);
}

export function shortenIds(text: string): string {
  return text.replaceAll(/[0-9a-f]{64}/g, (id) => `${id.slice(0, 12)}…`);
}

function stringsText(strings: readonly string[], { maxString }: Place): string {
  const shown = strings.slice(0, MAX_STRINGS).map((text) => quoted(text, maxString));
  const rest = strings.length - shown.length;
  return `[${shown.join(", ")}${rest > 0 ? `, … ${rest} more` : ""}]`;
}

function structText(arg: Extract<Arg, { struct: unknown }>, place: Place): string {
  const socket = /^sockaddr_un (.*)/.exec(arg.note ?? "")?.[1];
  if (socket !== undefined) return `{AF_UNIX, ${quoted(socket, place.maxString)}}`;
  const fields = arg.struct
    .filter(({ name, value }) => value !== 0 && value !== 0n && name !== "pad" && !isEmptyFlags(value))
    .map((field) => fieldText(field, place));
  return `${arg.note ? `${arg.note} ` : ""}{${fields.join(", ")}}`;
}

function isEmptyFlags(value: Arg): boolean {
  return typeof value === "object" && "flags" in value && value.flags.length === 0 && !value.plus;
}

function fieldText({ name, value }: Field, place: Place): string {
  const inner: Place = { ...place, index: -1 };
  const text = typeof value === "object" && "bytes" in value ? `<${value.bytes.length} bytes>` : argText(value, inner);
  return `${name}=${text}`;
}
