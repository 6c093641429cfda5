// From an argument vector to an exit code, without touching the process: global flags, the command, errors in words.

import { TsRunError } from "../base/index.ts";
import type { Command, OptionSpec, Services } from "./command.ts";
import { commandAliases, commandLoaders } from "./commands/index.ts";
import { type CommandContext, openEngine } from "./engine.ts";
import { exitCodeOf } from "./exit-code.ts";
import { type ParsedArguments, parseArguments } from "./parse-arguments.ts";
import { renderError } from "./print-error.ts";
import { nearest } from "./suggest.ts";
import { usageError } from "./usage-error.ts";

export const globalOptions: readonly OptionSpec[] = [
  {
    name: "root",
    kind: "string",
    value: "DIR",
    help: "Where images, containers and volumes are kept (/var/lib/ts-run)",
    complete: "file",
  },
  {
    name: "run-dir",
    kind: "string",
    value: "DIR",
    help: "Where run-time state is kept (/run/ts-run)",
    complete: "file",
  },
  { name: "debug", short: "D", kind: "boolean", help: "Print causes and stack traces of errors" },
  { name: "version", short: "v", kind: "boolean", help: "Print the version" },
];

/** What only the front door knows about itself. */
export interface Caller {
  readonly uid: number;
  readonly version: string;
  /** Command line that starts this program again; monitors execute it after an exit. */
  readonly selfCommand?: readonly string[];
  /** Tests hand in a recording double. */
  readonly openEngine?: typeof openEngine;
}

export async function dispatch(context: CommandContext, caller: Caller): Promise<number> {
  let debug = false;
  try {
    const globals = parseGlobals(context.args);
    debug = globals.boolean("debug");
    return await runCommand(globals, { ...context, args: globals.positionals }, caller);
  } catch (error) {
    if (isBrokenPipe(error)) return 141; // as if SIGPIPE had ended us: `ts-run ps | head` is no failure to talk about
    if (!(error instanceof TsRunError && error.code === "ERR_CANCELLED" && !debug))
      context.writeError(renderError(error, debug));
    return exitCodeOf(error);
  }
}

function parseGlobals(args: readonly string[]): ParsedArguments {
  const shape = { name: "", usage: "COMMAND", options: globalOptions, positionals: { min: 0 }, stopAtFirst: true };
  return parseArguments(shape, args);
}

async function runCommand(globals: ParsedArguments, context: CommandContext, caller: Caller): Promise<number> {
  const services = makeServices(globals, context, caller);
  if (globals.boolean("version")) {
    context.write(`ts-run version ${caller.version}\n`);
    return 0;
  }
  const found = findCommand(context.args);
  if (globals.boolean("help") || found === undefined || found.name === "help") {
    return await (await import("./help.ts")).helpFor(
      found,
      globals.boolean("help") || context.args[0] === "help",
      context,
    );
  }
  const command = await found.load();
  const args = parseArguments(command, found.rest);
  if (args.boolean("help")) return await (await import("./help.ts")).printCommandHelp(command, context);
  return await command.run(services, args, { ...context, args: found.rest });
}

export interface FoundCommand {
  readonly name: string;
  readonly rest: readonly string[];
  readonly load: () => Promise<Command>;
}

/** Commands are one word or two ("volume create"). A bare group ("volume") and no word at all find nothing. */
export function findCommand(args: readonly string[]): FoundCommand | undefined {
  const [first, second] = args;
  if (first === undefined) return undefined;
  if (first === "help")
    return { name: "help", rest: args.slice(1), load: () => Promise.reject(new Error("help has no module")) };
  for (const length of [2, 1]) {
    const typed = args.slice(0, length).join(" ");
    const name = commandAliases[typed] ?? typed;
    const load = commandLoaders[name];
    if (load && (length === 1 || second !== undefined)) return { name, rest: args.slice(length), load };
  }
  if (groups().has(first) && (second === undefined || second.startsWith("-"))) return undefined;
  throw unknownCommand(first, groups().has(first) ? second : undefined);
}

function groups(): Set<string> {
  return new Set(
    [...Object.keys(commandLoaders), ...Object.keys(commandAliases)]
      .filter((name) => name.includes(" "))
      .map((name) => name.split(" ", 1)[0] ?? ""),
  );
}

function unknownCommand(first: string, second: string | undefined): Error {
  const typed = second === undefined ? first : `${first} ${second}`;
  const near = nearest(
    typed,
    [...Object.keys(commandLoaders), ...Object.keys(commandAliases)].filter((name) => !name.startsWith("_")),
  );
  return usageError(
    `unknown command "${typed}"`,
    near ? `did you mean ts-run ${near}?` : "ts-run --help lists the commands",
  );
}

function makeServices(globals: ParsedArguments, context: CommandContext, caller: Caller): Services {
  const root = globals.string("root") ?? "/var/lib/ts-run";
  const runDir = globals.string("run-dir") ?? "/run/ts-run";
  const open = async () => {
    if (caller.uid !== 0) {
      throw new TsRunError(
        "ERR_UNSUPPORTED",
        `open ${root}: only root can make containers, this is uid ${caller.uid}`,
        { hint: "run it with sudo" },
      );
    }
    return await (caller.openEngine ?? openEngine)({
      root,
      runDir,
      env: context.env,
      selfCommand: caller.selfCommand ?? [],
    });
  };
  let engine: ReturnType<typeof open> | undefined;
  return { engine: () => (engine ??= open()), version: caller.version, root, runDir };
}

export function isBrokenPipe(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error as { code?: unknown }).code === "EPIPE" &&
    (error as { syscall?: unknown }).syscall === "write"
  );
}
