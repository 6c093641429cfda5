// Values -> the D-Bus wire format, little-endian.

import { alignmentOf, completeTypes, membersOf, type Value, type Variant } from "./signature.ts";

export function marshal(signature: string, values: readonly Value[]): Buffer {
  const writer = new Writer();
  const types = completeTypes(signature);
  if (types.length !== values.length) throw new RangeError(`${values.length} values for the signature ${signature}`);
  for (const [index, type] of types.entries()) writer.write(type, values[index] as Value);
  return writer.bytes();
}

class Writer {
  private buffer = Buffer.alloc(256);
  private length = 0;

  bytes(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.length));
  }

  write(type: string, value: Value): void {
    this.align(alignmentOf(type));
    const code = type[0] ?? "";
    if (code === "a") this.writeArray(type.slice(1), value);
    else if (code === "(" || code === "{") this.writeMembers(membersOf(type), value as readonly Value[]);
    else if (code === "v") this.writeVariant(value as Variant);
    else if (code === "s" || code === "o" || code === "g") this.writeText(code, value as string);
    else this.writeNumber(code, value as number | bigint | boolean);
  }

  private writeNumber(code: string, value: number | bigint | boolean): void {
    const size = alignmentOf(code); // of a number: its size
    const at = this.reserve(size);
    if (code === "d") this.buffer.writeDoubleLE(Number(value), at);
    else if (code === "x") this.buffer.writeBigInt64LE(BigInt(value), at);
    else if (code === "t") this.buffer.writeBigUInt64LE(BigInt(value), at);
    else if (code === "n" || code === "i") this.buffer.writeIntLE(Number(value), at, size);
    else this.buffer.writeUIntLE(Number(value), at, size);
  }

  private writeText(code: string, value: string): void {
    const text = Buffer.from(value);
    if (text.includes(0)) throw new RangeError("a D-Bus string cannot hold a NUL");
    this.writeNumber(code === "g" ? "y" : "u", text.length);
    this.put(text);
    this.reserve(1); // what is reserved is zero: the NUL at the end
  }

  private writeVariant({ signature, value }: Variant): void {
    if (completeTypes(signature).length !== 1) throw new RangeError(`a variant has one type, not "${signature}"`);
    this.writeText("g", signature);
    this.write(signature, value);
  }

  private writeMembers(types: readonly string[], values: readonly Value[]): void {
    if (types.length !== values.length) throw new RangeError(`${values.length} values for ${types.length} members`);
    for (const [index, type] of types.entries()) this.write(type, values[index] as Value);
  }

  /** The length counts the elements, not the padding before the first. */
  private writeArray(type: string, value: Value): void {
    const lengthAt = this.reserve(4);
    this.align(alignmentOf(type));
    const start = this.length;
    if (value instanceof Uint8Array) this.put(value);
    else for (const element of value as readonly Value[]) this.write(type, element);
    this.buffer.writeUInt32LE(this.length - start, lengthAt);
  }

  private put(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length); // first: it may replace the buffer
    this.buffer.set(bytes, at);
  }

  private align(alignment: number): void {
    this.reserve(-this.length & (alignment - 1));
  }

  private reserve(size: number): number {
    const at = this.length;
    this.length += size;
    while (this.length > this.buffer.length)
      this.buffer = Buffer.concat([this.buffer, Buffer.alloc(this.buffer.length)]);
    return at;
  }
}
