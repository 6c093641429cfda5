// What a ts-runc command is: a table of its flags, and one function over the runtime of this host.

import { TsRunError } from "../../base/index.ts";
import type { RuntimeHost } from "../../runtime/index.ts";
import type { OptionSpec, Positionals } from "../command.ts";
import type { CommandContext } from "../engine.ts";
import type { ParsedArguments } from "../parse-arguments.ts";

export interface RuncCommand {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly options: readonly OptionSpec[];
  readonly positionals: Positionals;
  readonly stopAtFirst?: boolean;
  /** Exit code for an error of ours; 1 where nothing is said. */
  readonly errorCode?: number;
  readonly run: (host: RuntimeHost, args: ParsedArguments, context: CommandContext) => Promise<number>;
}

export function flag(name: string, help: string, short?: string): OptionSpec {
  return { name, kind: "boolean", help, ...(short !== undefined && { short }) };
}

export function value(name: string, placeholder: string, help: string, short?: string): OptionSpec {
  return { name, kind: "string", value: placeholder, help, ...(short !== undefined && { short }) };
}

export const ONE_ID: Positionals = { min: 1, max: 1 };

/** Flags of runc's that this version cannot honour: using one is an error by name, never ignored. */
export const refusedOptions: readonly OptionSpec[] = [
  flag("no-pivot", "Not supported: the rootfs is always entered by pivot_root"),
  flag("no-new-keyring", "Not supported: every container gets a session keyring of its own"),
  value("preserve-fds", "N", "Not supported but for 0: no descriptor but the standard streams reaches the container"),
  value("pidfd-socket", "PATH", "Not supported"),
];

export function refuseFlags(args: ParsedArguments, ...names: readonly string[]): void {
  for (const { option, value: given } of args.all(...names)) {
    if (given === "false" || (option.name === "preserve-fds" && Number(given) === 0)) continue;
    throw new TsRunError("ERR_UNSUPPORTED", `--${option.name} ${given}: not supported by ts-runc`, {
      hint: "leave the flag out, or use another runtime for this container",
    });
  }
}

export function integer(args: ParsedArguments, name: string): number | undefined {
  const text = args.string(name);
  if (text === undefined || text === "") return undefined;
  if (/^-?\d+$/.test(text)) return Number(text);
  throw new TsRunError("ERR_USAGE", `--${name} ${text}: not a number`);
}
