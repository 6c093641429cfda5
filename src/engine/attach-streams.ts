// Connects a front door's standard streams to a container. Output is written by the monitor itself, straight to the
// descriptors we hand it; only input passes through here, because raw mode and detach keys live here.

import { readSync } from "node:fs";
import { hasErrno, TsRunError } from "../base/index.ts";
import type { MonitorChannel } from "../executor/index.ts";
import { signalNumber } from "../linux/index.ts";
import { getWindowSize, makeRaw, restoreTerminal, watchReadable } from "../native/index.ts";
import { DetachScanner, parseDetachKeys } from "./detach-keys.ts";
import type { CommandContext } from "./types.ts";

export interface AttachRequest {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly terminal: boolean;
  readonly detachKeys: string;
  readonly sigProxy: boolean;
}

export type AttachResult =
  | { readonly kind: "exited"; readonly exitCode: number }
  | { readonly kind: "detached" }
  /** The front door was asked to end; the container was not. */
  | { readonly kind: "signalled"; readonly exitCode: number }
  | { readonly kind: "lost" };

export interface Attached {
  /** Serves input, resizing and signals until the container exits, the user detaches or the monitor is gone. */
  serve(): Promise<AttachResult>;
  /** Gives the signals and the terminal back; to be called in any case. */
  end(): void;
}

/**
 * Sends the attach message and takes over the front door's signals, before the container's first output: whoever has
 * seen that output may send a signal at once. Throws ERR_CANCELLED when one came too early for anything to have started.
 */
export function beginAttach(channel: MonitorChannel, request: AttachRequest, context: CommandContext): Attached {
  if (context.signal.aborted) throw new TsRunError("ERR_CANCELLED", "attach to the container: interrupted");
  sendAttach(channel, request, context);
  let endedBy: (result: AttachResult) => void;
  const signalled = new Promise<AttachResult>((resolve) => {
    endedBy = resolve;
  });
  const undo = [
    context.onSignal((name) => {
      const exitCode = leavingCode(request, name);
      if (exitCode !== undefined) endedBy({ kind: "signalled", exitCode });
      else if (request.sigProxy || name === "SIGINT") proxySignal(channel, name);
    }),
  ];
  return {
    serve: () =>
      new Promise<AttachResult>((resolve, reject) => {
        signalled.then(resolve, reject);
        if (request.terminal) followTerminal(channel, request, context, undo);
        if (request.stdin)
          undo.push(forwardInput(channel, request, context, () => resolve({ kind: "detached" }), reject));
        waitForExitMessage(channel).then(resolve, reject);
      }),
    end: () => {
      for (const act of undo.splice(0).reverse()) act();
    },
  };
}

/**
 * Exit code of the front door when this signal ends it and not the container. With a terminal HUP and TERM mean that the
 * terminal is gone or that somebody wants us to go; an INT can only be a Ctrl-C from before raw mode, meant for the program.
 */
function leavingCode(request: AttachRequest, name: NodeJS.Signals): number | undefined {
  if (request.sigProxy) return undefined;
  if (name === "SIGHUP") return 129;
  if (name === "SIGTERM") return 143;
  return name === "SIGINT" && !request.terminal ? 130 : undefined;
}

function sendAttach(channel: MonitorChannel, request: AttachRequest, context: CommandContext): void {
  const { stdout, stderr } = context.streams;
  channel.attach({
    stdin: request.stdin,
    ...(request.stdout ? { stdout } : {}),
    // A terminal has one output; asking for stderr as well would be a second writer for nothing.
    ...(request.stderr && !request.terminal ? { stderr } : {}),
  });
}

export async function waitForExitMessage(channel: MonitorChannel): Promise<AttachResult> {
  for (;;) {
    const message = await channel.next();
    if (message === undefined) return { kind: "lost" };
    if (message.type === "exited") return { kind: "exited", exitCode: message.exitCode };
    if (message.type === "refused") {
      throw new TsRunError("ERR_CONFLICT", "attach to the container: its monitor serves 16 clients already", {
        hint: "detach one of them",
      });
    }
  }
}

function followTerminal(
  channel: MonitorChannel,
  request: AttachRequest,
  context: CommandContext,
  undo: (() => void)[],
): void {
  const { stdin, stdout, stdinIsTty, stdoutIsTty } = context.streams;
  if (request.stdin && stdinIsTty) {
    const saved = makeRaw(stdin);
    undo.push(() => restoreTerminal(stdin, saved));
  }
  const screen = stdoutIsTty ? stdout : stdinIsTty ? stdin : undefined;
  if (screen === undefined) return;
  const resize = (): void => {
    const { rows, columns } = getWindowSize(screen);
    if (rows > 0 && columns > 0) channel.resize(rows, columns);
  };
  resize();
  undo.push(context.onSignal((name) => name === "SIGWINCH" && resize()));
}

/** Every signal but those about our own children and terminal goes to the container's init, as docker's --sig-proxy. */
function proxySignal(channel: MonitorChannel, name: NodeJS.Signals): void {
  const number = NOT_PROXIED.has(name) ? undefined : signalNumber(name);
  if (number !== undefined) channel.signal(number);
}

const NOT_PROXIED: ReadonlySet<string> = new Set([
  "SIGCHLD",
  "SIGWINCH",
  "SIGPIPE",
  "SIGURG",
  "SIGTSTP",
  "SIGTTIN",
  "SIGTTOU",
  "SIGCONT",
]);

function forwardInput(
  channel: MonitorChannel,
  request: AttachRequest,
  context: CommandContext,
  detached: () => void,
  failed: (error: unknown) => void,
): () => void {
  const { stdin } = context.streams;
  const scanner = new DetachScanner(request.terminal ? parseDetachKeys(request.detachKeys) : []);
  const buffer = Buffer.alloc(65528);
  let stopped = false;
  let watcher: { close(): void } | undefined;

  /** One read. False at the end of input. */
  const forwardOnce = async (): Promise<boolean> => {
    let size: number;
    try {
      size = readSync(stdin, buffer);
    } catch (error) {
      if (hasErrno(error, "EAGAIN")) return true;
      if (hasErrno(error, "EIO", "EBADF"))
        size = 0; // the terminal is gone
      else throw error;
    }
    if (size === 0) {
      channel.closeInput();
      return false;
    }
    const { pass, detach } = scanner.scan(buffer.subarray(0, size));
    if (pass.length > 0) await channel.writeInput(Buffer.from(pass));
    if (detach) detached();
    return !detach;
  };

  // Waits for readability instead of blocking in read(2), so that leaving never strands a reader that eats the next
  // line typed into the user's shell. Regular files cannot be polled: they are always ready.
  const next = (): void => {
    if (stopped) return;
    try {
      watcher = watchReadable(stdin, () => {
        watcher?.close();
        watcher = undefined;
        step();
      });
    } catch (error) {
      if (!hasErrno(error, "EPERM")) throw error;
      setImmediate(step);
    }
  };
  const step = (): void => {
    forwardOnce().then((more) => more && next(), failed);
  };
  next();
  return () => {
    stopped = true;
    watcher?.close();
  };
}
