// The part of TOML that hosts.toml files use: tables, dotted and quoted keys, strings, booleans, integers, arrays and
// inline tables. Anything else (dates, floats, multi-line strings, arrays of tables) is an error with its line number.

export type TomlValue = string | number | boolean | readonly TomlValue[] | TomlTable;
export interface TomlTable {
  [key: string]: TomlValue;
}

export class TomlError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

export function parseToml(text: string): TomlTable {
  return new TomlReader(text).document();
}

export function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === "object" && !Array.isArray(value);
}

const escapes: Readonly<Record<string, string>> = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", '"': '"', "\\": "\\" };
const newTable = (): TomlTable => Object.create(null) as TomlTable; // no prototype: a key may be "__proto__"

class TomlReader {
  readonly #text: string;
  #at = 0;
  readonly #headers = new Set<string>();

  constructor(text: string) {
    this.#text = text.replace(/\r\n/g, "\n");
  }

  document(): TomlTable {
    const root = newTable();
    let table = root;
    for (;;) {
      this.#take(/(?:[ \t\n]|#[^\n]*)*/y);
      if (this.#at >= this.#text.length) return root;
      if (this.#text[this.#at] === "[") table = this.#header(root);
      else this.#assignment(table);
      this.#take(/[ \t]*(?:#[^\n]*)?/y);
      if (this.#at < this.#text.length && this.#take(/\n/y) === undefined)
        throw this.#error("the line should end here");
    }
  }

  #header(root: TomlTable): TomlTable {
    if (this.#take(/\[\[/y) !== undefined) throw this.#error("arrays of tables ([[…]]) are not supported here");
    this.#take(/\[[ \t]*/y);
    const keys = this.#keys();
    if (this.#take(/[ \t]*\]/y) === undefined) throw this.#error("']' is missing");
    const name = JSON.stringify(keys);
    if (this.#headers.has(name)) throw this.#error(`table [${keys.join(".")}] is there twice`);
    this.#headers.add(name);
    return this.#descend(root, keys);
  }

  #assignment(table: TomlTable): void {
    const keys = this.#keys();
    if (this.#take(/[ \t]*=[ \t]*/y) === undefined) throw this.#error(`'=' is missing after ${keys.join(".")}`);
    const value = this.#value();
    const last = keys.pop() ?? "";
    const target = this.#descend(table, keys);
    if (target[last] !== undefined) throw this.#error(`key ${last} is there twice`);
    target[last] = value;
  }

  #descend(table: TomlTable, keys: readonly string[]): TomlTable {
    let current = table;
    for (const key of keys) {
      const next = current[key] ?? newTable();
      if (!isTable(next)) throw this.#error(`${key} is a value already, not a table`);
      current[key] = next;
      current = next;
    }
    return current;
  }

  #keys(): string[] {
    const keys: string[] = [];
    do {
      const key = this.#take(/[A-Za-z0-9_-]+/y) ?? this.#string();
      if (key === undefined) throw this.#error("a key is missing");
      keys.push(key);
    } while (this.#take(/[ \t]*\.[ \t]*/y) !== undefined);
    return keys;
  }

  #value(): TomlValue {
    const text = this.#string();
    if (text !== undefined) return text;
    if (this.#take(/\[/y) !== undefined) return this.#array();
    if (this.#take(/\{[ \t]*/y) !== undefined) return this.#inlineTable();
    const word = this.#take(/[^\s,\]}#]+/y);
    if (word === undefined) throw this.#error("a value is missing");
    if (word === "true" || word === "false") return word === "true";
    if (/^[+-]?[0-9](?:_?[0-9])*$/.test(word)) return Number(word.replaceAll("_", ""));
    throw this.#error(`"${word}" is not a string, boolean, integer, array or table; only these are supported here`);
  }

  #array(): TomlValue[] {
    const values: TomlValue[] = [];
    const gap = /(?:[ \t\n]|#[^\n]*)*/y;
    for (;;) {
      this.#take(gap);
      if (this.#take(/\]/y) !== undefined) return values;
      values.push(this.#value());
      this.#take(gap);
      if (this.#take(/,/y) === undefined && this.#text[this.#at] !== "]")
        throw this.#error("',' or ']' is missing in the array");
    }
  }

  #inlineTable(): TomlTable {
    const table = newTable();
    if (this.#take(/\}/y) !== undefined) return table;
    for (;;) {
      this.#assignment(table);
      if (this.#take(/[ \t]*\}/y) !== undefined) return table;
      if (this.#take(/[ \t]*,[ \t]*/y) === undefined) throw this.#error("',' or '}' is missing in the inline table");
    }
  }

  #string(): string | undefined {
    if (this.#take(/"""|'''/y) !== undefined) throw this.#error("multi-line strings are not supported here");
    const literal = this.#take(/'[^'\n]*'/y);
    if (literal !== undefined) return literal.slice(1, -1);
    const basic = this.#take(/"(?:[^"\\\n]|\\.)*"/y);
    if (basic !== undefined) return this.#unescape(basic.slice(1, -1));
    if (/["']/.test(this.#text[this.#at] ?? "")) throw this.#error("the string does not end on its line");
    return undefined;
  }

  #unescape(text: string): string {
    return text.replace(
      /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g,
      (whole, short?: string, long?: string, letter?: string) => {
        const code = short ?? long;
        if (code !== undefined && Number.parseInt(code, 16) <= 0x10ffff)
          return String.fromCodePoint(Number.parseInt(code, 16));
        const plain = letter === undefined ? undefined : escapes[letter];
        if (plain === undefined) throw this.#error(`"${whole}" is not an escape of TOML`);
        return plain;
      },
    );
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #error(message: string): TomlError {
    return new TomlError(this.#text.slice(0, this.#at).split("\n").length, message);
  }
}
