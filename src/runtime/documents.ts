// The files of one container below --root/<id>/: state.json and config.json are ours, written once; process.json and
// exit.json are the monitor's. The status is derived from them and from /proc, never stored.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hasErrno, messageOf, TsRunError } from "../base/index.ts";
import type { NetDevice, Resctrl } from "../plan/index.ts";
import type { SocketActivation } from "./init-spec.ts";

export interface RuntimePaths {
  readonly dir: string;
  readonly state: string;
  readonly config: string;
  readonly process: string;
  readonly exit: string;
  /** Empty directory onto which the rootfs is mounted, in the container's mount namespace only. */
  readonly mountpoint: string;
  /** Of the monitor where it stays (foreground run), else of the init that waits for start. */
  readonly controlSocket: string;
  readonly hookLog: string;
  /** Shown to a container that is to notify the caller's NOTIFY_SOCKET. */
  readonly notifyDir: string;
}

const MAX_SOCKET_PATH = 107;
const SHORT_SOCKETS = "/run/ts-runc-sockets";

export function runtimePaths(root: string, id: string): RuntimePaths {
  const dir = join(root, id);
  const socket = join(dir, "ctl");
  // A socket's path has 107 bytes at most, and engines nest --root deeply: then a short name stands for the long one.
  const short = join(SHORT_SOCKETS, createHash("sha256").update(dir).digest("hex").slice(0, 32));
  return {
    dir,
    state: join(dir, "state.json"),
    config: join(dir, "config.json"),
    process: join(dir, "process.json"),
    exit: join(dir, "exit.json"),
    mountpoint: join(dir, "rootfs"),
    hookLog: join(dir, "hooks.log"),
    notifyDir: join(dir, "notify"),
    controlSocket: Buffer.byteLength(socket) > MAX_SOCKET_PATH ? short : socket,
  };
}

/** state.json: what create was asked for. */
export interface StateDocument {
  readonly version: 1;
  readonly ociVersion: string;
  readonly id: string;
  /** Absolute and free of symlinks. */
  readonly bundle: string;
  readonly rootfs: string;
  readonly created: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly cgroupPath?: string;
  /** The scope that systemd made for it. */
  readonly systemdUnit?: string;
  readonly consoleSocket?: string;
  /** "resident": a foreground `run`, whose monitor serves the terminal and tells the exit code. */
  readonly monitor: "resident" | "transient";
  /** Device and inode of what init executes until it becomes the container's program. */
  readonly initProgram: string;
  /** Standard streams of the caller that are the host's /dev/null. */
  readonly nullStreams?: readonly number[];
  readonly preservedFds?: number;
  /** Sockets of the caller's service manager, which are among the preserved descriptors. */
  readonly listening?: SocketActivation;
  readonly notifies?: boolean;
  /** As it was before the container's group was made. */
  readonly resctrl?: Resctrl;
  /** linux.netDevices as they were before they were moved. */
  readonly netDevices?: Readonly<Record<string, NetDevice>>;
  readonly noPivot?: boolean;
  readonly noNewKeyring?: boolean;
  readonly creator: { readonly pid: number; readonly startTime: number };
}

/** process.json, see native/monitor/record.h. */
export interface ProcessRecord {
  readonly pid: number;
  readonly startTime: number;
  readonly monitorPid: number;
  readonly monitorStartTime: number;
}

export function readDocument<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR")) return undefined;
    throw new TsRunError("ERR_CORRUPT_STATE", `read ${path}: ${messageOf(error)}`, {
      cause: error,
      hint: "delete --force removes the container",
    });
  }
}

const LOG_SHOWN = 4096;

/** The end of what hooks have written; empty where there were none. */
export function readHookLog(paths: RuntimePaths): string {
  try {
    return readFileSync(paths.hookLog, "utf8").slice(-LOG_SHOWN);
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return "";
    throw error;
  }
}
