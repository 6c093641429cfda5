// Help pages, rendered by yargs (loaded only here) from the same tables the parser reads.

import type { Command, OptionSpec } from "./command.ts";
import { commandLoaders } from "./commands/index.ts";
import { type FoundCommand, findCommand, globalOptions } from "./dispatch.ts";
import type { CommandContext } from "./engine.ts";
import { terminalWidth } from "./output/terminal.ts";
import { usageError } from "./usage-error.ts";

/** What `ts-run`, `ts-run --help`, `ts-run help X` and `ts-run volume` print. Not asked for: exit code 125, on stderr. */
export async function helpFor(
  found: FoundCommand | undefined,
  asked: boolean,
  context: CommandContext,
): Promise<number> {
  const wanted = found?.name === "help" ? (found.rest.length > 0 ? findCommand(found.rest) : undefined) : found;
  if (wanted) return await printCommandHelp(await wanted.load(), context);
  const group = context.args.find((word) => word !== "help" && !word.startsWith("-"));
  const text = await renderOverview(group, width(context));
  if (asked || context.args.includes("--help")) {
    context.write(text);
    return 0;
  }
  if (group === undefined) context.writeError(text);
  else throw usageError(`ts-run ${group} needs a command`, `ts-run ${group} --help lists them`);
  return 125;
}

export async function printCommandHelp(command: Command, context: CommandContext): Promise<number> {
  context.write(await renderCommandHelp(command, width(context)));
  return 0;
}

export async function renderCommandHelp(command: Command, columns: number): Promise<string> {
  const parser = await makeYargs(columns);
  const flags = command.options.length > 0 ? " [FLAGS]" : "";
  parser.usage(`ts-run ${command.name}${flags} ${command.usage}`.trimEnd()).usage(`\n${command.summary}`);
  addOptions(parser, command.options);
  for (const example of command.examples ?? []) parser.example(example, "");
  return withNewline(await parser.getHelp());
}

async function renderOverview(group: string | undefined, columns: number): Promise<string> {
  const parser = await makeYargs(columns);
  parser
    .usage(`ts-run [FLAGS] ${group ?? ""}${group === undefined ? "" : " "}COMMAND`)
    .usage("\nRuns containers, and explains every system call it makes");
  for (const command of await allCommands()) {
    if (group === undefined || command.name.startsWith(`${group} `)) parser.command(command.name, command.summary);
  }
  if (group === undefined) addOptions(parser, globalOptions);
  parser.epilogue("ts-run COMMAND --help describes one command.");
  return withNewline(await parser.getHelp());
}

/** Every command people may know about, in the order of commands/index.ts. */
export async function allCommands(): Promise<Command[]> {
  const visible = Object.entries(commandLoaders).filter(([name]) => !name.startsWith("_"));
  return await Promise.all(visible.map(([, load]) => load()));
}

async function makeYargs(columns: number) {
  const { default: yargs } = await import("yargs");
  return yargs([]).scriptName("ts-run").locale("en").help(false).version(false).wrap(columns).exitProcess(false);
}

function addOptions(parser: Awaited<ReturnType<typeof makeYargs>>, options: readonly OptionSpec[]): void {
  for (const { name, short, kind, help, value } of options) {
    const type = kind === "boolean" ? { type: "boolean" as const } : { type: "string" as const, requiresArg: true };
    const described = value === undefined ? help : `${value}: ${help}`;
    parser.option(name, {
      describe: kind === "list" ? `${described} (repeatable)` : described,
      ...type,
      ...(short ? { alias: short } : {}),
    });
  }
}

function width(context: CommandContext): number {
  return context.streams.stdoutIsTty ? Math.min(terminalWidth(context.streams.stdout), 120) : 100;
}

function withNewline(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
