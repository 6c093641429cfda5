// The one way network/ talks to the kernel: a request of one or more messages goes out, parsed replies come back,
// and an errno among them becomes an error that says what was being done.

import { SyscallError } from "../base/index.ts";
import { errnoOf, NLMSG_ERROR, type ReceivedMessage } from "../linux/index.ts";

/** Sends `request` on a socket of `protocol` and returns every reply up to the last acknowledgement or NLMSG_DONE. */
export type Exchange = (protocol: number, request: Uint8Array) => ReceivedMessage[];

/** Errnos that netlink answers with, by number (the same on x86_64 and arm64). */
const errnoNames: Readonly<Record<number, string>> = {
  1: "EPERM",
  2: "ENOENT",
  12: "ENOMEM",
  13: "EACCES",
  16: "EBUSY",
  17: "EEXIST",
  19: "ENODEV",
  22: "EINVAL",
  28: "ENOSPC",
  34: "ERANGE",
  95: "EOPNOTSUPP",
  97: "EAFNOSUPPORT",
  99: "EADDRNOTAVAIL",
  101: "ENETUNREACH",
};

/** Throws a SyscallError for the first errno that is not in `ignore`; returns the replies that carry data. */
export function checkReplies(
  replies: readonly ReceivedMessage[],
  doing: string,
  ignore: readonly string[] = [],
): ReceivedMessage[] {
  for (const reply of replies) {
    if (reply.type !== NLMSG_ERROR) continue;
    const errno = errnoOf(reply);
    if (errno === 0) continue;
    const name = errnoNames[errno] ?? `errno ${errno}`;
    if (!ignore.includes(name)) {
      const hint = name === "EPERM" ? "networking needs CAP_NET_ADMIN: run as root" : undefined;
      throw new SyscallError("netlink", name, `${doing}: netlink returned ${name}`, { hint });
    }
  }
  return replies.filter((reply) => reply.type !== NLMSG_ERROR);
}
