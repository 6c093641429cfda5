// Words of an unfinished command line -> candidates for the last one, from the same tables that parse it.

import type { Command, Completion, OptionSpec } from "./command.ts";
import { commandAliases, commandLoaders } from "./commands/index.ts";

type NameKind = "container" | "running" | "image" | "volume";
type Names = (kind: NameKind) => Promise<string[]>;

const GLOBAL_WITH_VALUE = ["--root", "--run-dir"];

export async function completeWords(words: readonly string[], names: Names): Promise<string[]> {
  const current = words.at(-1) ?? "";
  const before = skipGlobals(words.slice(0, -1));
  const command = await findWholeCommand(before);
  if (!command) return commandWords(before, current);
  const rest = before.slice(command.length);
  const candidates = await candidatesOf(command.command, rest, current, names);
  return [...new Set(candidates)].filter((word) => word === ":files" || word.startsWith(current)).sort();
}

function skipGlobals(words: readonly string[]): string[] {
  const rest = [...words];
  while (rest[0]?.startsWith("-")) rest.splice(0, GLOBAL_WITH_VALUE.includes(rest[0]) ? 2 : 1);
  return rest;
}

async function findWholeCommand(words: readonly string[]): Promise<{ command: Command; length: number } | undefined> {
  for (const length of [2, 1]) {
    if (words.length < length) continue;
    const typed = words.slice(0, length).join(" ");
    const load = commandLoaders[commandAliases[typed] ?? typed];
    if (load) return { command: await load(), length };
  }
  return undefined;
}

function commandWords(before: readonly string[], current: string): string[] {
  const all = [...Object.keys(commandLoaders), ...Object.keys(commandAliases), "help"].filter(
    (name) => !name.startsWith("_"),
  );
  const prefix = before.length > 0 ? `${before.join(" ")} ` : "";
  const next = all
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length).split(" ", 1)[0] ?? "");
  return [...new Set(next)].filter((word) => word.startsWith(current)).sort();
}

async function candidatesOf(
  command: Command,
  rest: readonly string[],
  current: string,
  names: Names,
): Promise<string[]> {
  const { waiting, positionals } = walk(command, rest);
  if (waiting) return await valuesOf(waiting.complete, names);
  const inContainer = command.stopAtFirst && positionals > 0;
  if (inContainer && !(command.name === "exec" && positionals === 0)) return [":files"];
  const assigned = /^(--[\w-]+)=/.exec(current);
  if (assigned) {
    const option = command.options.find(({ name }) => `--${name}` === assigned[1]);
    return (await valuesOf(option?.complete, names)).map((value) =>
      value === ":files" ? value : `${assigned[0]}${value}`,
    );
  }
  if (current.startsWith("-")) return ["--help", ...command.options.map(({ name }) => `--${name}`)];
  return await valuesOf(command.positionals.complete, names);
}

/** How many positionals there were, and the option whose value is being typed, if any. */
function walk(command: Command, words: readonly string[]): { waiting?: OptionSpec; positionals: number } {
  let positionals = 0;
  let waiting: OptionSpec | undefined;
  for (const word of words) {
    if (waiting) waiting = undefined;
    else if (command.stopAtFirst && positionals > 0) positionals++;
    else if (/^--?[^-]/.test(word)) waiting = optionAwaitingValue(command, word);
    else positionals++;
  }
  return waiting ? { waiting, positionals } : { positionals };
}

function optionAwaitingValue(command: Command, word: string): OptionSpec | undefined {
  if (word.includes("=")) return undefined;
  const option = word.startsWith("--")
    ? command.options.find(({ name }) => `--${name}` === word)
    : command.options.find(({ short }) => short !== undefined && word.endsWith(short));
  return option?.kind === "boolean" ? undefined : option;
}

async function valuesOf(completion: Completion | undefined, names: Names): Promise<string[]> {
  if (completion === undefined) return [];
  if (completion === "file") return [":files"];
  return typeof completion === "string" ? await names(completion) : [...completion];
}
