// Annotations "org.systemd.property.NAME": VALUE -> properties of the container's unit, VALUE as GVariant text
// (https://docs.gtk.org/glib/gvariant-text-format.html): true, 5, uint64 5, 'text', ['a', 'b'], @as [], <'variant'>.

import { TsRunError } from "../../base/index.ts";
import { alignmentOf, completeTypes, membersOf, type Value, type Variant } from "../dbus/index.ts";
import type { UnitProperty } from "./manager.ts";

export const SYSTEMD_PROPERTY = "org.systemd.property.";

/** As with runc and crun, TimeoutStopSec and its like are given in seconds and told to systemd as ...USec. */
export function propertiesOfAnnotations(annotations: Readonly<Record<string, string>>): UnitProperty[] {
  return Object.entries(annotations)
    .filter(([key]) => key.startsWith(SYSTEMD_PROPERTY))
    .map(([key, text]): UnitProperty => {
      const name = key.slice(SYSTEMD_PROPERTY.length);
      if (!/^[A-Za-z]{3,}$/.test(name)) throw invalid(key, text, `"${name}" is no name of a property`);
      try {
        const value = parseVariant(text);
        return /[a-z]Sec$/.test(name) ? [name.replace(/Sec$/, "USec"), inMicroseconds(value)] : [name, value];
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw invalid(key, text, error.message);
      }
    });
}

function inMicroseconds({ signature, value }: Variant): Variant {
  if (!/^[nqiuxtd]$/.test(signature)) throw new RangeError("seconds are a number");
  return { signature: "t", value: BigInt(Math.round(Number(value) * 1_000_000)) };
}

function invalid(key: string, text: string, reason: string): TsRunError {
  return new TsRunError("ERR_INVALID_SPEC", `read /annotations/${key} ${JSON.stringify(text)}: ${reason}`, {
    hint: "values are GVariant text, as for `busctl call`: true, uint64 5, 'text', ['a', 'b']",
  });
}

const KEYWORDS: Readonly<Record<string, string>> = {
  ...{ boolean: "b", byte: "y", int16: "n", uint16: "q", int32: "i", uint32: "u", int64: "x", uint64: "t" },
  ...{ double: "d", string: "s", objectpath: "o", signature: "g" },
};

/** Throws RangeError. */
export function parseVariant(text: string): Variant {
  const tokens = text.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|@\S+|[[\](){}<>,:]|[^\s[\](){}<>,:'"]+/g) ?? [];
  const parser = new Parser(tokens);
  const value = parser.read();
  if (!parser.isAtEnd) throw new RangeError(`there is more after the value: ${tokens.join(" ")}`);
  return value;
}

class Parser {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  /** With a type from outside, a literal is read as that type; else it has the default one of its form. */
  read(type?: string): Variant {
    const token = this.next();
    if (token.startsWith("@")) return this.read(oneType(token.slice(1)));
    const keyword = Object.hasOwn(KEYWORDS, token) ? KEYWORDS[token] : undefined;
    if (keyword !== undefined) return this.read(keyword);
    if (token === "[") return this.readArray(type);
    if (token === "(") return this.readStruct(type);
    if (token === "<") return { signature: "v", value: this.readClosed(">") };
    return literal(token, type);
  }

  private readArray(type: string | undefined): Variant {
    if (type !== undefined && !type.startsWith("a")) throw new RangeError(`a list is not of type ${type}`);
    const items = this.list("]", () => type?.slice(1));
    const element = type?.slice(1) ?? items[0]?.signature;
    if (element === undefined) throw new RangeError("an empty list needs its type: @as []");
    if (items.some(({ signature }) => signature !== element)) throw new RangeError("a list holds one type of values");
    return { signature: `a${element}`, value: items.map(({ value }) => value) };
  }

  private readStruct(type: string | undefined): Variant {
    const types = type?.startsWith("(") ? membersOf(type) : undefined;
    if (type !== undefined && types === undefined) throw new RangeError(`a tuple is not of type ${type}`);
    const items = this.list(")", (index) => types?.[index]);
    if (types !== undefined && types.length !== items.length) throw new RangeError(`a tuple is not of type ${type}`);
    return {
      signature: `(${items.map(({ signature }) => signature).join("")})`,
      value: items.map(({ value }) => value),
    };
  }

  private readClosed(end: string): Variant {
    const value = this.read();
    if (this.next() !== end) throw new RangeError(`"${end}" is missing`);
    return value;
  }

  private list(end: string, typeOf: (index: number) => string | undefined): Variant[] {
    const items: Variant[] = [];
    while (this.tokens[this.at] !== end) {
      if (items.length > 0 && this.next() !== ",") throw new RangeError(`"," or "${end}" is missing`);
      if (this.tokens[this.at] !== end) items.push(this.read(typeOf(items.length)));
    }
    this.at += 1;
    return items;
  }

  private next(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw new RangeError("the value ends too early");
    this.at += 1;
    return token;
  }
}

function oneType(signature: string): string {
  if (completeTypes(signature).length !== 1) throw new RangeError(`"${signature}" is not one type`);
  return signature;
}

function literal(token: string, type: string | undefined): Variant {
  if (/^['"]/.test(token)) return { signature: textType(type), value: unquoted(token) };
  if (token === "true" || token === "false") {
    if ((type ?? "b") !== "b") throw new RangeError(`${token} is not of type ${type}`);
    return { signature: "b", value: token === "true" };
  }
  if (!/^[-+]?(\d+(\.\d*)?([eE][-+]?\d+)?|0[xX][0-9a-fA-F]+)$/.test(token)) throw new RangeError(`what is "${token}"?`);
  const signature = type ?? (/^[-+]?(\d+|0[xX].*)$/.test(token) ? "i" : "d");
  return { signature, value: numberOf(token, signature) };
}

function textType(type = "s"): string {
  if (!["s", "o", "g"].includes(type)) throw new RangeError(`a text is not of type ${type}`);
  return type;
}

function unquoted(token: string): string {
  const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };
  return token.slice(1, -1).replace(/\\(.)/gs, (_, character: string) => escapes[character] ?? character);
}

function numberOf(token: string, signature: string): Value {
  if (signature === "d") return Number(token);
  if (!/^[ynqiuxt]$/.test(signature) || /[.eE]/.test(token.replace(/^0[xX].*/, "")))
    throw new RangeError(`${token} is not of type ${signature}`);
  const value = token.startsWith("-") ? -BigInt(token.slice(1)) : BigInt(token.replace("+", ""));
  const bits = BigInt(alignmentOf(signature) * 8);
  const isSigned = /^[nix]$/.test(signature);
  const [low, high] = isSigned ? [-(1n << (bits - 1n)), 1n << (bits - 1n)] : [0n, 1n << bits];
  if (value < low || value >= high) throw new RangeError(`${token} is beyond type ${signature}`);
  return bits === 64n ? value : Number(value);
}
