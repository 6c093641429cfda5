// The one way network/ talks to the kernel: a request of one or more messages goes out, parsed replies come back, and an
// errno among them becomes an error that says what was being done.

import { SyscallError } from "../base/index.ts";
import { NLMSG_DONE, NLMSG_ERROR, parseMessages, type ReceivedMessage } from "../linux/index.ts";
import { netlinkExchange, netlinkOpen } from "../native/index.ts";

export interface Answer {
  /** First error among the acknowledgements, such as "EEXIST"; null when every message was accepted. */
  readonly error: string | null;
  /** The kernel's own sentence about the error, often empty. */
  readonly sentence: string;
  readonly replies: readonly ReceivedMessage[];
}

/** Sends `request` on a socket of `protocol` and returns all that came back. A double in tests. */
export type Exchange = (protocol: number, request: Uint8Array) => Answer;

const sockets = new Map<number, number>();

/** Over the addon, in this process's network namespace; one socket per protocol, kept open. */
export const kernelExchange: Exchange = (protocol, request) => {
  const fd = sockets.get(protocol) ?? netlinkOpen(protocol);
  sockets.set(protocol, fd);
  let answer = netlinkExchange(fd, request);
  // EINTR: something changed while the kernel was listing, so the list may be inconsistent; only lists end like this
  for (let attempt = 0; answer.error === "EINTR" && attempt < 5; attempt++) answer = netlinkExchange(fd, request);
  const replies = answer.replies.flatMap((reply) => parseMessages(reply));
  return { ...answer, replies: replies.filter(({ type }) => type !== NLMSG_ERROR && type !== NLMSG_DONE) };
};

/** The replies; throws a SyscallError for an errno that is not in `ignore`. */
export function checkReplies(
  answer: Answer,
  doing: string,
  ignore: readonly string[] = [],
): readonly ReceivedMessage[] {
  const { error, sentence, replies } = answer;
  if (error === null || ignore.includes(error)) return replies;
  const hint = error === "EPERM" ? "networking needs CAP_NET_ADMIN: run as root" : undefined;
  const details = sentence === "" ? error : `${error} (${sentence})`;
  throw new SyscallError("netlink", error, `${doing}: netlink returned ${details}`, { hint });
}
