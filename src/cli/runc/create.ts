// create and run: the same container, waiting or running.

import { resolve } from "node:path";
import {
  type CreatedContainer,
  createContainer,
  deleteContainer,
  getContainer,
  type RuntimeHost,
  releaseInit,
  socketActivation,
  startContainer,
} from "../../runtime/index.ts";
import type { CommandContext } from "../engine.ts";
import type { ParsedArguments } from "../parse-arguments.ts";
import { flag, ONE_ID, preservedFds, type RuncCommand, value } from "./command.ts";
import { attachTerminal, waitForExit } from "./session.ts";

const options = [
  value("bundle", "DIR", "Directory with config.json (the current one)", "b"),
  value("console-socket", "PATH", "Unix socket that receives the terminal's master"),
  value("pid-file", "PATH", "File that receives the pid of the container's init"),
  flag("no-pivot", "Enter the rootfs by chroot(2): for one on a ramdisk"),
  flag("no-new-keyring", "Keep the caller's session keyring"),
  value("preserve-fds", "N", "Pass N more descriptors on to the container, after 0 to 2 and those of LISTEN_FDS"),
  value("pidfd-socket", "PATH", "Unix socket that receives a pidfd of the container's init"),
];

export const create: RuncCommand = {
  name: "create",
  summary: "Create a container that waits for start",
  usage: "ID",
  options,
  positionals: ONE_ID,
  run: async (host, args, context) => {
    const { channel } = await makeContainer(host, args, context, false);
    channel.close();
    return 0;
  },
};

export const run: RuncCommand = {
  name: "run",
  summary: "Create and start a container",
  usage: "ID",
  options: [
    ...options,
    flag("detach", "Return once it runs", "d"),
    flag("keep", "Do not delete the container after it has ended"),
    flag("no-subreaper", "Accepted: a monitor, not ts-runc, is the parent of the container"),
  ],
  positionals: ONE_ID,
  run: runContainer,
};

async function runContainer(host: RuntimeHost, args: ParsedArguments, context: CommandContext): Promise<number> {
  const id = args.positional(0);
  const detach = args.boolean("detach");
  const { channel, spec } = await makeContainer(host, args, context, !detach);
  const terminal = !detach && (spec.process?.terminal ?? false);
  let exitCode = 0;
  let notifications: { close(): void } | undefined;
  try {
    if (terminal) attachTerminal(channel, context);
    if (detach) await startContainer(host, id);
    else notifications = await releaseInit(host, getContainer(host, id), channel);
    if (!detach) exitCode = await waitForExit(channel, context, terminal);
  } catch (error) {
    await deleteContainer(host, id, { force: true });
    throw error;
  } finally {
    notifications?.close();
    channel.close();
  }
  if (!detach && !args.boolean("keep")) await deleteContainer(host, id, { force: true });
  return exitCode;
}

async function makeContainer(
  host: RuntimeHost,
  args: ParsedArguments,
  context: CommandContext,
  foreground: boolean,
): Promise<CreatedContainer> {
  const { stdin, stdout, stderr } = context.streams;
  const at = (name: string): string | undefined => {
    const path = args.string(name);
    return path === undefined || path === "" ? undefined : resolve(context.cwd, path);
  };
  const pidFile = at("pid-file");
  const consoleSocket = at("console-socket");
  const pidfdSocket = at("pidfd-socket");
  const listening = socketActivation(host.env, process.pid);
  const preserve = preservedFds(args, listening?.count);
  return await createContainer(host, args.positional(0), {
    bundle: at("bundle") ?? context.cwd,
    stdio: [stdin, stdout, stderr],
    ...(pidFile !== undefined && { pidFile }),
    ...(consoleSocket !== undefined && { consoleSocket }),
    ...(foreground && { foreground: true }),
    ...(pidfdSocket !== undefined && { pidfdSocket }),
    ...(preserve.length > 0 && { preserve }),
    ...(listening && { listening }),
    ...(args.boolean("no-pivot") && { noPivot: true }),
    ...(args.boolean("no-new-keyring") && { noNewKeyring: true }),
  });
}
