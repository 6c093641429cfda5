// Sockets in any network namespace: netlink, whose messages linux/ encodes and parses, and TCP.

import { check, errnoName, fdArgument, raw } from "./result.ts";

/** With netnsFd the socket lives in that network namespace; no thread of ours stays there. */
export function netlinkOpen(protocol: number, netnsFd?: number): number {
  return check(raw("netlinkOpen", protocol, netnsFd ?? -1), "socket", `open netlink protocol ${protocol}`);
}

/** Unconnected and non-blocking, in the network namespace of `netnsFd`, or in ours. */
export function tcpOpen(family: 4 | 6, netnsFd?: number): number {
  return check(raw("tcpOpen", family === 6 ? 1 : 0, netnsFd ?? -1), "socket", "make a TCP socket");
}

export interface NetlinkAnswer {
  /** First error among the acks, such as "EEXIST"; null when every message was accepted. */
  readonly error: string | null;
  /** Position of the failing message in the request, -1 if it concerns none. */
  readonly at: number;
  /** The kernel's own sentence about the error, often empty. */
  readonly sentence: string;
  /** Every message received, each with its header, acks (NLMSG_ERROR) and NLMSG_DONE included; dumps are complete. */
  readonly replies: Buffer[];
}

/** Sends one datagram of messages and reads all answers. At least one message must ask for an ack or a dump. */
export function netlinkExchange(fd: number, request: Uint8Array): NetlinkAnswer {
  const buffer = Buffer.from(request.buffer, request.byteOffset, request.byteLength);
  const [errno, at, replies, sentence] = raw("netlinkExchange", fdArgument(fd), buffer) as [
    number,
    number,
    Buffer[],
    string,
  ];
  return { error: errno === 0 ? null : errnoName(errno), at, replies, sentence };
}
