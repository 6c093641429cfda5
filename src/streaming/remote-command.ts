// exec and attach over named channels, whatever carries them: SPDY streams or WebSocket messages.

import type { Readable, Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { messageOf } from "../base/index.ts";
import { type Ending, endingText } from "./status.ts";
import type { AttachStreamRequest, ContainerStreams, TerminalSize } from "./types.ts";

export interface Channels {
  readonly error: Writable;
  readonly stdin?: Readable;
  readonly stdout?: Writable;
  readonly stderr?: Writable;
  readonly resize?: Readable;
}

export type ChannelName = keyof Channels;

/** Runs `run` over the channels, tells on the error channel how it ended, and ends them all. */
export async function serveRemoteCommand(
  channels: Channels,
  about: { hasStatus: boolean; signal: AbortSignal; run: (streams: ContainerStreams) => Promise<Ending> },
): Promise<void> {
  const { hasStatus, signal, run } = about;
  const streams: ContainerStreams = {
    ...(channels.stdin && { stdin: channels.stdin }),
    ...(channels.stdout && { stdout: channels.stdout }),
    ...(channels.stderr && { stderr: channels.stderr }),
    onResize: (listener) => followSizes(channels.resize, listener),
    signal,
  };
  const ending = await run(streams).catch((error: unknown): Ending => ({ type: "failed", message: messageOf(error) }));
  const text = endingText(ending, hasStatus);
  // Outputs before the status: clients stop reading when they have it.
  await Promise.all([channels.stdout, channels.stderr].map(endWritable));
  if (text !== "" && !channels.error.destroyed) channels.error.write(text);
  await endWritable(channels.error);
}

/** Which channels a client opens for a request. */
export function expectedChannels(request: AttachStreamRequest, hasResize: boolean): ChannelName[] {
  const { stdin, stdout, stderr, tty } = request;
  return [
    "error",
    ...(stdin ? (["stdin"] as const) : []),
    ...(stdout ? (["stdout"] as const) : []),
    ...(stderr ? (["stderr"] as const) : []),
    ...(tty && hasResize ? (["resize"] as const) : []),
  ];
}

async function endWritable(stream: Writable | undefined): Promise<void> {
  if (stream === undefined || stream.destroyed) return;
  stream.end();
  await finished(stream, { readable: false }).catch(() => undefined); // a client that left needs no end
}

const MAX_PENDING = 4096;

/** JSON documents one after another, with or without newlines between: {"Width":80,"Height":24}. */
function followSizes(resize: Readable | undefined, listener: (size: TerminalSize) => void): void {
  let pending = "";
  resize?.on("error", () => undefined);
  resize?.on("data", (chunk: Buffer) => {
    pending += chunk.toString();
    for (let end = pending.indexOf("}"); end >= 0; end = pending.indexOf("}")) {
      const size = parseSize(pending.slice(0, end + 1));
      pending = pending.slice(end + 1);
      if (size) listener(size);
    }
    if (pending.length > MAX_PENDING) resize.destroy();
  });
}

function parseSize(text: string): TerminalSize | undefined {
  try {
    const { Width: width, Height: height } = JSON.parse(text) as { Width?: unknown; Height?: unknown };
    return isCount(width) && isCount(height) ? { width, height } : undefined;
  } catch {
    return undefined; // no size; the terminal keeps the one it has
  }
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xffff;
}
