// Arguments of one command -> flags and positionals, with docker's (pflag's) rules: -it, -p8080:80, -m=64m, --rm=false,
// repeated flags, `--`, and for run/exec nothing after the image is ours.

import type { Command, OptionSpec } from "./command.ts";
import { nearest } from "./suggest.ts";
import { usageError } from "./usage-error.ts";

/** One flag as it was typed: "-m 64m". */
export interface Occurrence {
  readonly option: OptionSpec;
  readonly value: string;
  readonly typed: string;
}

const HELP: OptionSpec = { name: "help", kind: "boolean", help: "Print this help" };

export class ParsedArguments {
  readonly occurrences: readonly Occurrence[];
  readonly positionals: readonly string[];

  constructor(occurrences: readonly Occurrence[], positionals: readonly string[]) {
    this.occurrences = occurrences;
    this.positionals = positionals;
  }

  /** Every occurrence of the named options, in the order typed. */
  all(...names: readonly string[]): Occurrence[] {
    return this.occurrences.filter(({ option }) => names.includes(option.name));
  }

  last(name: string): Occurrence | undefined {
    return this.all(name).at(-1);
  }

  string(name: string): string | undefined {
    return this.last(name)?.value;
  }

  list(name: string): string[] {
    return this.all(name).map(({ value }) => value);
  }

  boolean(name: string): boolean {
    return this.string(name) === "true";
  }

  /** The n-th positional; only for those that `positionals.min` guarantees. */
  positional(index: number): string {
    const value = this.positionals[index];
    if (value === undefined) throw usageError(`argument ${index + 1} is missing`);
    return value;
  }
}

type Shape = Pick<Command, "name" | "options" | "positionals" | "usage" | "stopAtFirst"> & {
  /** "ts-run" where nothing is said. */
  readonly program?: string;
};

export function parseArguments(command: Shape, args: readonly string[]): ParsedArguments {
  const occurrences: Occurrence[] = [];
  const positionals: string[] = [];
  const lookup = optionLookup(command);
  let index = 0;
  const takeNext = () => args[index++];
  for (let word = takeNext(); word !== undefined; word = takeNext()) {
    if (word === "--") {
      positionals.push(...args.slice(index));
      break;
    }
    if (word.startsWith("--")) occurrences.push(parseLong(word, lookup, takeNext));
    else if (word.startsWith("-") && word !== "-") occurrences.push(...parseShort(word, lookup, takeNext));
    else {
      positionals.push(word);
      if (!command.stopAtFirst) continue;
      positionals.push(...args.slice(index));
      break;
    }
  }
  const parsed = new ParsedArguments(occurrences, positionals);
  if (!parsed.boolean("help")) checkCount(command, positionals.length);
  return parsed;
}

interface Lookup {
  readonly command: string;
  readonly long: ReadonlyMap<string, OptionSpec>;
  readonly short: ReadonlyMap<string, OptionSpec>;
}

function optionLookup(command: Shape): Lookup {
  const long = new Map([HELP, ...command.options].map((option) => [option.name, option]));
  const short = new Map([["h", HELP]]); // unless the table has its own -h, as run has
  for (const option of command.options) if (option.short) short.set(option.short, option);
  return { command: commandLine(command), long, short };
}

function parseLong(word: string, lookup: Lookup, takeNext: () => string | undefined): Occurrence {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
  const option = lookup.long.get(name);
  if (!option) throw unknownFlag(`--${name}`, lookup);
  if (equals >= 0) return occurrence(option, word.slice(equals + 1), word);
  if (option.kind === "boolean") return { option, value: "true", typed: word };
  return occurrence(option, requireValue(option, word, takeNext()), undefined, word);
}

/** A cluster such as -it, or -itm64m: booleans until an option takes the rest, or the next word, as its value. */
function parseShort(word: string, lookup: Lookup, takeNext: () => string | undefined): Occurrence[] {
  const found: Occurrence[] = [];
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? "";
    const flag = `-${letter}`;
    const option = lookup.short.get(letter);
    if (!option) throw unknownFlag(flag, lookup, word);
    const rest = word.slice(at + 1);
    if (rest.startsWith("=")) return [...found, occurrence(option, rest.slice(1), `${flag}${rest}`)];
    if (option.kind === "boolean") {
      found.push({ option, value: "true", typed: flag });
      continue;
    }
    if (rest !== "") return [...found, occurrence(option, rest, undefined, flag)];
    return [...found, occurrence(option, requireValue(option, flag, takeNext()), undefined, flag)];
  }
  return found;
}

function occurrence(option: OptionSpec, value: string, typed: string | undefined, flag?: string): Occurrence {
  const shown = typed ?? `${flag} ${value}`;
  if (option.kind !== "boolean") return { option, value, typed: shown };
  return { option, value: String(parseBoolean(value, shown)), typed: shown };
}

export function parseBoolean(value: string, typed: string): boolean {
  if (/^(1|t|true)$/i.test(value)) return true;
  if (/^(0|f|false)$/i.test(value)) return false;
  throw usageError(`parse ${typed}: "${value}" is neither true nor false`);
}

function requireValue(option: OptionSpec, flag: string, value: string | undefined): string {
  if (value === undefined) throw usageError(`flag ${flag} needs a value`, `write ${flag} ${option.value ?? "VALUE"}`);
  return value;
}

function unknownFlag(flag: string, lookup: Lookup, word = flag): Error {
  const { command } = lookup;
  const cluster = word === flag ? "" : ` in ${word}`;
  const near = flag.startsWith("--") ? nearest(flag.slice(2), lookup.long.keys()) : undefined;
  const hint = near ? `did you mean --${near}?` : `${command} --help lists the flags`;
  return usageError(`unknown flag ${flag}${cluster} of ${command}`, hint);
}

function checkCount(command: Shape, count: number): void {
  const { min, max } = command.positionals;
  const line = commandLine(command);
  const hint = `usage: ${line} [FLAGS] ${command.usage}`.trimEnd();
  const arguments_ = (n: number) => `${n} argument${n === 1 ? "" : "s"}`;
  if (count < min) throw usageError(`${line} needs at least ${arguments_(min)}, got ${count}`, hint);
  if (max !== undefined && count > max) {
    throw usageError(`${line} takes at most ${arguments_(max)}, got ${count}`, hint);
  }
}

function commandLine({ program = "ts-run", name }: Shape): string {
  return `${program} ${name}`.trimEnd();
}
