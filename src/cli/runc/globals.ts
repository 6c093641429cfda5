// Flags that stand before the command, or after it like its own (as with runc since 1.5).

import { TsRunError } from "../../base/index.ts";
import type { CgroupManager } from "../../runtime/index.ts";
import { ParsedArguments, parseArguments } from "../parse-arguments.ts";
import { flag, type RuncCommand, value } from "./command.ts";

export const PROGRAM = "ts-runc";

export const globalOptions = [
  value("root", "DIR", "Where state is kept (/run/ts-runc)"),
  value("log", "FILE", "Where errors, warnings and with --debug all steps are written (stderr only)"),
  value("log-format", "text|json", "Form of that log"),
  flag("debug", "Tell every operation, and the stack traces of errors"),
  flag("systemd-cgroup", "The same as --cgroup-manager systemd"),
  value("cgroup-manager", "cgroupfs|systemd|disabled", "Who makes cgroups: ts-runc, systemd as scopes, or nobody"),
  value("criu", "PATH", "The criu program of checkpoint and restore"),
  value("rootless", "BOOL", "auto and false only: ts-runc needs root"),
];
const version = flag("version", "Print the version", "v");

/** Everything up to the command's name; the rest are positionals. */
export function parseGlobals(args: readonly string[]): ParsedArguments {
  const options = [...globalOptions, version];
  return parseArguments(
    { program: PROGRAM, name: "", usage: "COMMAND", options, positionals: { min: 0 }, stopAtFirst: true },
    args,
  );
}

/** The command's own arguments, and all global ones together: the later of two wins. */
export function parseCommand(
  command: RuncCommand,
  before: ParsedArguments,
): { args: ParsedArguments; globals: ParsedArguments } {
  const own = new Set(command.options.map(({ name }) => name));
  const shared = globalOptions.filter(({ name }) => !own.has(name));
  const args = parseArguments(
    { ...command, program: PROGRAM, options: [...command.options, ...shared] },
    before.positionals.slice(1),
  );
  const later = args.occurrences.filter(({ option }) => shared.includes(option));
  return { args, globals: new ParsedArguments([...before.occurrences, ...later], []) };
}

/** Engines pass it with every command; it matters to those that make a container, which remembers it. */
export function cgroupManagerOf(globals: ParsedArguments): CgroupManager {
  const name = globals.string("cgroup-manager") ?? (globals.boolean("systemd-cgroup") ? "systemd" : "cgroupfs");
  if (name === "cgroupfs" || name === "systemd" || name === "disabled") return name;
  throw new TsRunError("ERR_USAGE", `--cgroup-manager ${name}: cgroupfs, systemd or disabled`);
}

export function refuseRootless(globals: ParsedArguments): void {
  const rootless = globals.string("rootless") ?? "auto";
  if (/^(auto|false|f|0|)$/i.test(rootless)) return;
  if (!/^(true|t|1)$/i.test(rootless))
    throw new TsRunError("ERR_USAGE", `--rootless ${rootless}: neither true, false nor auto`);
  throw new TsRunError("ERR_UNSUPPORTED", `--rootless ${rootless}: ts-runc ignores no failure to limit a container`, {
    hint: "leave the flag out",
  });
}
