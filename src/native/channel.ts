// Messages with descriptors over unix sockets: SOCK_SEQPACKET as the front door and the monitors talk, SOCK_DGRAM as
// services do with systemd.

import { closeSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import { check, errnoName, failure, fdArgument, isFailure, pathArgument, raw } from "./result.ts";

/** Two connected ends, both close-on-exec. */
export function socketpair(): [number, number] {
  const answer = raw("socketPair");
  if (isFailure(answer)) throw failure(answer, "socketpair", "make a message channel");
  return answer as [number, number];
}

/** Both ends close-on-exec and blocking. */
export function makePipe(): [read: number, write: number] {
  const answer = raw("makePipe");
  if (isFailure(answer)) throw failure(answer, "pipe2", "make a pipe");
  return answer as [number, number];
}

const MAX_SOCKET_PATH = 107;

export function connectSeqpacket(path: string): number {
  return check(raw("connectSeqpacket", socketPath(path)), "connect", `connect to ${path}`);
}

export function connectStream(path: string): number {
  return check(raw("connectStream", socketPath(path)), "connect", `connect to ${path}`);
}

/** A socket whose messages go to `path`; "@name" is one of the abstract namespace. */
export function connectDatagram(path: string): number {
  return check(raw("connectDatagram", socketPath(path)), "connect", `connect to ${path}`);
}

/** A socket that receives what is sent to `path`, which must not exist yet. */
export function bindDatagram(path: string): number {
  return check(raw("bindDatagram", socketPath(path)), "bind", `bind a socket to ${path}`);
}

function socketPath(path: string): string {
  if (Buffer.byteLength(pathArgument(path)) <= MAX_SOCKET_PATH) return path;
  throw new TsRunError("ERR_USAGE", `use socket ${path}: a socket's path has at most ${MAX_SOCKET_PATH} bytes`);
}

/** Never blocks: "again" when the receiver is behind (nothing was sent). Throws EPIPE when the other end is gone. */
export function sendMessage(fd: number, data: Uint8Array, fds: readonly number[] = []): "sent" | "again" {
  for (const passed of fds) fdArgument(passed);
  const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const value = raw("sendMessage", fdArgument(fd), buffer, fds);
  if (isFailure(value) && errnoName(value) === "EAGAIN") return "again";
  check(value, "sendmsg", `send ${data.byteLength} bytes on socket ${fd}`);
  return "sent";
}

export interface Message {
  readonly data: Buffer;
  /** Now the receiver's to close. */
  readonly fds: number[];
}

/** One whole message. One longer than maxBytes is an error, not a cut message. Senders never send empty ones. */
export function receiveMessage(fd: number, maxBytes = 65_536): Message | "again" | "closed" {
  let answer = raw("receiveMessage", fdArgument(fd), maxBytes);
  // A peer that leaves with unread messages of ours resets the socket; the error is told once, before what the peer
  // sent and we have not read yet. Only the call after it says whether there is more (unix(7), net/unix/af_unix.c).
  if (isFailure(answer) && errnoName(answer) === "ECONNRESET") answer = raw("receiveMessage", fdArgument(fd), maxBytes);
  if (isFailure(answer)) {
    const errno = errnoName(answer);
    if (errno === "EAGAIN") return "again";
    if (errno === "ECONNRESET") return "closed";
    throw failure(answer, "recvmsg", `receive on socket ${fd}`);
  }
  const [data, fds, truncated, length] = answer as [Buffer, number[], boolean, number];
  if (truncated) for (const fd of fds) closeSync(fd);
  if (truncated) throw failure(-90, "recvmsg", `receive a message of at most ${maxBytes} bytes on socket ${fd}`);
  return length === 0 && fds.length === 0 ? "closed" : { data: data.subarray(0, length), fds };
}
