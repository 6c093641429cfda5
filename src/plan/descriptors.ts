// Descriptors that cross from one lane to another: a message of a few bytes that carries one of them (SCM_RIGHTS).

import { close, fd, field, flags, op } from "./build.ts";
import type { Arg, Op, Origin } from "./op.ts";
import { unixAddress } from "./unix-address.ts";

/** One piece of a message. */
export interface Part {
  readonly data: Arg;
  readonly length: number;
}

export function textPart(value: string): Part {
  return { data: { string: value }, length: Buffer.byteLength(value) };
}

/** struct msghdr that carries one descriptor; `control` is 24 bytes: cmsghdr and the int. */
function message(control: Arg, parts: readonly Part[]): Arg {
  const iov = parts.flatMap(({ data, length }) => [field("iov_base", 8, data), field("iov_len", 8, length)]);
  return {
    struct: [
      field("msg_name", 8, 0),
      field("msg_namelen", 8, 0),
      field("msg_iov", 8, { struct: iov, note: "iovec" }),
      field("msg_iovlen", 8, parts.length),
      field("msg_control", 8, control),
      field("msg_controllen", 8, 24),
      field("msg_flags", 8, 0),
    ],
    note: "msghdr",
  };
}

/** Control data of `message` that sends the descriptor in `slot`. */
function rights(slot: string): Arg {
  return {
    struct: [
      field("cmsg_len", 8, 20),
      field("cmsg_level", 4, flags("SOL_SOCKET")),
      field("cmsg_type", 4, flags("SCM_RIGHTS")),
      field("fd", 4, fd(slot)),
      field("pad", 4, 0),
    ],
    note: "cmsghdr",
  };
}

/** `parts` is what goes with it: text that its listener expects, or a byte that nobody looks at. */
export function sendDescriptor(
  socket: string,
  slot: string,
  { parts = [textPart("m")], ...about }: { from: Origin; why: string; parts?: readonly Part[] },
): Op {
  return op("sendmsg", [fd(socket), message(rights(slot), parts), flags("MSG_NOSIGNAL")], {
    ...about,
    expect: parts.reduce((sum, { length }) => sum + length, 0),
  });
}

/** The descriptor arrives in `${control}[32]+16`. */
export function receiveDescriptor(socket: string, control: string, about: { from: Origin; why: string }): Op {
  const into = message({ address: `${control}[32]` }, [textPart("m")]);
  return op("recvmsg", [fd(socket), into, flags("MSG_CMSG_CLOEXEC")], { ...about, expect: 1 });
}

/** Connects to whoever listens on a path of the host and gives it the descriptor in slot `descriptor`. */
export function deliverDescriptor(
  path: string,
  about: { socket: string; descriptor: string; parts: readonly Part[]; from: Origin; reach: string; why: string },
): Op[] {
  const { socket, descriptor, parts, from, reach, why } = about;
  return [
    op("socket", [flags("AF_UNIX"), flags("SOCK_STREAM", "SOCK_CLOEXEC"), 0], { from, why: reach, store: socket }),
    op("connect", [fd(socket), ...unixAddress(path)], { from, why: `connect to ${path}` }),
    sendDescriptor(socket, descriptor, { from, why, parts }),
    close(socket, { from, why: "done with it" }),
  ];
}
