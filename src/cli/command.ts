// What a command is: one declarative table (options, arguments) that the parser, the help pages, the shell completion
// and docs/commands.md all read, and one function.

import type { CommandContext, Engine } from "./engine.ts";
import type { ParsedArguments } from "./parse-arguments.ts";

/** What completes a value: names the engine knows, paths, or a fixed list of words. */
export type Completion = "container" | "running" | "image" | "volume" | "file" | readonly string[];

export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** boolean: `--rm`, `--rm=false`. string: the last one wins. list: every one counts. */
  readonly kind: "boolean" | "string" | "list";
  /** Placeholder of the value in help, "BYTES". */
  readonly value?: string;
  readonly help: string;
  readonly complete?: Completion;
}

export interface Positionals {
  readonly min: number;
  /** Undefined: any number. */
  readonly max?: number;
  readonly complete?: Completion;
}

export interface Command {
  /** "run", "volume create". */
  readonly name: string;
  readonly summary: string;
  /** What follows the flags: "IMAGE [COMMAND] [ARG...]". */
  readonly usage: string;
  readonly options: readonly OptionSpec[];
  readonly positionals: Positionals;
  /** The first argument that is no flag ends the flags; the rest belongs to the container (run, create, exec). */
  readonly stopAtFirst?: boolean;
  readonly examples?: readonly string[];
  readonly run: (services: Services, args: ParsedArguments, context: CommandContext) => Promise<number>;
}

/** What commands may ask for; opened on first use, after all arguments were judged. */
export interface Services {
  engine(): Promise<Engine>;
  readonly version: string;
  readonly root: string;
  readonly runDir: string;
}
