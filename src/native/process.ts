// Starting programs without fork (clone VM|VFORK stays fast however big the heap is) and following them by pidfd.

import os from "node:os";
import { SyscallError } from "../base/index.ts";
import { check, errnoName, failure, fdArgument, isFailure, pathArgument, raw } from "./result.ts";

export interface SpawnOptions {
  /** Absolute path; or leave it out and give exeFd. For messages it may accompany exeFd. */
  readonly path?: string;
  /** Descriptor of the executable (O_PATH is enough). */
  readonly exeFd?: number;
  readonly argv: readonly string[];
  /** Nothing is inherited that is not here. */
  readonly env: readonly string[];
  /** Become descriptors 3, 4, 5, ... of the program. Everything else is closed. */
  readonly fds?: readonly number[];
  /** Become 0, 1, 2; undefined is /dev/null. */
  readonly stdio?: readonly [number | undefined, number | undefined, number | undefined];
  readonly cwd?: string;
  readonly setsid?: boolean;
}

export interface Spawned {
  readonly pid: number;
  /** The caller closes it, after pidfdWait() has answered. */
  readonly pidFd: number;
}

const STEPS = ["clone", "dup2", "setsid", "chdir", "execve"] as const;

/** Starts a program and returns once it executes; throws if exec itself failed. Signals at default, nothing blocked. */
export function spawnProcess(options: SpawnOptions): Spawned {
  const { path = "", exeFd = -1, argv, env, fds = [], stdio = [], cwd = "", setsid = false } = options;
  for (const text of [path, cwd, ...argv, ...env]) pathArgument(text);
  const descriptors = [0, 1, 2].map((i) => stdio[i] ?? -1);
  for (const fd of fds) descriptors.push(fdArgument(fd));
  const answer = raw("spawn", exeFd, path, argv, env, descriptors, cwd, setsid) as [number, number];
  const [pid, second] = answer;
  if (pid >= 0) return { pid, pidFd: second };
  const name = errnoName(pid);
  const call = second === 4 && exeFd >= 0 ? "execveat" : (STEPS[second] ?? "clone");
  throw new SyscallError(call, name, `start ${path || argv[0]}: ${call} returned ${name}`);
}

export function pidfdOpen(pid: number): number {
  return check(raw("pidfdOpen", pid), "pidfd_open", `watch process ${pid}`);
}

/** False if the process is gone already. */
export function pidfdSendSignal(pidFd: number, signal: number | NodeJS.Signals): boolean {
  const signo = typeof signal === "number" ? signal : os.constants.signals[signal];
  const value = raw("pidfdSendSignal", fdArgument(pidFd), signo);
  if (isFailure(value) && errnoName(value) === "ESRCH") return false;
  check(value, "pidfd_send_signal", `send signal ${signal}`);
  return true;
}

export type ExitStatus = { readonly exitCode: number } | { readonly signal: number; readonly coreDumped: boolean };

const CLD_EXITED = 1;
const CLD_DUMPED = 3;

/** Reaps our child if it has ended; undefined while it runs. A second call after that throws ECHILD. */
export function pidfdWait(pidFd: number): ExitStatus | undefined {
  const answer = raw("pidfdWait", fdArgument(pidFd));
  if (answer === 0) return undefined;
  if (isFailure(answer)) throw failure(answer, "waitid", `wait for the process of pidfd ${pidFd}`);
  const [code, status] = answer as [number, number];
  return code === CLD_EXITED ? { exitCode: status } : { signal: status, coreDumped: code === CLD_DUMPED };
}

/** A counter that the kernel raises, readable when it is not 0. Non-blocking; the caller closes it. */
export function eventFd(): number {
  return check(raw("eventFd"), "eventfd2", "make a descriptor for events");
}

export interface Watcher {
  /** Idempotent. The descriptor stays open; close it afterwards, not before. */
  close(): void;
}

/**
 * Calls back whenever `fd` is readable or hung up, until closed: sockets, pipes, pidfds, inotify. One watch per
 * descriptor. Makes the open file description non-blocking, so do not use it on a terminal that others share.
 */
export function watchReadable(fd: number, callback: () => void, options: { readonly unref?: boolean } = {}): Watcher {
  const answer = raw("watchReadable", fdArgument(fd), () => callback(), !(options.unref ?? false));
  if (isFailure(answer)) throw failure(answer, "epoll_ctl", `watch descriptor ${fd}`);
  const stop = answer as () => void;
  let open = true;
  return {
    close() {
      if (open) stop();
      open = false;
    },
  };
}

/** Resolves when the process has ended and reaps it; closes nothing. */
export function waitForExit(pidFd: number): Promise<ExitStatus> {
  return new Promise((resolve, reject) => {
    const watch = watchReadable(pidFd, () => {
      try {
        const status = pidfdWait(pidFd);
        if (status === undefined) return;
        watch.close();
        resolve(status);
      } catch (error) {
        watch.close();
        reject(error);
      }
    });
  });
}

/** Whether seccomp(SECCOMP_SET_MODE_FILTER) knows these flags: without a program it looks at nothing else. */
export function seccompKnowsFlags(flags: number): boolean {
  const value = raw("seccompProbe", flags);
  return isFailure(value) && errnoName(value) === "EFAULT";
}
