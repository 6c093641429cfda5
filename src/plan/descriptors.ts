// Descriptors that cross from one lane to another: a message of a few bytes that carries one of them (SCM_RIGHTS).

import { close, fd, field, flags, op } from "./build.ts";
import type { Arg, Op, Origin } from "./op.ts";
import { unixAddress } from "./unix-address.ts";

/** struct msghdr that carries one descriptor; `control` is 24 bytes: cmsghdr and the int. */
function message(control: Arg, name: string): Arg {
  const iov = { struct: [field("iov_base", 8, { string: name }), field("iov_len", 8, name.length)], note: "iovec" };
  return {
    struct: [
      field("msg_name", 8, 0),
      field("msg_namelen", 8, 0),
      field("msg_iov", 8, iov),
      field("msg_iovlen", 8, 1),
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

/** `name` is the text that goes with it (a console socket's listener expects one). */
export function sendDescriptor(
  socket: string,
  slot: string,
  { name = "m", ...about }: { from: Origin; why: string; name?: string },
): Op {
  return op("sendmsg", [fd(socket), message(rights(slot), name), flags("MSG_NOSIGNAL")], {
    ...about,
    expect: name.length,
  });
}

/** The descriptor arrives in `${control}[32]+16`. */
export function receiveDescriptor(socket: string, control: string, about: { from: Origin; why: string }): Op {
  const into = message({ address: `${control}[32]` }, "m");
  return op("recvmsg", [fd(socket), into, flags("MSG_CMSG_CLOEXEC")], { ...about, expect: 1 });
}

/** Connects to whoever listens on a path of the host and gives it the descriptor in slot `descriptor`. */
export function deliverDescriptor(
  path: string,
  about: { socket: string; descriptor: string; name: string; from: Origin; reach: string; why: string },
): Op[] {
  const { socket, descriptor, name, from, reach, why } = about;
  return [
    op("socket", [flags("AF_UNIX"), flags("SOCK_STREAM", "SOCK_CLOEXEC"), 0], { from, why: reach, store: socket }),
    op("connect", [fd(socket), ...unixAddress(path)], { from, why: `connect to ${path}` }),
    sendDescriptor(socket, descriptor, { from, why, name }),
    close(socket, { from, why: "done with it" }),
  ];
}
