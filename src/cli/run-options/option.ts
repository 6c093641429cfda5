// One flag of `run`: how it looks (OptionSpec), which field of RunOptions it fills, and how.

import type { OptionSpec } from "../command.ts";
import type { CommandContext, RunOptions } from "../engine.ts";
import { parseBoolean } from "../parse-arguments.ts";

/** What a flag was written with and where. */
export interface Typed {
  readonly value: string;
  readonly typed: string;
  readonly context: Pick<CommandContext, "cwd" | "env" | "streams">;
  /** Tells the user about something that has no effect here. */
  readonly warn: (text: string) => void;
}

// A union of functions, because most set one field and have no keys to return.
type Apply = ((draft: RunOptions, typed: Typed) => void) | ((draft: RunOptions, typed: Typed) => readonly string[]);

export interface RunOption extends OptionSpec {
  /** Field of RunOptions, "resources.memoryBytes" for nested ones; the key of flagOf. */
  readonly field: string;
  /** Where the value decides which field it is. */
  readonly fieldOf?: (value: string) => string;
  /** Returns the keys it set when the field is a record. */
  readonly apply: Apply;
}

type BooleanField = {
  [K in keyof RunOptions]-?: RunOptions[K] extends boolean ? K : never;
}[keyof RunOptions];

/** A switch that is one boolean field. */
export function toggle(name: string, field: BooleanField, help: string, short?: string): RunOption {
  const apply = (draft: RunOptions, { value, typed }: Typed) => {
    draft[field] = parseBoolean(value, typed);
  };
  return { name, field, kind: "boolean", help, apply, ...(short === undefined ? {} : { short }) };
}
