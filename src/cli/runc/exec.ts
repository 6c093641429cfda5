// exec: a process document, or the container's own with differences from flags.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { TsRunError } from "../../base/index.ts";
import { parseRuntimeProcess, parseSpecText, type RuntimeProcess } from "../../oci/index.ts";
import { execInContainer, type RuntimeHost } from "../../runtime/index.ts";
import type { CommandContext } from "../engine.ts";
import type { ParsedArguments } from "../parse-arguments.ts";
import { flag, preservedFds, type RuncCommand, refuseFlags, value } from "./command.ts";
import { attachTerminal, waitForExit } from "./session.ts";

const REFUSED = ["apparmor", "process-label", "cgroup", "pidfd-socket"];

export const exec: RuncCommand = {
  name: "exec",
  summary: "Run one more program in a container",
  usage: "ID [COMMAND [ARG...]]",
  options: [
    value("process", "FILE", "Process document, instead of a command and flags", "p"),
    flag("detach", "Return once it runs", "d"),
    value("pid-file", "PATH", "File that receives its pid"),
    value("console-socket", "PATH", "Unix socket that receives the terminal's master"),
    value("cwd", "DIR", "Working directory in the container"),
    { ...value("env", "KEY=VALUE", "Add to the container's environment", "e"), kind: "list" },
    flag("tty", "Give it a terminal", "t"),
    value("user", "UID[:GID]", "Who it runs as", "u"),
    { ...value("additional-gids", "GID", "Supplementary group", "g"), kind: "list" },
    { ...value("cap", "CAP_NAME", "Add a capability to its sets", "c"), kind: "list" },
    flag("no-new-privs", "Set no_new_privs"),
    flag("ignore-paused", "Also in a paused container; it runs when that is resumed"),
    value("preserve-fds", "N", "Pass the descriptors 3 to N+2 on to the program"),
    ...REFUSED.map((name) => value(name, "VALUE", "Not supported")),
  ],
  positionals: { min: 1 },
  stopAtFirst: true,
  errorCode: 255, // as runc has it, so that a failure of ours and a program's exit code 1 differ
  run: execute,
};

async function execute(host: RuntimeHost, args: ParsedArguments, context: CommandContext): Promise<number> {
  refuseFlags(args, ...REFUSED);
  const at = (name: string): string | undefined => {
    const path = args.string(name);
    return path === undefined || path === "" ? undefined : resolve(context.cwd, path);
  };
  const file = at("process");
  const given =
    file === undefined ? undefined : await parseRuntimeProcess(parseSpecText(readFileSync(file, "utf8"), file));
  const detach = args.boolean("detach");
  const terminal = given?.terminal ?? args.boolean("tty");
  const serves = terminal && !detach;
  const { stdin, stdout, stderr } = context.streams;
  const pidFile = at("pid-file");
  const consoleSocket = at("console-socket");
  const { channel } = await execInContainer(host, args.positional(0), {
    process: (own) => given ?? fromFlags(own, args),
    stdio: [stdin, stdout, stderr],
    ignorePaused: args.boolean("ignore-paused"),
    detach,
    preserve: preservedFds(args),
    ...(pidFile !== undefined && { pidFile }),
    ...(consoleSocket !== undefined && { consoleSocket }),
    ...(serves && consoleSocket === undefined && { greet: (channel) => attachTerminal(channel, context) }),
  });
  try {
    return detach ? 0 : await waitForExit(channel, context, serves && consoleSocket === undefined);
  } finally {
    channel.close();
  }
}

function fromFlags(own: RuntimeProcess, args: ParsedArguments): RuntimeProcess {
  const { consoleSize: _, ...base } = own;
  const command = args.positionals.slice(1);
  if (command.length === 0)
    throw new TsRunError("ERR_USAGE", "process args cannot be empty", {
      hint: "ts-runc exec ID COMMAND, or --process FILE",
    });
  const cwd = args.string("cwd");
  const capabilities = args.list("cap");
  const added = Object.fromEntries(
    (["bounding", "effective", "permitted"] as const).map((set) => [
      set,
      [...new Set([...(own.capabilities?.[set] ?? []), ...capabilities])],
    ]),
  );
  return {
    ...base,
    args: command,
    terminal: args.boolean("tty"),
    env: [...(own.env ?? []), ...args.list("env")],
    ...(cwd !== undefined && { cwd }),
    user: userOf(own, args),
    ...(capabilities.length > 0 && { capabilities: { ...own.capabilities, ...added } }),
    ...(args.boolean("no-new-privs") && { noNewPrivileges: true }),
  };
}

function userOf(own: RuntimeProcess, args: ParsedArguments): RuntimeProcess["user"] {
  const groups = args.list("additional-gids").map(Number);
  if (groups.some((group) => !Number.isInteger(group) || group < 0))
    throw new TsRunError("ERR_USAGE", "--additional-gids: not a number");
  const text = args.string("user");
  const [uid, gid] = text?.split(":") ?? [];
  if (text !== undefined && !/^\d+(:\d+)?$/.test(text))
    throw new TsRunError("ERR_USAGE", `--user ${text}: a runtime knows numbers only, UID[:GID]`);
  return {
    ...own.user,
    ...(uid !== undefined && { uid: Number(uid) }),
    ...(gid !== undefined && { gid: Number(gid) }),
    ...(groups.length > 0 && { additionalGids: [...(own.user.additionalGids ?? []), ...groups] }),
  };
}
