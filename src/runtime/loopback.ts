// The loopback interface of a network namespace that somebody else has made.

import { closeSync, openSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import { setLinkUp } from "../linux/index.ts";
import { netlinkExchange, netlinkOpen } from "../native/index.ts";

const NETLINK_ROUTE = 0;

/** `pid` is of a process in the namespace. */
export function raiseLoopback(pid: number): void {
  const netns = openSync(`/proc/${pid}/ns/net`, "r");
  try {
    const socket = netlinkOpen(NETLINK_ROUTE, netns);
    const { error } = netlinkExchange(socket, setLinkUp({ name: "lo" }));
    closeSync(socket);
    if (error !== null) throw new TsRunError("ERR_SYSCALL", `set lo of process ${pid} up: netlink returned ${error}`);
  } finally {
    closeSync(netns);
  }
}
