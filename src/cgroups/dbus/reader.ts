// The D-Bus wire format, little-endian -> values. Reading beyond the end throws a RangeError of Buffer's.

import { alignmentOf, completeTypes, membersOf, type Value } from "./signature.ts";

export function unmarshal(signature: string, bytes: Buffer): Value[] {
  const reader = new Reader(bytes);
  return completeTypes(signature).map((type) => reader.read(type));
}

class Reader {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  read(type: string): Value {
    this.align(alignmentOf(type));
    const code = type[0] ?? "";
    if (code === "a") return this.readArray(type.slice(1));
    if (code === "(" || code === "{") return membersOf(type).map((member) => this.read(member));
    if (code === "v") return this.readVariant();
    if (code === "s" || code === "o" || code === "g") return this.readText(code);
    return this.readNumber(code);
  }

  private readNumber(code: string): number | bigint | boolean {
    const size = alignmentOf(code);
    const at = this.take(size);
    if (code === "d") return this.bytes.readDoubleLE(at);
    if (code === "x") return this.bytes.readBigInt64LE(at);
    if (code === "t") return this.bytes.readBigUInt64LE(at);
    if (code === "n" || code === "i") return this.bytes.readIntLE(at, size);
    const value = this.bytes.readUIntLE(at, size);
    return code === "b" ? value !== 0 : value;
  }

  private readText(code: string): string {
    const length = Number(this.readNumber(code === "g" ? "y" : "u"));
    const at = this.take(length + 1);
    return this.bytes.toString("utf8", at, at + length);
  }

  private readVariant(): Value {
    const signature = this.readText("g");
    if (completeTypes(signature).length !== 1) throw new RangeError(`a variant has one type, not "${signature}"`);
    return { signature, value: this.read(signature) };
  }

  private readArray(type: string): Value {
    const length = Number(this.readNumber("u"));
    this.align(alignmentOf(type));
    const end = this.at + length;
    if (end > this.bytes.length) throw new RangeError("a D-Bus array is longer than its message");
    if (type === "y") return this.bytes.subarray(this.take(length), end);
    const values: Value[] = [];
    while (this.at < end) values.push(this.read(type));
    return values;
  }

  private align(alignment: number): void {
    this.at += -this.at & (alignment - 1);
  }

  private take(size: number): number {
    const at = this.at;
    this.at += size;
    if (this.at > this.bytes.length) throw new RangeError("a D-Bus message ends too early");
    return at;
  }
}
