// ts-runc help, --help of a command, --version.

import type { OptionSpec } from "../command.ts";
import type { CommandContext } from "../engine.ts";
import { VERSION } from "../version.ts";
import type { RuncCommand } from "./command.ts";
import { globalOptions, PROGRAM } from "./globals.ts";

/** dockerd and go-runc read "NAME version X" and "spec: X" line by line. */
export function printVersion(context: CommandContext): number {
  context.write(`${PROGRAM} version ${VERSION}\nspec: 1.3.0\nnode: ${process.version}\n`);
  return 0;
}

export function printHelp(commands: readonly RuncCommand[], context: CommandContext): number {
  const rows = commands.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(30)} ${summary}\n`);
  context.write(
    `${PROGRAM}: an OCI runtime\n\nCommands:\n${rows.join("")}\nGlobal flags:\n${optionRows(globalOptions)}`,
  );
  return 0;
}

export function printCommandHelp({ name, usage, summary, options }: RuncCommand, context: CommandContext): number {
  context.write(`${PROGRAM} ${name} [FLAGS] ${usage}`.trimEnd());
  context.write(`\n\n${summary}\n\n${optionRows(options)}`);
  return 0;
}

function optionRows(options: readonly OptionSpec[]): string {
  return options
    .map(({ name, short, value = "", help }) => {
      const names = `${short ? `-${short}, ` : ""}--${name} ${value}`;
      return `  ${names.padEnd(34)} ${help}\n`;
    })
    .join("");
}
