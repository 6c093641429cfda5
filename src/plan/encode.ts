// Plan -> the bytes that native/interpreter.h performs (layout: native/plan.h). Pure. The only place where names of
// system calls, flags, errnos and slots become numbers, so a plan reads the same on every architecture until here.

import { type Architecture, errnoNumber, flagValue, syscallNumber } from "../linux/index.ts";
import type { Arg, Field, MonitorSettings, Op, Plan } from "./op.ts";

/** The encoded plan, and the lane names by number that a failure record refers to. */
export interface EncodedPlan {
  readonly bytes: Buffer;
  readonly lanes: readonly string[];
}

const MAGIC = 0x4e505354;
const VERSION = 1;
const NONE = 0xffffffff;
const HEADER_SIZE = 144;
const OP_SIZE = 88;
const OP_WORDS = OP_SIZE / 4;
const WORD = 0x1_0000_0000;

const ARG_IMMEDIATE = 0;
const ARG_ADDRESS = 1;
const ARG_LOAD32 = 2;
const ARG_LOAD64 = 3;

const OP_SYSCALL = 0;
const OP_CLONE = 1;
const OP_NETLINK = 2;
const OP_COPY = 3;
const OP_DECIMAL = 4;
const OP_CHECK = 5;

export function encodePlan(plan: Plan, architecture: Architecture): EncodedPlan {
  return new Encoder(architecture).encode(plan);
}

interface EncodedArg {
  readonly kind: number;
  readonly value: bigint | number;
}

/** Growing data area: slots, strings and structs, addressed by offset. */
class Data {
  bytes = Buffer.alloc(16384);
  used = 8; // offset 0 stays empty, so that no pointer is ever 0 by accident
  readonly relocations: number[] = [];
  private readonly strings = new Map<string, number>();

  allocate(size: number): number {
    const at = (this.used + 7) & ~7;
    this.used = at + size;
    if (this.used > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(this.bytes.length * 2, this.used + 4096));
      this.bytes.copy(larger);
      this.bytes = larger;
    }
    return at;
  }

  string(text: string): number {
    const known = this.strings.get(text);
    if (known !== undefined) return known;
    if (text.includes("\0")) throw new RangeError(`encode plan: string with a NUL byte: ${JSON.stringify(text)}`);
    const at = this.allocate(Buffer.byteLength(text) + 1);
    this.bytes.write(text, at);
    this.strings.set(text, at);
    return at;
  }

  raw(content: Uint8Array): number {
    const at = this.allocate(content.length);
    this.bytes.set(content, at);
    return at;
  }

  pointer(at: number, target: number): void {
    this.bytes.writeUInt32LE(target, at); // the upper half is 0: allocate() clears, and data is far below 4 GB
    this.relocations.push(at);
  }

  pointerArray(strings: readonly string[]): number {
    const at = this.allocate(8 * (strings.length + 1));
    strings.forEach((text, i) => {
      this.pointer(at + 8 * i, this.string(text));
    });
    return at;
  }
}

const SLOT_NAME = /^([^[+]+)(?:\[(\d+)\])?(?:\+(\d+))?$/;

class Encoder {
  private readonly data = new Data();
  private readonly slots = new Map<string, number>();
  /** Data offset by what ops call it, "name+4" and all. */
  private readonly places = new Map<string, number>();
  private readonly laneNumbers = new Map<string, number>();
  // The ops as the kernel's byte order has them, which is little-endian on both architectures: 22 words each.
  private words = new Uint32Array(640 * OP_WORDS);
  private ops = Buffer.from(this.words.buffer);
  private opCount = 0;
  private readonly architecture: Architecture;

  constructor(architecture: Architecture) {
    this.architecture = architecture;
  }

  encode(plan: Plan): EncodedPlan {
    const { parent, exit, ...others } = plan.lanes;
    const lanes = ["parent", ...Object.keys(others), "exit"];
    lanes.forEach((name, number) => {
      this.laneNumbers.set(name, number);
    });
    const ranges = lanes.map((name) => {
      const first = this.opCount;
      this.lane(name === "parent" ? parent : name === "exit" ? exit : (others[name] ?? []));
      return { first, count: this.opCount - first };
    });
    const header = this.header(plan.monitor, lanes.length);
    return { bytes: this.assemble(header, ranges), lanes };
  }

  private lane(ops: readonly Op[]): void {
    // Skips are counted in encoded ops, and an op may need COPY ops before it: first number, then patch.
    const starts: number[] = [];
    const patches: { at: number; index: number; ops: number }[] = [];
    ops.forEach((op, index) => {
      starts.push(this.opCount);
      this.op(op, index);
      if (op.skip) patches.push({ at: this.opCount - 1, index, ops: op.skip.ops });
    });
    starts.push(this.opCount);
    for (const { at, index, ops: count } of patches) {
      const target = starts[index + 1 + count];
      if (target === undefined) throw new RangeError(`encode plan: op ${index} skips beyond the end of its lane`);
      this.ops.writeUInt16LE(target - (at + 1), at * OP_SIZE + 80);
    }
  }

  private op(op: Op, index: number): void {
    const args = op.args.map((arg) => this.arg(arg, index));
    const first = args[1];
    for (const patch of op.patches ?? []) {
      this.copy({ kind: ARG_LOAD32, value: this.slot(patch.slot) }, Number(first?.value ?? 0) + patch.at, 4, index);
    }
    const at = this.emit(kindOf(op), index, this.callNumber(op.call), args);
    if (op.skip) this.ops[at + 62] = op.skip.when === "ok" ? 1 : 2;
    if (op.expect !== undefined) {
      this.ops[at + 63] = 1;
      this.ops.writeInt32LE(op.expect, at + 68);
    }
    if (op.store !== undefined) this.ops.writeUInt32LE(this.slot(op.store), at + 64);
    if ((op.ignore?.length ?? 0) > 4) throw new RangeError(`encode plan: op ${index} ignores more than four errnos`);
    op.ignore?.forEach((name, i) => {
      this.ops.writeUInt16LE(errnoNumber(name), at + 72 + 2 * i);
    });
    if (op.lane !== undefined) this.ops.writeUInt16LE(this.laneNumber(op.lane), at + 82);
  }

  private callNumber(call: Op["call"]): number {
    return call === "netlink" || call === "check" ? 0 : syscallNumber(call, this.architecture);
  }

  private emit(kind: number, index: number, number: number, args: readonly EncodedArg[]): number {
    if ((this.opCount + 1) * OP_WORDS > this.words.length) this.growOps();
    const first = this.opCount++ * OP_WORDS;
    const { words } = this;
    words[first] = kind | (index << 16);
    words[first + 1] = number;
    for (let i = 0; i < args.length; i++) {
      const { kind: argKind, value } = args[i] as EncodedArg;
      words[first + 2 + 2 * i] = lowWord(value);
      words[first + 3 + 2 * i] = highWord(value);
      const kinds = first + 14 + (i >> 2);
      words[kinds] = (words[kinds] ?? 0) | (argKind << (8 * (i & 3)));
    }
    words[first + 16] = NONE;
    return first * 4;
  }

  private growOps(): void {
    const larger = new Uint32Array(this.words.length * 2);
    larger.set(this.words);
    this.words = larger;
    this.ops = Buffer.from(larger.buffer);
  }

  private copy(value: EncodedArg, address: number, width: number, index: number): void {
    this.emit(OP_COPY, index, 0, [value, { kind: ARG_ADDRESS, value: address }, { kind: ARG_IMMEDIATE, value: width }]);
  }

  private arg(arg: Arg, index: number): EncodedArg {
    if (typeof arg !== "object") return { kind: ARG_IMMEDIATE, value: arg };
    if ("flags" in arg) return { kind: ARG_IMMEDIATE, value: this.flags(arg) };
    if ("fd" in arg) return { kind: ARG_LOAD32, value: this.slot(arg.fd) };
    if ("slot" in arg) return { kind: ARG_LOAD64, value: this.slot(arg.slot) };
    return { kind: ARG_ADDRESS, value: this.address(arg, index) };
  }

  private flags(arg: Extract<Arg, { flags: unknown }>): bigint | number {
    let value: bigint | number = arg.plus ?? 0;
    for (const name of arg.flags) value = or(value, flagValue(name, this.architecture));
    return value;
  }

  /** Puts what a pointer argument points to into the data area. */
  private address(arg: Extract<Arg, object>, index: number): number {
    if ("string" in arg) return this.data.string(arg.string);
    if ("strings" in arg) return this.data.pointerArray(arg.strings);
    if ("bytes" in arg) return this.data.raw(arg.bytes);
    if ("address" in arg) return this.slot(arg.address) + (arg.offset ?? 0);
    if ("struct" in arg) return this.struct(arg.struct, index);
    if ("decimal" in arg) return this.decimal(arg.decimal, index);
    throw new TypeError(`encode plan: op ${index} has an argument that is not a pointer`);
  }

  private decimal(text: { prefix: string; slot: string; suffix: string }, index: number): number {
    const at = this.data.allocate(64);
    this.emit(OP_DECIMAL, index, 0, [
      { kind: ARG_ADDRESS, value: this.data.string(text.prefix) },
      { kind: ARG_LOAD32, value: this.slot(text.slot) },
      { kind: ARG_ADDRESS, value: this.data.string(text.suffix) },
      { kind: ARG_ADDRESS, value: at },
    ]);
    return at;
  }

  private struct(fields: readonly Field[], index: number): number {
    const at = this.data.allocate(fields.reduce((size, field) => size + field.size, 0));
    let offset = at;
    for (const { name, size, value } of fields) {
      const encoded = this.arg(value, index);
      if (encoded.kind === ARG_IMMEDIATE) writeInteger(this.data.bytes, offset, size, encoded.value);
      else if (encoded.kind === ARG_ADDRESS) {
        if (size !== 8) throw new RangeError(`encode plan: pointer in ${size}-byte field ${name}`);
        this.data.pointer(offset, Number(encoded.value));
      } else {
        if (size < 4) throw new RangeError(`encode plan: run-time value in ${size}-byte field ${name}`);
        this.copy(encoded, offset, size, index);
      }
      offset += size;
    }
    return at;
  }

  /** Data offset of a slot: "name" (8 bytes), "name[32]" (32 bytes), either with "+n" for n bytes in. */
  private slot(name: string): number {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    const place = this.makeSlot(name);
    this.places.set(name, place);
    return place;
  }

  private makeSlot(name: string): number {
    const match = SLOT_NAME.exec(name);
    if (!match) throw new RangeError(`encode plan: bad slot name ${JSON.stringify(name)}`);
    const [, base = "", size, offset] = match;
    let at = this.slots.get(base);
    if (at === undefined) {
      at = this.data.allocate(Number(size ?? 8));
      this.slots.set(base, at);
      // Unset descriptors must never read as 0 (stdin).
      this.data.bytes.fill(0xff, at, at + Number(size ?? 8));
    }
    return at + Number(offset ?? 0);
  }

  private laneNumber(name: string): number {
    const number = this.laneNumbers.get(name);
    if (number === undefined) throw new RangeError(`encode plan: no lane ${JSON.stringify(name)}`);
    return number;
  }

  private header(monitor: MonitorSettings, laneCount: number): Buffer {
    const header = Buffer.alloc(HEADER_SIZE);
    const slot = (name: string | undefined): number => (name === undefined ? NONE : this.slot(name));
    const text = (value: string | undefined): number => (value === undefined ? NONE : this.data.string(value));
    const u32 = (at: number, value: number): void => {
      header.writeUInt32LE(value, at);
    };
    u32(0, MAGIC);
    u32(4, VERSION);
    u32(44, laneCount - 1);
    const slots = [
      monitor.initPid,
      monitor.initPidfd,
      monitor.report,
      monitor.reportWrite,
      monitor.stdin,
      monitor.stdout,
    ];
    [...slots, monitor.stderr, monitor.terminal, monitor.listen, monitor.start].forEach((name, i) => {
      u32(48 + 4 * i, slot(name));
    });
    u32(88, monitor.stdinOnce ? 1 : 0);
    u32(92, text(monitor.log?.path));
    u32(96, monitor.log?.maxFiles ?? 0);
    header.writeBigUInt64LE(BigInt(monitor.log?.maxBytes ?? 0), 104);
    u32(112, text(monitor.stateRecord));
    u32(116, text(monitor.exitRecord));
    u32(120, monitor.evidence?.length ?? 0);
    u32(124, this.evidence(monitor.evidence ?? []));
    u32(128, monitor.exitCommand ? this.data.pointerArray(monitor.exitCommand.argv) : NONE);
    u32(136, text(monitor.exitCommand?.onlyIf));
    u32(140, monitor.leaves === undefined ? 0 : TRANSIENT[monitor.leaves]);
    u32(132, monitor.exitCommand ? this.data.pointerArray(monitor.exitCommand.env) : NONE);
    return header;
  }

  private evidence(items: NonNullable<MonitorSettings["evidence"]>): number {
    const at = this.data.allocate(12 * items.length);
    items.forEach((item, i) => {
      const values = [item.name, item.path, item.needle].map((s) => (s === undefined ? NONE : this.data.string(s)));
      values.forEach((value, j) => {
        this.data.bytes.writeUInt32LE(value, at + 12 * i + 4 * j);
      });
    });
    return at;
  }

  private assemble(header: Buffer, ranges: readonly { first: number; count: number }[]): Buffer {
    const lanes = HEADER_SIZE;
    const ops = align(lanes + 8 * ranges.length);
    const relocs = ops + this.opCount * OP_SIZE;
    const data = align(relocs + 4 * this.data.relocations.length);
    const total = data + this.data.used;
    [
      total,
      ranges.length,
      lanes,
      this.opCount,
      ops,
      this.data.relocations.length,
      relocs,
      data,
      this.data.used,
    ].forEach((value, i) => {
      header.writeUInt32LE(value, 8 + 4 * i);
    });
    const bytes = Buffer.alloc(total);
    header.copy(bytes);
    ranges.forEach(({ first, count }, i) => {
      bytes.writeUInt32LE(first, lanes + 8 * i);
      bytes.writeUInt32LE(count, lanes + 8 * i + 4);
    });
    this.ops.copy(bytes, ops, 0, this.opCount * OP_SIZE);
    this.data.relocations.forEach((offset, i) => {
      bytes.writeUInt32LE(offset, relocs + 4 * i);
    });
    this.data.bytes.copy(bytes, data, 0, this.data.used);
    return bytes;
  }
}

function kindOf(op: Op): number {
  if (op.call === "netlink") return OP_NETLINK;
  if (op.call === "check") return OP_CHECK;
  return op.lane !== undefined ? OP_CLONE : OP_SYSCALL;
}

const TRANSIENT = { running: 1, created: 2 } as const;

function align(offset: number): number {
  return (offset + 15) & ~15;
}

function writeInteger(buffer: Buffer, at: number, size: number, value: bigint | number): void {
  const low = lowWord(value);
  if (size === 8) {
    buffer.writeUInt32LE(low, at);
    buffer.writeUInt32LE(highWord(value), at + 4);
  } else buffer.writeUIntLE(size === 4 ? low : low & (2 ** (8 * size) - 1), at, size);
}

// Two's complement in two halves. Numbers, which nearly all values are, take a tenth of a bigint's time in cold code.
function lowWord(value: bigint | number): number {
  return typeof value === "number" ? value >>> 0 : Number(BigInt.asUintN(32, value));
}

function highWord(value: bigint | number): number {
  return typeof value === "number" ? Math.floor(value / WORD) >>> 0 : Number(BigInt.asUintN(32, value >> 32n));
}

function or(a: bigint | number, b: bigint | number): bigint | number {
  // Within 31 bits, or nothing on one side: the same as with bigints, signs included.
  if (a === 0) return b;
  if (typeof a === "number" && typeof b === "number" && a >= 0 && b >= 0 && a < 2 ** 31 && b < 2 ** 31) return a | b;
  return BigInt(a) | BigInt(b);
}
