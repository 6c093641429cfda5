// tmpcopyup: a tmpfs that starts with what was at its place. A lane has no loops, so a small program of ours copies the
// tree between two descriptors, in a process of the container that can reach nothing but these:
//
//   container lane                                   lane "copyUp"
//   open both directories, socketpair, clone3 ─────> 0: from, 1: to, 2: the socket; execveat(copy-tree)
//   send a request ────────────────────────────────> copies
//   the answer is the result <────────────────────── an acknowledgement as netlink has it: 0 or an errno

import { TsRunError } from "../../base/index.ts";
import { AT_CWD, close, fd, field, flags, op, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Arg, Op, Origin } from "../op.ts";
import { parseMountOptions } from "./mount-options.ts";
import { cloneOp } from "./namespaces.ts";

const REPLY = "copyReply";

/** Fills the detached tmpfs in `slot` from the directory in slot "target". */
export function copyUp(about: { slot: string; from: Origin; what: string }): Op[] {
  const { slot, from, what } = about;
  const done = { from, why: "done with it" };
  const open = (dir: string, store: string, why: string): Op =>
    op("openat", [fd(dir), text("."), flags("O_RDONLY", "O_DIRECTORY", "O_CLOEXEC"), 0], { from, why, store });
  return [
    open("target", "copyFrom", `what is in ${what} now`),
    open(slot, "copyTo", "and where it goes"),
    op("socketpair", [flags("AF_UNIX"), flags("SOCK_SEQPACKET", "SOCK_CLOEXEC"), 0, { address: REPLY }], {
      from,
      why: "the copying process is asked and answers here",
    }),
    cloneOp([], { lane: "copyUp", from, why: "a process that copies", store: "copyPid" }),
    close(`${REPLY}+4`, { from, why: "so that a process that dies reads as end of file" }),
    op("netlink", [fd(REPLY), request(), 16], { from, why: `copy ${what} into the tmpfs` }),
    op("wait4", [fd("copyPid"), 0, flags("__WALL"), 0], { from, why: "it is gone" }),
    close(REPLY, done),
    close("copyTo", done),
    close("copyFrom", done),
  ];
}

/** The program is opened while paths are the host's, and with the rights of its root. */
export function planCopier(input: PlanInput): LaneOps {
  const index = (input.spec.mounts ?? []).findIndex(
    ({ options }, i) => parseMountOptions(options ?? [], `/mounts/${i}/options`).copyUp,
  );
  if (index < 0) return {};
  const from: Origin = `/mounts/${index}`;
  const program = input.programs?.copyTree;
  if (program === undefined)
    throw new TsRunError("ERR_UNSUPPORTED", `${from}/options: tmpcopyup needs ts-run's copy-tree program`, {
      hint: "run: npm start (it builds the native part)",
    });
  return {
    parentBefore: [
      op("openat", [AT_CWD, text(program), flags("O_PATH", "O_CLOEXEC"), 0], {
        from,
        why: "the program that copies trees, for tmpcopyup",
        store: "copyTree",
      }),
    ],
    parentAfter: [close("copyTree", { from, why: "the container has it" })],
    lanes: { copyUp: copyLane(from) },
  };
}

function copyLane(from: Origin): Op[] {
  const give = (slot: string, number: number, why: string): Op => op("dup3", [fd(slot), number, 0], { from, why });
  return [
    give("copyFrom", 0, "0: where it copies from"),
    give("copyTo", 1, "1: where to"),
    give(`${REPLY}+4`, 2, "2: where it answers"),
    op(
      "execveat",
      [fd("copyTree"), text(""), { strings: ["ts-run-copy-tree"] }, { strings: [] }, flags("AT_EMPTY_PATH")],
      {
        from,
        why: "become the copying program; all other descriptors close",
      },
    ),
  ];
}

/** struct nlmsghdr that asks for an acknowledgement. */
function request(): Arg {
  return {
    struct: [
      field("nlmsg_len", 4, 16),
      field("nlmsg_type", 2, 0),
      field("nlmsg_flags", 2, 5), // NLM_F_REQUEST | NLM_F_ACK
      field("nlmsg_seq", 4, 1),
      field("nlmsg_pid", 4, 0),
    ],
    note: "nlmsghdr: go",
  };
}
