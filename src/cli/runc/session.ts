// A foreground run or exec: the caller waits for the exit, signals go on to the container, and a terminal is served.

import { readSync } from "node:fs";
import { hasErrno, TsRunError } from "../../base/index.ts";
import type { MonitorChannel } from "../../executor/index.ts";
import { signalNumber } from "../../linux/index.ts";
import { getWindowSize, makeRaw, restoreTerminal, watchReadable } from "../../native/index.ts";
import type { CommandContext } from "../engine.ts";

/** To be sent before the container's first output. */
export function attachTerminal(channel: MonitorChannel, context: CommandContext): void {
  channel.attach({ stdin: true, stdout: context.streams.stdout });
}

/** The exit code: the program's, or 128 plus the signal that ended it. */
export async function waitForExit(
  channel: MonitorChannel,
  context: CommandContext,
  terminal: boolean,
): Promise<number> {
  const undo = [terminal ? serveTerminal(channel, context) : proxySignals(channel, context)];
  try {
    for (;;) {
      const message = await channel.next();
      if (message === undefined)
        throw new TsRunError(
          "ERR_CORRUPT_STATE",
          "wait for the container: its monitor was killed, and the container with it",
        );
      if (message.type === "exited") return message.exitCode;
    }
  } finally {
    for (const act of undo) act();
  }
}

const OURS = new Set(["SIGCHLD", "SIGWINCH", "SIGPIPE", "SIGURG", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT"]);

function proxySignals(channel: MonitorChannel, context: CommandContext): () => void {
  return context.onSignal((name) => {
    const number = OURS.has(name) ? undefined : signalNumber(name);
    if (number !== undefined) channel.signal(number);
  });
}

function serveTerminal(channel: MonitorChannel, context: CommandContext): () => void {
  const { stdin, stdinIsTty } = context.streams;
  const saved = stdinIsTty ? makeRaw(stdin) : undefined;
  const resize = (): void => {
    if (!stdinIsTty) return;
    const { rows, columns } = getWindowSize(stdin);
    if (rows > 0 && columns > 0) channel.resize(rows, columns);
  };
  resize();
  const unsubscribe = context.onSignal((name) => name === "SIGWINCH" && resize());
  const stopInput = forwardInput(channel, stdin);
  return () => {
    stopInput();
    unsubscribe();
    if (saved) restoreTerminal(stdin, saved);
  };
}

/** Reads only what is there: a reader left behind would eat the next line typed into the caller's shell. */
function forwardInput(channel: MonitorChannel, stdin: number): () => void {
  const buffer = Buffer.alloc(16384);
  let watcher: { close(): void } | undefined;
  let stopped = false;
  const read = async (): Promise<void> => {
    watcher?.close();
    watcher = undefined;
    let size = 0;
    try {
      size = readSync(stdin, buffer);
    } catch (error) {
      if (!hasErrno(error, "EAGAIN", "EIO")) throw error;
      if (hasErrno(error, "EIO")) return channel.closeInput();
      return next();
    }
    if (size === 0) return channel.closeInput();
    await channel.writeInput(Buffer.from(buffer.subarray(0, size)));
    next();
  };
  const next = (): void => {
    if (stopped) return;
    try {
      watcher = watchReadable(stdin, () => void read());
    } catch (error) {
      if (!hasErrno(error, "EPERM")) throw error; // a regular file is always ready
      setImmediate(() => void read());
    }
  };
  next();
  return () => {
    stopped = true;
    watcher?.close();
  };
}
