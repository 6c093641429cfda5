// What went over the interfaces of a network namespace, asked for by its file: no process has to live in it.

import { closeSync, openSync } from "node:fs";
import { dumpLinks, NETLINK_ROUTE, parseLinks, parseMessages } from "../linux/index.ts";
import { netlinkExchange, netlinkOpen } from "../native/index.ts";

export interface InterfaceUsage {
  readonly name: string;
  readonly rxBytes: number;
  readonly rxPackets: number;
  readonly rxErrors: number;
  readonly rxDropped: number;
  readonly txBytes: number;
  readonly txPackets: number;
  readonly txErrors: number;
  readonly txDropped: number;
}

/** Without loopback. Undefined `netns`: the host's own. */
export function interfaceUsage(netns: string | undefined): InterfaceUsage[] {
  const namespace = netns === undefined ? undefined : openSync(netns, "r");
  let socket: number | undefined;
  try {
    socket = netlinkOpen(NETLINK_ROUTE, namespace);
    const { replies } = netlinkExchange(socket, dumpLinks());
    return parseLinks(replies.flatMap((reply) => parseMessages(reply))).flatMap(({ name, statistics }) =>
      name === "lo" || statistics === undefined ? [] : [{ name, ...statistics }],
    );
  } finally {
    if (socket !== undefined) closeSync(socket);
    if (namespace !== undefined) closeSync(namespace);
  }
}
