// Counters of the kernel as bigints, and JSON that holds them as numbers.

export type Json =
  | bigint
  | number
  | string
  | boolean
  | null
  | readonly (Json | undefined)[]
  | { readonly [key: string]: Json | undefined };

/** 0 for what is absent or no number. */
export function count(text: string | undefined): bigint {
  return text !== undefined && /^\d+$/.test(text) ? BigInt(text) : 0n;
}

/** "max" as the largest number there is, as Go programs have it. */
export function limitOf(text: string | undefined): bigint {
  return text === "max" ? 2n ** 64n - 1n : count(text);
}

/** "key value" lines; what follows the value is not looked at. */
export function keyed(text: string | undefined): Record<string, bigint> {
  const values: Record<string, bigint> = {};
  for (const line of text?.split("\n") ?? []) {
    const [key, value] = line.split(" ");
    if (key && value !== undefined) values[key] = count(value);
  }
  return values;
}

/** "0-2,5" -> [0, 1, 2, 5] */
export function numbersOf(list: string | undefined): number[] {
  return (list ?? "")
    .split(",")
    .filter((range) => range !== "")
    .flatMap((range) => {
      const [first = "", last = first] = range.split("-");
      return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index);
    });
}

/** JSON.stringify() has no bigints: they go through as texts that nothing else looks like. */
export function stringify(value: Json): string {
  const text = JSON.stringify(value, (_, member: Json) => (typeof member === "bigint" ? `\0${member}` : member));
  return text.replace(/"\\u0000(\d+)"/g, "$1");
}
