// ts-runc: the OCI runtime command line, as runc has it: global flags, one command, errors to stderr and to --log.

import { appendFileSync } from "node:fs";
import { resolve } from "node:path";
import { messageOf, TsRunError } from "../base/index.ts";
import type { RuntimeHost } from "../runtime/index.ts";
import type { CommandContext } from "./engine.ts";
import { type ParsedArguments, parseArguments } from "./parse-arguments.ts";
import { flag, type RuncCommand, value } from "./runc/command.ts";
import { VERSION } from "./version.ts";

const globalOptions = [
  value("root", "DIR", "Where state is kept (/run/ts-runc)"),
  value("log", "FILE", "Where errors are also written (stderr only)"),
  value("log-format", "text|json", "Form of that log"),
  flag("debug", "Print causes and stack traces of errors"),
  flag("systemd-cgroup", "Not supported: cgroups are made by ts-runc itself"),
  value("cgroup-manager", "cgroupfs", "systemd and disabled are not supported"),
  value("criu", "PATH", "Accepted for old callers"),
  value("rootless", "BOOL", "auto and false only: ts-runc needs root"),
  flag("version", "Print the version", "v"),
];

const UNSUPPORTED = ["checkpoint", "restore", "events"];

const loaders: Readonly<Record<string, () => Promise<RuncCommand>>> = {
  create: async () => (await import("./runc/create.ts")).create,
  run: async () => (await import("./runc/create.ts")).run,
  start: async () => (await import("./runc/life-cycle.ts")).start,
  kill: async () => (await import("./runc/life-cycle.ts")).kill,
  delete: async () => (await import("./runc/life-cycle.ts")).remove,
  pause: async () => (await import("./runc/life-cycle.ts")).pause,
  resume: async () => (await import("./runc/life-cycle.ts")).resume,
  exec: async () => (await import("./runc/exec.ts")).exec,
  state: async () => (await import("./runc/report.ts")).state,
  list: async () => (await import("./runc/report.ts")).list,
  ps: async () => (await import("./runc/report.ts")).ps,
  update: async () => (await import("./runc/update.ts")).update,
  spec: async () => (await import("./runc/documents.ts")).spec,
  features: async () => (await import("./runc/documents.ts")).features,
};

/** The exit code: the container's for foreground run and exec, 1 (exec: 255) for an error of ours. */
export async function runRunc(context: CommandContext): Promise<number> {
  let globals: ParsedArguments | undefined;
  let command: RuncCommand | undefined;
  try {
    globals = parseGlobals(context.args);
    if (globals.boolean("version")) return printVersion(context);
    const [name, ...rest] = globals.positionals;
    if (name === undefined || name === "help" || globals.boolean("help")) return await printHelp(context);
    command = await loadCommand(name);
    const args = parseArguments(command, rest);
    if (args.boolean("help")) return printCommandHelp(command, context);
    return await command.run(await openHost(globals, context, name), args, context);
  } catch (error) {
    tell(error, context, globals);
    return command?.errorCode ?? 1;
  }
}

function parseGlobals(args: readonly string[]): ParsedArguments {
  const shape = { name: "", usage: "COMMAND", options: globalOptions, positionals: { min: 0 }, stopAtFirst: true };
  return parseArguments(shape, args);
}

async function loadCommand(name: string): Promise<RuncCommand> {
  const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (load) return await load();
  if (UNSUPPORTED.includes(name))
    throw new TsRunError("ERR_UNSUPPORTED", `ts-runc ${name}: not supported by this version`);
  throw new TsRunError("ERR_USAGE", `ts-runc: unknown command "${name}"`, { hint: "ts-runc help lists the commands" });
}

async function openHost(globals: ParsedArguments, context: CommandContext, command: string): Promise<RuntimeHost> {
  // Engines pass it with every command; only where cgroups are made does it change what happens.
  const makes = command === "create" || command === "run";
  const manager = globals.string("cgroup-manager") ?? (globals.boolean("systemd-cgroup") ? "systemd" : "cgroupfs");
  if (makes && manager !== "cgroupfs")
    throw new TsRunError("ERR_UNSUPPORTED", `the cgroup manager "${manager}" is not supported`, {
      hint: "let the engine use cgroupfs (podman --cgroup-manager=cgroupfs, dockerd --exec-opt native.cgroupdriver=cgroupfs)",
    });
  const rootless = globals.string("rootless");
  if (rootless === "true") throw new TsRunError("ERR_UNSUPPORTED", "--rootless true: ts-runc needs root");
  const [{ readHostFacts }, { detectCgroupHost }] = await Promise.all([
    import("../executor/index.ts"),
    import("../cgroups/index.ts"),
  ]);
  const root = resolve(context.cwd, globals.string("root") ?? "/run/ts-runc");
  const env = Object.entries(context.env).flatMap(([name, text]) => (text === undefined ? [] : `${name}=${text}`));
  const warn = (message: string): void => log({ level: "warning", message }, context, globals);
  return { root, facts: readHostFacts(), cgroup: detectCgroupHost(), env, warn };
}

/** stderr for people; --log for engines, which show its last error as theirs. */
function tell(error: unknown, context: CommandContext, globals: ParsedArguments | undefined): void {
  const message = messageOf(error);
  const hint = error instanceof TsRunError && error.hint !== undefined ? `hint: ${error.hint}\n` : "";
  const isKnown = error instanceof TsRunError && !globals?.boolean("debug");
  context.writeError(`ts-runc: ${isKnown || !(error instanceof Error) ? message : error.stack}\n${hint}`);
  log({ level: "error", message }, context, globals);
}

/** One line of --log. */
function log(
  entry: { level: "error" | "warning"; message: string },
  context: CommandContext,
  globals: ParsedArguments | undefined,
): void {
  const file = globals?.string("log");
  if (file === undefined || file === "") return;
  const time = new Date().toISOString();
  const { level, message } = entry;
  const json = globals?.string("log-format") === "json";
  const line = json
    ? JSON.stringify({ level, msg: message, time })
    : `time="${time}" level=${level} msg=${JSON.stringify(message)}`;
  try {
    appendFileSync(resolve(context.cwd, file), `${line}\n`, { mode: 0o600 });
  } catch (failure) {
    context.writeError(`ts-runc: write ${file}: ${messageOf(failure)}\n`);
  }
}

function printVersion(context: CommandContext): number {
  context.write(`ts-runc version ${VERSION}\nspec: 1.3.0\n`);
  return 0;
}

async function printHelp(context: CommandContext): Promise<number> {
  const commands = await Promise.all(Object.values(loaders).map((load) => load()));
  const rows = commands.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(30)} ${summary}\n`);
  const options = globalOptions.map(({ name, help }) => `  --${name.padEnd(18)} ${help}\n`);
  context.write(`ts-runc: an OCI runtime\n\nCommands:\n${rows.join("")}\nGlobal flags:\n${options.join("")}`);
  return 0;
}

function printCommandHelp({ name, usage, summary, options }: RuncCommand, context: CommandContext): number {
  const rows = options.map(
    (one) => `  ${`${one.short ? `-${one.short}, ` : ""}--${one.name} ${one.value ?? ""}`.padEnd(34)} ${one.help}\n`,
  );
  context.write(`ts-runc ${name} [FLAGS] ${usage}\n\n${summary}\n\n${rows.join("")}`);
  return 0;
}
