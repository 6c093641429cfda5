// The standard streams of a process in a container, as a server holds them: output as streams to read, input as calls.
// Output goes from the monitor straight into a pipe each; a reader that stops reading holds up the process, as a
// terminal's Ctrl-S does, and nobody else.

import { closeSync } from "node:fs";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import type { MonitorChannel } from "../executor/index.ts";
import { makePipe } from "../native/index.ts";

export interface SessionRequest {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly terminal: boolean;
}

export interface Session {
  /** They end when the process has ended and everything was read, or when the session is closed. */
  readonly stdout?: Readable;
  readonly stderr?: Readable;
  /** Resolves when the monitor took it: who waits for it sends no faster than the process reads. */
  write(data: Uint8Array): Promise<void>;
  closeInput(): void;
  resize(rows: number, columns: number): void;
  signal(number: number): void;
  /** The exit code; undefined when the monitor was killed, or the session closed. */
  readonly exitCode: Promise<number | undefined>;
  /** Leaves the process alone and ends the session. Idempotent. */
  close(): void;
}

/** Sends the attach message on a channel, so that whatever the process says from here on arrives in the session. */
export function openSession(
  channel: MonitorChannel,
  request: SessionRequest,
  exit: Promise<number | undefined>,
): Session {
  const ends: number[] = [];
  const readable = (wanted: boolean): { stream?: Socket; fd?: number } => {
    if (!wanted) return {};
    const [read, write] = makePipe();
    ends.push(write);
    return { stream: new Socket({ fd: read, readable: true, writable: false }), fd: write };
  };
  const stdout = readable(request.stdout);
  // A terminal has one output.
  const stderr = readable(request.stderr && !request.terminal);
  try {
    channel.attach({
      stdin: request.stdin,
      ...(stdout.fd === undefined ? {} : { stdout: stdout.fd }),
      ...(stderr.fd === undefined ? {} : { stderr: stderr.fd }),
    });
  } finally {
    for (const fd of ends) closeSync(fd); // they are in the message now
  }
  return {
    ...(stdout.stream ? { stdout: stdout.stream } : {}),
    ...(stderr.stream ? { stderr: stderr.stream } : {}),
    write: (data) => channel.writeInput(data),
    closeInput: () => channel.closeInput(),
    resize: (rows, columns) => channel.resize(rows, columns),
    signal: (number) => channel.signal(number),
    exitCode: exit,
    close: () => {
      channel.close();
      stdout.stream?.destroy();
      stderr.stream?.destroy();
    },
  };
}
