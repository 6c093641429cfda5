// ts-runc: the OCI runtime command line, as runc has it: global flags, one command, errors to stderr and to --log.

import { resolve } from "node:path";
import { TsRunError } from "../base/index.ts";
import type { RuntimeHost } from "../runtime/index.ts";
import type { CommandContext } from "./engine.ts";
import type { ParsedArguments } from "./parse-arguments.ts";
import type { RuncCommand } from "./runc/command.ts";
import { cgroupManagerOf, parseCommand, parseGlobals, refuseRootless } from "./runc/globals.ts";
import { printCommandHelp, printHelp, printVersion } from "./runc/help.ts";
import { RuncLog } from "./runc/log.ts";
import { VERSION } from "./version.ts";

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
  events: async () => (await import("./runc/events.ts")).events,
  update: async () => (await import("./runc/update.ts")).update,
  checkpoint: async () => (await import("./runc/checkpoint.ts")).checkpoint,
  restore: async () => (await import("./runc/checkpoint.ts")).restore,
  spec: async () => (await import("./runc/documents.ts")).spec,
  features: async () => (await import("./runc/documents.ts")).features,
};

/** The exit code: the container's for foreground run and exec, 1 (exec: 255) for an error of ours. */
export async function runRunc(context: CommandContext): Promise<number> {
  const log = new RuncLog(context);
  let command: RuncCommand | undefined;
  try {
    const before = parseGlobals(context.args);
    if (before.boolean("version")) return printVersion(context);
    const [name, topic] = before.positionals;
    if (name === "help" && topic !== undefined) return printCommandHelp(await loadCommand(topic), context);
    if (name === undefined || name === "help" || before.boolean("help"))
      return printHelp(await Promise.all(Object.values(loaders).map((load) => load())), context);
    log.open(before); // errors in what follows belong there already
    command = await loadCommand(name);
    const { args, globals } = parseCommand(command, before);
    if (args.boolean("help")) return printCommandHelp(command, context);
    log.open(globals);
    log.debug(`version ${VERSION}, process ${process.pid}: ${context.args.join(" ")}`);
    return await command.run(await openHost(globals, context, log), args, context);
  } catch (error) {
    log.error(error);
    return command?.errorCode ?? 1;
  } finally {
    log.close();
  }
}

async function loadCommand(name: string): Promise<RuncCommand> {
  const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (load) return await load();
  throw new TsRunError("ERR_USAGE", `ts-runc: unknown command "${name}"`, { hint: "ts-runc help lists the commands" });
}

async function openHost(globals: ParsedArguments, context: CommandContext, log: RuncLog): Promise<RuntimeHost> {
  refuseRootless(globals);
  const criu = globals.string("criu");
  const [{ readHostFacts }, { detectCgroupHost }] = await Promise.all([
    import("../executor/index.ts"),
    import("../cgroups/index.ts"),
  ]);
  return {
    root: rootOf(globals, context),
    facts: readHostFacts(),
    cgroup: detectCgroupHost(),
    cgroupManager: cgroupManagerOf(globals),
    env: Object.entries(context.env).flatMap(([name, text]) => (text === undefined ? [] : `${name}=${text}`)),
    ...(criu && { criu }),
    signal: context.signal,
    warn: (message) => log.warn(message),
    debug: (message) => log.debug(message),
  };
}

function rootOf(globals: ParsedArguments, context: CommandContext): string {
  const root = resolve(context.cwd, globals.string("root") ?? "/run/ts-runc");
  if (root !== "/") return root;
  throw new TsRunError("ERR_USAGE", "--root may not be /", { hint: "state needs a directory of its own" });
}
