// sock_diag(7): bound sockets by protocol and state. Reading /proc/net/tcp walks the table of all connections, which
// takes milliseconds even when it is empty; this walks the listening ones only.

import { ipText } from "./address.ts";
import { bytesOf, message, NLM_F_DUMP, NLM_F_REQUEST, type ReceivedMessage, readU32, u32 } from "./message.ts";

export const NETLINK_SOCK_DIAG = 4;
const SOCK_DIAG_BY_FAMILY = 20;
const states = { tcp: 1 << 10, udp: 1 << 7 }; // TCP_LISTEN; TCP_CLOSE, which is what a bound UDP socket is in

export interface BoundSocket {
  /** Without "::" shortening. */
  readonly ip: string;
  readonly port: number;
  readonly inode: number;
}

export function dumpBoundSockets(family: 4 | 6, protocol: "tcp" | "udp"): Uint8Array {
  const start = Uint8Array.of(family === 4 ? 2 : 10, protocol === "tcp" ? 6 : 17, 0, 0);
  const anySocket = new Uint8Array(48);
  const header = { type: SOCK_DIAG_BY_FAMILY, flags: NLM_F_REQUEST | NLM_F_DUMP };
  return bytesOf(message(header, start, u32(states[protocol]), anySocket));
}

/** struct inet_diag_msg */
export function parseBoundSockets(messages: readonly ReceivedMessage[]): BoundSocket[] {
  return messages
    .filter(({ type, body }) => type === SOCK_DIAG_BY_FAMILY && body.length >= 72)
    .map(({ body }) => ({
      ip: ipText(body.subarray(8, body[0] === 2 ? 12 : 24)),
      port: ((body[4] ?? 0) << 8) | (body[5] ?? 0),
      inode: readU32(body, 68),
    }));
}
