// One request to a criu of our own (`criu swrk`), over a socket that it inherits. criu asks back with notifications, and each
// has to be answered before it goes on.
//
//   we                              criu swrk 3
//   request (DUMP, RESTORE, ...) ─> |
//   <── NOTIFY "setup-namespaces" ──|   at restore: namespaces are there, the processes not yet
//   NOTIFY, success ──────────────> |
//   <── NOTIFY "orphan-pts-master" ─|   with the terminal's master
//   ...                             |
//   <── answer, success or not ─────|

import { closeSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import {
  errnoName,
  type Message,
  pidfdSendSignal,
  receiveMessage,
  type Spawned,
  sendMessage,
  socketpair,
  spawnProcess,
  waitForExit,
  watchReadable,
} from "../native/index.ts";
import { type CriuOptions, encodeOptions } from "./options.ts";
import { decodeMessage, encodeMessage } from "./wire.ts";

const TYPES = { dump: 1, restore: 2, preDump: 4, notify: 6, featureCheck: 9, version: 10 } as const;

export interface CriuNotification {
  readonly script: string;
  /** Of the root task, as criu sees it. */
  readonly pid: number;
  /** The receiver closes them. */
  readonly fds: readonly number[];
}

export interface CriuProcess {
  /** Absolute path. */
  readonly program: string;
  readonly env: readonly string[];
  /** Ends it: a criu that serves pages would wait for their reader for ever, with the container's processes in its hands. */
  readonly signal?: AbortSignal;
  /** Its standard streams; those of restored processes that had pipes there. */
  readonly stdio?: readonly [number, number, number];
  /** Descriptors that become 4 and up in criu: 3 is the socket. */
  readonly fds?: readonly number[];
  /** Called once it exists and before it is asked for anything. */
  readonly prepare?: (pid: number) => void;
}

export interface CriuRequest {
  readonly type: "dump" | "restore" | "preDump";
  readonly options: CriuOptions;
  /** Throwing makes criu give up. */
  readonly onNotify?: (notification: CriuNotification) => Promise<void> | void;
}

/** Resolves with the pid of the root task (restore) or 0. Throws ERR_UNSUPPORTED without criu, ERR_CRIU for its refusals. */
export async function requestCriu(criu: CriuProcess, { type, options, onNotify }: CriuRequest): Promise<number> {
  const request = encodeMessage([
    [1, TYPES[type]],
    [2, encodeOptions(options)],
  ]);
  const answer = await converse(criu, request, onNotify);
  const restored = answer.get(4);
  return restored instanceof Buffer ? numberIn(decodeMessage(restored), 1) : 0;
}

/** Whether criu and the kernel together can do these. */
export async function criuFeatures(criu: CriuProcess): Promise<{ memoryTracking: boolean; lazyPages: boolean }> {
  const request = encodeMessage([
    [1, TYPES.featureCheck],
    [
      5,
      encodeMessage([
        [1, true],
        [2, true],
      ]),
    ],
  ]);
  const features = (await converse(criu, request)).get(8);
  const found = features instanceof Buffer ? decodeMessage(features) : new Map();
  return { memoryTracking: found.get(1) === 1, lazyPages: found.get(2) === 1 };
}

/** 40201 for 4.2.1. */
export async function criuVersion(criu: CriuProcess): Promise<number> {
  const version = (await converse(criu, encodeMessage([[1, TYPES.version]]))).get(10);
  const found = version instanceof Buffer ? decodeMessage(version) : new Map();
  return numberIn(found, 1) * 10_000 + numberIn(found, 2) * 100 + numberIn(found, 4);
}

type Answer = Map<number, number | Buffer>;

async function converse(criu: CriuProcess, request: Buffer, onNotify?: CriuRequest["onNotify"]): Promise<Answer> {
  const [ours, theirs] = socketpair();
  let child: Spawned;
  try {
    child = start(criu, theirs);
  } catch (error) {
    closeSync(ours);
    throw error;
  } finally {
    closeSync(theirs);
  }
  const kill = (): boolean => pidfdSendSignal(child.pidFd, "SIGKILL");
  criu.signal?.addEventListener("abort", kill);
  try {
    criu.prepare?.(child.pid);
    sendMessage(ours, request);
    return await untilAnswered(ours, onNotify);
  } finally {
    criu.signal?.removeEventListener("abort", kill);
    closeSync(ours); // it ends by that
    await waitForExit(child.pidFd);
    closeSync(child.pidFd);
  }
}

const SOCKET_NUMBER = 3;

function start({ program, env, stdio, fds = [] }: CriuProcess, socket: number): Spawned {
  return spawnProcess({
    path: program,
    argv: ["criu", "swrk", String(SOCKET_NUMBER)],
    env,
    fds: [socket, ...fds],
    ...(stdio && { stdio }),
  });
}

async function untilAnswered(socket: number, onNotify: CriuRequest["onNotify"]): Promise<Answer> {
  let refusal: unknown;
  for (;;) {
    const message = await nextMessage(socket);
    if (message === undefined) throw refusal ?? new TsRunError("ERR_SYSCALL", "criu ended without an answer");
    const answer = decodeMessage(message.data);
    if (numberIn(answer, 1) !== TYPES.notify) {
      if (answer.get(2) === 1) return answer;
      throw refusal ?? new CriuFailure(answer);
    }
    refusal ??= await attempt(() => onNotify?.(notificationOf(answer, message.fds)));
    sendMessage(
      socket,
      encodeMessage([
        [1, TYPES.notify],
        [3, refusal === undefined],
      ]),
    );
  }
}

/** criu said no; its log has the reason. */
export class CriuFailure extends TsRunError {
  constructor(answer: Answer) {
    const errno = numberIn(answer, 7);
    super("ERR_SYSCALL", `criu failed${errno === 0 ? "" : `: ${errnoName(errno)}`}`);
  }
}

async function attempt(act: () => Promise<void> | void | undefined): Promise<unknown> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return error;
  }
}

function notificationOf(answer: Answer, fds: readonly number[]): CriuNotification {
  const notify = answer.get(5);
  const found = notify instanceof Buffer ? decodeMessage(notify) : new Map<number, number | Buffer>();
  return { script: String(found.get(1) ?? ""), pid: numberIn(found, 2), fds };
}

function numberIn(message: Answer, field: number): number {
  const value = message.get(field);
  return typeof value === "number" ? value : 0;
}

function nextMessage(socket: number): Promise<Message | undefined> {
  return new Promise((resolve, reject) => {
    const watcher = watchReadable(socket, () => {
      try {
        const message = receiveMessage(socket);
        if (message === "again") return;
        watcher.close();
        resolve(message === "closed" ? undefined : message);
      } catch (error) {
        watcher.close();
        reject(error);
      }
    });
  });
}
