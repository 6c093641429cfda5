// NOTIFY_SOCKET: the container tells a socket of its own that it is ready, and we tell the caller's service manager, with
// the container's init as the service's main process (sd_notify(3)).
//
//   container ── READY=1 ──> notify/notify.sock ──(us)── READY=1, MAINPID=<host pid>, then a barrier ──> $NOTIFY_SOCKET

import { chmodSync, closeSync, constants, mkdirSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hasErrno, TsRunError } from "../base/index.ts";
import {
  bindDatagram,
  connectDatagram,
  type Message,
  pidfdOpen,
  receiveMessage,
  sendMessage,
  socketpair,
  type Watcher,
  watchReadable,
} from "../native/index.ts";
import type { RuntimeContainer, RuntimeHost } from "./containers.ts";
import type { ProcessRecord, RuntimePaths } from "./documents.ts";
import { NOTIFY_NAME, variableOf } from "./init-spec.ts";
import { isAlive } from "./status.ts";

const BARRIER_MS = 30_000;

/** What a program may say about the whole service; MAINPID, FDSTORE and the like are ours or nobody's to say. */
const PASSED_ON = /^(READY|RELOADING|STOPPING|STATUS|ERRNO|WATCHDOG|EXTEND_TIMEOUT_USEC|MONOTONIC_USEC)=/;

/** Others may write to the socket in it, and do nothing else. */
export function makeNotifyDir(paths: RuntimePaths): void {
  mkdirSync(paths.notifyDir, { mode: 0o755 });
}

/** Bound before the program executes, so that none of its words is lost. */
export class NotifyProxy {
  private readonly host: RuntimeHost;
  private readonly socket: number;
  private readonly manager: number;
  private watcher: Watcher | undefined;

  private constructor(host: RuntimeHost, socket: number, manager: number) {
    this.host = host;
    this.socket = socket;
    this.manager = manager;
  }

  /** Undefined when the container was not made with a socket, or nobody wants to know. */
  static open(host: RuntimeHost, container: RuntimeContainer): NotifyProxy | undefined {
    const manager = variableOf(host.env, "NOTIFY_SOCKET");
    if (!manager || !container.state.notifies) return undefined;
    if (!/^[/@]/.test(manager))
      throw new TsRunError("ERR_UNSUPPORTED", `notify NOTIFY_SOCKET ${manager}: neither a path nor an abstract name`);
    const socket = bindBelow(container.paths.notifyDir);
    try {
      return new NotifyProxy(host, socket, connectDatagram(manager));
    } catch (error) {
      closeSync(socket);
      throw error;
    }
  }

  /** Resolves when the manager knows that the container is ready, or when it has ended before it was. */
  async untilReady({ process: init }: RuntimeContainer): Promise<void> {
    const pidFd = init && openProcess(init);
    if (pidFd === undefined) return;
    try {
      if (await this.readyOrGone(pidFd)) await this.announce("READY=1", init?.pid ?? 0);
    } finally {
      closeSync(pidFd);
    }
  }

  /** Passes on everything until closed. */
  passOn(mainPid: number): void {
    let announced = false;
    this.watcher = watchReadable(
      this.socket,
      () => {
        for (const lines of this.read()) {
          const passed = lines.filter((line) => PASSED_ON.test(line));
          const isReady = !announced && passed.some(isReadyLine);
          announced ||= isReady;
          if (passed.length > 0) this.tell([...passed, ...(isReady ? [`MAINPID=${mainPid}`] : [])].join("\n"));
        }
      },
      { unref: true },
    );
  }

  /** Once. */
  close(): void {
    this.watcher?.close();
    closeSync(this.socket);
    closeSync(this.manager);
  }

  private readyOrGone(pidFd: number): Promise<boolean> {
    return new Promise((resolve) => {
      const watchers = [
        watchReadable(this.socket, () => this.read().some((lines) => lines.some(isReadyLine)) && finish(true)),
        // What init said last is there before its end.
        watchReadable(pidFd, () => finish(this.read().some((lines) => lines.some(isReadyLine)))),
      ];
      const finish = (isReady: boolean): void => {
        for (const watcher of watchers) watcher.close();
        resolve(isReady);
      };
    });
  }

  /** Messages that have arrived, as lines. Descriptors are closed: that is what sd_notify_barrier(3) waits for. */
  private read(): string[][] {
    const messages: string[][] = [];
    for (;;) {
      let message: Message | "again" | "closed";
      try {
        message = receiveMessage(this.socket);
      } catch (error) {
        if (!(error instanceof TsRunError)) throw error;
        continue; // longer than any notification
      }
      if (message === "again") return messages;
      if (message === "closed") continue; // an empty datagram ends nothing
      for (const fd of message.fds) closeSync(fd);
      messages.push(message.data.toString().split("\n"));
    }
  }

  private tell(text: string, fds: readonly number[] = []): void {
    try {
      if (sendMessage(this.manager, Buffer.from(text), fds) === "again")
        this.host.warn("notify: the manager is behind");
    } catch (error) {
      if (!(error instanceof TsRunError)) throw error;
      this.host.warn(`notify ${variableOf(this.host.env, "NOTIFY_SOCKET")}: ${error.message}`);
    }
  }

  /** Returns when the manager has read it: it looks up who sent a message, and we may be gone a moment later. */
  private async announce(line: string, pid: number): Promise<void> {
    this.tell(`${line}\nMAINPID=${pid}`);
    const [ours, theirs] = socketpair();
    this.tell("BARRIER=1", [theirs]);
    closeSync(theirs);
    await hangUp(ours, BARRIER_MS);
    closeSync(ours);
  }
}

/** Undefined for one that has ended. */
function openProcess({ pid, startTime }: ProcessRecord): number | undefined {
  try {
    const fd = pidfdOpen(pid);
    if (isAlive(pid, startTime)) return fd;
    closeSync(fd);
    return undefined;
  } catch (error) {
    if (hasErrno(error, "ESRCH", "EINVAL")) return undefined;
    throw error;
  }
}

function isReadyLine(line: string): boolean {
  return line === "READY=1";
}

function hangUp(fd: number, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(limit);
      watcher.close();
      resolve();
    };
    const watcher = watchReadable(fd, finish);
    const limit = setTimeout(finish, timeoutMs);
  });
}

/** Through a descriptor of the directory: its path may be longer than a socket's can be. */
function bindBelow(dir: string): number {
  rmSync(join(dir, NOTIFY_NAME), { force: true });
  const dirFd = openSync(dir, constants.O_DIRECTORY | constants.O_RDONLY);
  try {
    const path = `/proc/self/fd/${dirFd}/${NOTIFY_NAME}`;
    const socket = bindDatagram(path);
    chmodSync(path, 0o777); // for whoever the container runs as
    return socket;
  } finally {
    closeSync(dirFd);
  }
}
