// The front door: the only module that touches process.*. It builds a CommandContext, dispatches, and exits.

import { realpathSync, writeSync } from "node:fs";
import { basename } from "node:path";
import { isatty } from "node:tty";
import { messageOf } from "../base/index.ts";
import { dispatch, isBrokenPipe } from "./dispatch.ts";
import type { CommandContext } from "./engine.ts";
import { VERSION } from "./version.ts";

// What a container can be sent: everything but KILL and STOP, which nobody can catch, CHLD, PIPE and the synchronous ones.
const PROXIED: readonly NodeJS.Signals[] = [
  "SIGHUP",
  "SIGINT",
  "SIGQUIT",
  "SIGTERM",
  "SIGUSR1",
  "SIGUSR2",
  "SIGCONT",
  "SIGTSTP",
  "SIGTTIN",
  "SIGTTOU",
  "SIGWINCH",
  "SIGALRM",
];
const ENDING: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const GRACE_MS = 3000;

export async function main(): Promise<void> {
  process.exitCode = 125; // of a command that waits for something nobody will do: node ends when nothing is left to wait for
  const { context, exitCode: signalled } = buildContext();
  const program = basename(process.argv[1] ?? "");
  const code = await (program.startsWith("ts-runc")
    ? runc(context)
    : dispatch(context, {
        uid: process.getuid?.() ?? 0,
        version: VERSION,
        selfCommand: [process.execPath, realpathSync(process.argv[1] ?? "")],
      }));
  // Not just exitCode: a forgotten handle must not keep a finished command alive.
  process.exit(signalled() ?? code);
}

async function runc(context: CommandContext): Promise<number> {
  return await (await import("./runc.ts")).runRunc(context);
}

function buildContext(): { context: CommandContext; exitCode: () => number | undefined } {
  const abort = new AbortController();
  const listeners = new Set<(name: NodeJS.Signals) => void>();
  let ended: number | undefined;
  const receive = (name: NodeJS.Signals) => {
    if (listeners.size > 0) {
      for (const listener of listeners) listener(name);
      return;
    }
    const code = ENDING[name];
    if (code === undefined) return;
    if (ended !== undefined) process.exit(code); // asked twice: no more waiting
    ended = code;
    abort.abort();
    setTimeout(() => process.exit(code), GRACE_MS).unref();
  };
  for (const name of Object.keys(ENDING)) process.on(name as NodeJS.Signals, receive);
  const onSignal = (listener: (name: NodeJS.Signals) => void) => {
    // Installed on demand: a handler for SIGTSTP or SIGQUIT takes Ctrl-Z and Ctrl-\ away from commands that proxy nothing.
    if (listeners.size === 0) for (const name of PROXIED) if (!(name in ENDING)) process.on(name, receive);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) for (const name of PROXIED) if (!(name in ENDING)) process.off(name, receive);
    };
  };
  const context: CommandContext = {
    args: process.argv.slice(2),
    cwd: process.cwd(),
    env: process.env,
    streams: {
      stdin: 0,
      stdout: 1,
      stderr: 2,
      // Asked for by few: node:tty loads all of node's streams.
      get stdinIsTty() {
        return isatty(0);
      },
      get stdoutIsTty() {
        return isatty(1);
      },
    },
    signal: abort.signal,
    onSignal,
    write: (text) => writeFully(1, text),
    writeError: (text) => writeQuietly(text),
  };
  return { context, exitCode: () => ended };
}

/** Synchronous on purpose: output is complete when a command returns, and process.stdout (slow to load) stays unused. */
function writeFully(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if ((error as { code?: unknown }).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2); // another owner of the pipe made it non-blocking
    }
  }
}

function writeQuietly(text: string): void {
  try {
    writeFully(2, text);
  } catch {
    // Nobody reads our errors; the exit code still tells.
  }
}

/** A broken pipe noticed outside of a command, and everything that should never happen. */
function crash(error: unknown): never {
  if (isBrokenPipe(error)) process.exit(141);
  writeQuietly(`ts-run: this is a bug: ${error instanceof Error ? error.stack : messageOf(error)}\n`);
  process.exit(125);
}

process.on("uncaughtException", crash);
main().catch(crash);
