// Attaching to the process that a container was started with.

import { hasErrno, TsRunError } from "../base/index.ts";
import { MonitorChannel } from "../executor/index.ts";
import { openSession, type Session, type SessionRequest } from "./session.ts";
import { type PodContainer, runningProcess } from "./table.ts";

/** The caller closes the session. */
export function attachToContainer(container: PodContainer, request: SessionRequest): Session {
  runningProcess(container, "attach to");
  const { openStdin, stdinOnce, terminal } = container.stored.record;
  let channel: MonitorChannel;
  try {
    channel = MonitorChannel.connect(container.stored.paths.controlSocket);
  } catch (error) {
    if (!hasErrno(error, "ENOENT", "ECONNREFUSED")) throw error;
    throw new TsRunError("ERR_CONFLICT", `attach to container ${container.id}: it has just ended`, { cause: error });
  }
  const session = openSession(channel, { ...request, stdin: request.stdin && openStdin, terminal }, exitOf(channel));
  // Without stdinOnce, the end of one client's input is not the end of the container's: the next one goes on.
  return stdinOnce ? session : { ...session, closeInput: () => undefined };
}

async function exitOf(channel: MonitorChannel): Promise<number | undefined> {
  for (;;) {
    const message = await channel.next();
    if (message === undefined || message.type === "refused") return undefined;
    if (message.type === "exited") return message.exitCode;
  }
}

const PATIENCE_MS = 5_000;

/** The log was moved aside: the monitor opens it anew. Resolves when it has, between two lines, without losing any. */
export async function reopenLog(container: PodContainer): Promise<void> {
  runningProcess(container, "reopen the log of");
  let channel: MonitorChannel;
  try {
    channel = MonitorChannel.connect(container.stored.paths.controlSocket);
  } catch (error) {
    if (!hasErrno(error, "ENOENT", "ECONNREFUSED")) throw error;
    throw new TsRunError("ERR_CONFLICT", `reopen the log of container ${container.id}: it has just ended`, {
      cause: error,
    });
  }
  const timer = setTimeout(() => channel.close(), PATIENCE_MS);
  try {
    channel.reopenLog();
    channel.attach({ stdin: false }); // answered after what was asked before it
    for (;;) {
      const message = await channel.next();
      if (message?.type === "attached") return;
      if (message === undefined)
        throw new TsRunError("ERR_TIMEOUT", `reopen the log of container ${container.id}: its monitor does not answer`);
    }
  } finally {
    clearTimeout(timer);
    channel.close();
  }
}
