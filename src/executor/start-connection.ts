// What `start` says to a created container whose monitor has left: it connects to the socket on which init waits.
//
//   start                                  init
//   connect ─────────────────────────────> accept4
//           <── "alive" record ──────────  (only the first to connect gets it)
//           <── failure record ──────────  what goes wrong from here on, or
//           <── end of file ─────────────  execve has closed the connection: the program runs

import { closeSync } from "node:fs";
import { connectSeqpacket, type Message, receiveMessage, watchReadable } from "../native/index.ts";
import type { PlanFailure } from "./monitor-protocol.ts";

const ALIVE = 0xfffffffe;
const RECORD_SIZE = 12;

export type StartOutcome =
  | { readonly type: "started" }
  | { readonly type: "failed"; readonly failure: PlanFailure }
  /** Somebody else's start came first, or init was killed while it waited. */
  | { readonly type: "refused" };

/** Throws SyscallError ENOENT or ECONNREFUSED when nobody waits there. */
export async function startCreated(socketPath: string): Promise<StartOutcome> {
  const fd = connectSeqpacket(socketPath);
  try {
    const first = await nextRecord(fd);
    if (first?.op !== ALIVE) return { type: "refused" };
    const failure = await nextRecord(fd);
    return failure === undefined ? { type: "started" } : { type: "failed", failure };
  } finally {
    closeSync(fd);
  }
}

function nextRecord(fd: number): Promise<PlanFailure | undefined> {
  return new Promise((resolve, reject) => {
    const watcher = watchReadable(fd, () => {
      let message: Message | "again" | "closed";
      try {
        message = receiveMessage(fd, RECORD_SIZE);
      } catch (error) {
        watcher.close();
        reject(error);
        return;
      }
      if (message === "again") return;
      watcher.close();
      resolve(message === "closed" ? undefined : parseRecord(message.data));
    });
  });
}

function parseRecord(data: Buffer): PlanFailure {
  return { lane: data.readUInt32LE(0), op: data.readUInt32LE(4), errno: data.readInt32LE(8) };
}
