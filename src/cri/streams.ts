// What exec, attach and port-forward URLs lead to: sessions in containers and connections into pods, as streams.

import type { Duplex, Readable, Writable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { TsRunError } from "../base/index.ts";
import type { Pods, Session } from "../pods/index.ts";
import type { AttachStreamRequest, ContainerStreams, ExecStreamRequest, StreamHandlers } from "../streaming/index.ts";

const SIGHUP = 1;
/** 128 + SIGKILL: whoever lost its monitor was killed. */
const LOST_EXIT_CODE = 137;

export function streamHandlers(pods: Pods): StreamHandlers {
  return {
    exec: (request, streams) => exec(pods, request, streams),
    attach: (request, streams) => attach(pods, request, streams),
    portForward: ({ podSandboxId, port }, stream) => portForward(pods, { podSandboxId, port }, stream),
  };
}

async function exec(
  pods: Pods,
  request: ExecStreamRequest,
  streams: ContainerStreams,
): Promise<{ readonly exitCode: number }> {
  const { command, stdin, stdout, stderr, tty } = request;
  const container = pods.getContainer(request.containerId);
  const session = await pods.exec(container, { command, stdin, stdout, stderr, terminal: tty });
  // A terminal that is gone hangs up on its programs; without one they go on, as with containerd.
  const leave = (): void => {
    if (tty) session.signal(SIGHUP);
    session.close();
  };
  const exitCode = await serve(session, streams, leave);
  return { exitCode: exitCode ?? LOST_EXIT_CODE };
}

async function attach(pods: Pods, request: AttachStreamRequest, streams: ContainerStreams): Promise<void> {
  const { stdin, stdout, stderr, tty } = request;
  const session = pods.attach(pods.getContainer(request.containerId), { stdin, stdout, stderr, terminal: tty });
  await serve(session, streams, () => session.close());
}

/** Resolves when the process has ended and everything it wrote is written, or the client is gone. */
async function serve(session: Session, streams: ContainerStreams, leave: () => void): Promise<number | undefined> {
  streams.onResize(({ width, height }) => {
    if (width > 0 && height > 0) session.resize(height, width);
  });
  streams.signal.addEventListener("abort", leave);
  if (streams.signal.aborted) leave();
  if (streams.stdin) void feed(session, streams.stdin);
  try {
    const outputs = [copy(session.stdout, streams.stdout), copy(session.stderr, streams.stderr)];
    const [exitCode] = await Promise.all([session.exitCode, ...outputs]);
    return exitCode;
  } finally {
    streams.signal.removeEventListener("abort", leave);
    session.close();
  }
}

/** At the pace of the process. Ends its input when the client ends its own, not when it vanishes: then the session goes. */
async function feed(session: Session, stdin: Readable): Promise<void> {
  try {
    for await (const chunk of stdin) await session.write(chunk as Buffer);
    session.closeInput();
  } catch {
    // The client is gone, and what serves it has been told by the signal.
  }
}

/** The output stays open: the server ends it when the command's end is told. */
async function copy(from: Readable | undefined, to: Writable | undefined): Promise<void> {
  if (!from) return;
  if (!to) {
    from.resume();
    return;
  }
  from.pipe(to, { end: false });
  await Promise.race([finished(from, { writable: false }), finished(to, { readable: false })]).catch(() => undefined);
  from.unpipe(to);
  from.resume();
}

async function portForward(
  pods: Pods,
  { podSandboxId, port }: { podSandboxId: string; port: number },
  stream: Duplex,
): Promise<void> {
  const socket = await pods.connect(pods.get(podSandboxId), port);
  try {
    // Each side hears of the other's end: a client that reads up to it must not wait for ours as well.
    await Promise.all([pipeline(stream, socket), pipeline(socket, stream)]);
  } catch (error) {
    if (!stream.destroyed)
      throw new TsRunError("ERR_NETWORK", `forward port ${port} of pod ${podSandboxId}: the connection broke`, {
        cause: error,
      });
  } finally {
    socket.destroy();
  }
}
