// checkpoint and restore, by criu where it is installed.

import { closeSync } from "node:fs";
import { resolve } from "node:path";
import { TsRunError } from "../../base/index.ts";
import { signalNumber } from "../../linux/index.ts";
import { pidfdOpen, pidfdSendSignal, waitForExit } from "../../native/index.ts";
import {
  type CriuFlags,
  checkpointContainer,
  deleteContainer,
  type RuntimeHost,
  restoreContainer,
} from "../../runtime/index.ts";
import type { CommandContext } from "../engine.ts";
import type { ParsedArguments } from "../parse-arguments.ts";
import { flag, integer, ONE_ID, type RuncCommand, value } from "./command.ts";

const shared = [
  value("image-path", "DIR", "Where criu's image files are (./checkpoint)"),
  value("work-path", "DIR", "Where criu writes its logs (the image path)"),
  flag("tcp-established", "Also open TCP connections"),
  flag("ext-unix-sk", "Also unix sockets whose other end is outside"),
  flag("shell-job", "Also processes of a session that began outside"),
  flag("file-locks", "Also file locks"),
  flag("lazy-pages", "Memory follows on demand (userfaultfd)"),
  flag("auto-dedup", "Remove pages from images when they are in later ones"),
  value("manage-cgroups-mode", "soft|full|strict|ignore", "What is done about cgroups"),
  { ...value("empty-ns", "network", "A namespace to make anew, without what was in it"), kind: "list" as const },
];

export const checkpoint: RuncCommand = {
  name: "checkpoint",
  summary: "Save the processes of a running container",
  usage: "ID",
  options: [
    ...shared,
    value("parent-path", "DIR", "Images of the pre-dump before, relative to the image path"),
    flag("leave-running", "Let the container go on"),
    flag("pre-dump", "Save memory only, and let the container go on"),
    flag("tcp-skip-in-flight", "Leave out connections that are being made"),
    flag("link-remap", "Bring back files that were unlinked while open"),
    value("page-server", "ADDRESS:PORT", "Send memory there"),
    value("status-fd", "FD", "Write a zero byte there when lazy pages are served"),
  ],
  positionals: ONE_ID,
  run: async (host, args, context) => {
    const parentPath = args.string("parent-path");
    const pageServer = args.string("page-server");
    const statusFd = integer(args, "status-fd");
    await checkpointContainer(host, args.positional(0), {
      ...criuFlags(args, context),
      leaveRunning: args.boolean("leave-running"),
      preDump: args.boolean("pre-dump"),
      tcpSkipInFlight: args.boolean("tcp-skip-in-flight"),
      linkRemap: args.boolean("link-remap"),
      ...(parentPath && { parentPath }),
      ...(pageServer && { pageServer: addressOf(pageServer) }),
      ...(statusFd !== undefined && statusFd >= 0 && { statusFd }),
    });
    return 0;
  },
};

export const restore: RuncCommand = {
  name: "restore",
  summary: "Make a container out of what checkpoint has saved",
  usage: "ID",
  options: [
    value("bundle", "DIR", "Directory with config.json (the current one)", "b"),
    value("console-socket", "PATH", "Unix socket that receives the terminal's master"),
    value("pid-file", "PATH", "File that receives the pid of the container's init"),
    flag("detach", "Return once it runs", "d"),
    flag("no-subreaper", "Accepted: processes without a parent are init's or the caller's"),
    value("lsm-profile", "TYPE:NAME", "Profile of a security module in place of the saved one"),
    value("lsm-mount-context", "CONTEXT", "Mount context in place of the saved one"),
    ...shared,
  ],
  positionals: ONE_ID,
  run: restoreAndWait,
};

async function restoreAndWait(host: RuntimeHost, args: ParsedArguments, context: CommandContext): Promise<number> {
  const id = args.positional(0);
  const at = pathsOf(args, context);
  const { stdin, stdout, stderr } = context.streams;
  const optional = {
    pidFile: at("pid-file"),
    consoleSocket: at("console-socket"),
    lsmProfile: args.string("lsm-profile"),
    lsmMountContext: args.string("lsm-mount-context"),
  };
  const detach = args.boolean("detach");
  if (optional.consoleSocket !== undefined && !detach)
    throw new TsRunError("ERR_USAGE", "cannot use console socket if ts-runc will not detach or allocate tty");
  const pid = await restoreContainer(host, id, {
    ...criuFlags(args, context),
    bundle: at("bundle") ?? context.cwd,
    stdio: [stdin, stdout, stderr],
    detach,
    ...Object.fromEntries(Object.entries(optional).filter(([, one]) => one !== undefined)),
  });
  if (detach) return 0;
  const exitCode = await waitForChild(pid, context);
  await deleteContainer(host, id, { force: true });
  return exitCode;
}

/** Init is our child: criu makes it its own sibling. */
async function waitForChild(pid: number, context: CommandContext): Promise<number> {
  const pidFd = pidfdOpen(pid);
  const unsubscribe = context.onSignal((name) => {
    const signal = signalNumber(name);
    if (signal !== undefined) pidfdSendSignal(pidFd, signal);
  });
  try {
    const status = await waitForExit(pidFd);
    return "exitCode" in status ? status.exitCode : 128 + status.signal;
  } finally {
    unsubscribe();
    closeSync(pidFd);
  }
}

const CGROUP_MODES = ["soft", "full", "strict", "ignore"] as const;

function criuFlags(args: ParsedArguments, context: CommandContext): CriuFlags {
  const at = pathsOf(args, context);
  const workPath = at("work-path");
  const mode = args.string("manage-cgroups-mode") ?? "";
  const cgroupMode = CGROUP_MODES.find((one) => one === mode);
  if (mode !== "" && cgroupMode === undefined)
    throw new TsRunError("ERR_USAGE", `--manage-cgroups-mode ${mode}: invalid manage-cgroups-mode value`, {
      hint: `one of ${CGROUP_MODES.join(", ")}`,
    });
  for (const name of args.list("empty-ns"))
    if (name !== "network")
      throw new TsRunError("ERR_USAGE", `--empty-ns ${name}: namespace "${name}" is not supported`);
  return {
    imagePath: at("image-path") ?? resolve(context.cwd, "checkpoint"),
    tcpEstablished: args.boolean("tcp-established"),
    extUnixSk: args.boolean("ext-unix-sk"),
    shellJob: args.boolean("shell-job"),
    fileLocks: args.boolean("file-locks"),
    autoDedup: args.boolean("auto-dedup"),
    lazyPages: args.boolean("lazy-pages"),
    ...(workPath !== undefined && { workPath }),
    ...(cgroupMode && { cgroupMode }),
  };
}

function pathsOf(args: ParsedArguments, context: CommandContext): (name: string) => string | undefined {
  return (name) => {
    const path = args.string(name);
    return path ? resolve(context.cwd, path) : undefined;
  };
}

function addressOf(text: string): { address: string; port: number } {
  const [, address, port] = /^\[?(.+?)\]?:(\d{1,5})$/.exec(text) ?? [];
  if (address !== undefined && port !== undefined && Number(port) <= 65_535) return { address, port: Number(port) };
  throw new TsRunError("ERR_USAGE", `--page-server ${text}: Use --page-server ADDRESS:PORT to specify page server`);
}
