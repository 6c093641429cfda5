// exec: a process document, or the container's own with differences from flags.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { TsRunError } from "../../base/index.ts";
import { parseRuntimeProcess, parseSpecText } from "../../oci/index.ts";
import { execInContainer, type RuntimeHost } from "../../runtime/index.ts";
import type { CommandContext } from "../engine.ts";
import type { ParsedArguments } from "../parse-arguments.ts";
import { flag, preservedFds, type RuncCommand, value } from "./command.ts";
import { parseSubCgroups, processFromFlags } from "./exec-flags.ts";
import { attachTerminal, waitForExit } from "./session.ts";

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
    value("pidfd-socket", "PATH", "Unix socket that receives a pidfd of the program"),
    value("apparmor", "PROFILE", "AppArmor profile that confines it"),
    value("process-label", "LABEL", "SELinux label it runs with"),
    {
      ...value("cgroup", "[CTRL,...:]PATH", "Run it in a cgroup below the container's, which must exist"),
      kind: "list",
    },
  ],
  positionals: { min: 1 },
  stopAtFirst: true,
  errorCode: 255, // as runc has it, so that a failure of ours and a program's exit code 1 differ
  run: execute,
};

async function execute(host: RuntimeHost, args: ParsedArguments, context: CommandContext): Promise<number> {
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
  const pidfdSocket = at("pidfd-socket");
  const subCgroups = parseSubCgroups(args.list("cgroup"));
  refuseVainProfile(host, args.string("apparmor"));
  const { channel } = await execInContainer(host, args.positional(0), {
    process: (own) => given ?? processFromFlags(own, args),
    stdio: [stdin, stdout, stderr],
    ignorePaused: args.boolean("ignore-paused"),
    detach,
    preserve: preservedFds(args),
    ...(pidFile !== undefined && { pidFile }),
    ...(consoleSocket !== undefined && { consoleSocket }),
    ...(pidfdSocket !== undefined && { pidfdSocket }),
    ...(subCgroups && { subCgroups }),
    ...(serves && consoleSocket === undefined && { greet: (channel) => attachTerminal(channel, context) }),
  });
  try {
    return detach ? 0 : await waitForExit(channel, context, serves && consoleSocket === undefined);
  } finally {
    channel.close();
  }
}

/** One in a document is only warned about, since engines set a default; one that is typed is meant. */
function refuseVainProfile({ facts }: RuntimeHost, profile = ""): void {
  if (profile === "" || profile === "unconfined" || facts.appArmor) return;
  throw new TsRunError("ERR_UNSUPPORTED", `--apparmor ${profile}: this kernel runs without AppArmor`);
}
