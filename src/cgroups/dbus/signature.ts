// D-Bus types: how a signature divides into complete types, and where values of each begin.
// D-Bus specification, sections "Type System" and "Marshaling".

/** A value with its type, which is what D-Bus calls a variant. */
export interface Variant {
  readonly signature: string;
  readonly value: Value;
}

/** 64-bit numbers are bigints; a struct and a dict entry are arrays of their members; "ay" is bytes. */
export type Value = number | bigint | boolean | string | Uint8Array | Variant | readonly Value[];

/** Every eight-byte boundary begins a struct, so that a reader may rely on it. */
const ALIGNMENTS: Readonly<Record<string, 1 | 2 | 4 | 8>> = {
  ...{ y: 1, g: 1, v: 1 },
  ...{ n: 2, q: 2 },
  ...{ b: 4, i: 4, u: 4, s: 4, o: 4, a: 4, h: 4 },
  ...{ x: 8, t: 8, d: 8, "(": 8, "{": 8 },
};

export function alignmentOf(type: string): 1 | 2 | 4 | 8 {
  const alignment = ALIGNMENTS[type[0] ?? ""];
  if (alignment === undefined) throw new RangeError(`"${type}" is no D-Bus type`);
  return alignment;
}

/** "a(sv)us" -> ["a(sv)", "u", "s"] */
export function completeTypes(signature: string): string[] {
  const types: string[] = [];
  for (let at = 0; at < signature.length; ) {
    const end = endOfType(signature, at);
    types.push(signature.slice(at, end));
    at = end;
  }
  return types;
}

const MAX_DEPTH = 64; // 32 arrays in 32 structs

function endOfType(signature: string, start: number, depth = 0): number {
  const first = signature[start] ?? "";
  if (depth > MAX_DEPTH) throw new RangeError("a D-Bus signature is nested too deeply");
  if (first === "a") return endOfType(signature, start + 1, depth + 1);
  const closing = first === "(" ? ")" : first === "{" ? "}" : undefined;
  alignmentOf(first); // throws for what begins no type
  if (closing === undefined) return start + 1;
  let at = start + 1;
  while (at < signature.length && signature[at] !== closing) at = endOfType(signature, at, depth + 1);
  if (signature[at] !== closing) throw new RangeError(`the D-Bus signature ${signature} does not end`);
  return at + 1;
}

/** Types inside "(...)" or "{...}". */
export function membersOf(type: string): string[] {
  return completeTypes(type.slice(1, -1));
}
