// What a ts-runc command is: a table of its flags, and one function over the runtime of this host.

import { readlinkSync } from "node:fs";
import { hasErrno, TsRunError } from "../../base/index.ts";
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

/** Flags of runc's that cannot be honoured: using one is an error by name, never ignored. */
export function refuseFlags(args: ParsedArguments, ...names: readonly string[]): void {
  for (const { option, value: given } of args.all(...names)) {
    if (given === "false") continue;
    throw new TsRunError("ERR_UNSUPPORTED", `--${option.name} ${given}: not supported by ts-runc`, {
      hint: "leave the flag out, or use another runtime for this container",
    });
  }
}

/** --preserve-fds N and the sockets of LISTEN_FDS before them: the descriptors from 3 on, which must be open. */
export function preservedFds(args: ParsedArguments, listening = 0): number[] {
  const count = integer(args, "preserve-fds") ?? 0;
  if (count < 0) throw new TsRunError("ERR_USAGE", `--preserve-fds ${count}: not a count`);
  const fds = Array.from({ length: listening + count }, (_, i) => 3 + i);
  const closed = fds.find((fd) => !isOpen(fd));
  if (closed === undefined) return fds;
  const what = closed < 3 + listening ? `LISTEN_FDS=${listening}` : `--preserve-fds ${count}`;
  throw new TsRunError("ERR_USAGE", `${what}: descriptor ${closed} is not open`, {
    hint: "the caller has to open all descriptors from 3 on",
  });
}

/** Node's first descriptor is an epoll instance: where that is found, the caller's have ended. */
function isOpen(fd: number): boolean {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`) !== "anon_inode:[eventpoll]";
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return false;
    throw error;
  }
}

export function integer(args: ParsedArguments, name: string): number | undefined {
  const text = args.string(name);
  if (text === undefined || text === "") return undefined;
  if (/^-?\d+$/.test(text)) return Number(text);
  throw new TsRunError("ERR_USAGE", `--${name} ${text}: not a number`);
}
