// SCMP_ACT_NOTIFY: an agent on the host decides system calls of the container. It gets the filter's listener and the
// container process state (config-linux.md#containerprocessstate) by one message on /linux/seccomp/listenerPath.
//
//   container lane                                 parent lane
//   seccomp(NEW_LISTENER) = n
//   write n ─────────────────────────────────────> read n, pidfd_getfd(n)
//   read (execve would close the listener) <────── 1 byte
//   goes on; what the filter notifies waits        connect, sendmsg {state, listener} ──> agent
//
// Not by SCM_RIGHTS: agents are there to decide sendmsg and connect, and would have to before they have the listener. The
// one call before that is a write, as with runc; the read may be decided by the agent already.

import { TsRunError } from "../../base/index.ts";
import { close, fd, flags, op, text } from "../build.ts";
import { deliverDescriptor, type Part, textPart } from "../descriptors.ts";
import { hookState, pidPart } from "../hook-ops.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";
import { isNotifying } from "../seccomp/index.ts";

/** Slot of the listener: a number of the container lane there, our own descriptor in the parent lane at last. */
export const LISTENER = "seccompListener";
const TURN = "listenerTurn";
const FROM: Origin = "/linux/seccomp/listenerPath";

export interface ContainerStatus {
  readonly status: string;
  readonly pid: Part;
}

/** `container`: the state of the container that the process is of, where that is not being made by it. */
export function planSeccompListener(input: PlanInput, container?: ContainerStatus): LaneOps {
  const profile = input.spec.linux?.seccomp;
  if (profile === undefined || !isNotifying(profile)) return {};
  return {
    parentBefore: [
      op("socketpair", [flags("AF_UNIX"), flags("SOCK_SEQPACKET", "SOCK_CLOEXEC"), 0, { address: TURN }], {
        from: FROM,
        why: "the container tells its listener here",
      }),
    ],
    parentAfter: [
      close(`${TURN}+4`, { from: FROM, why: "so that a dead container reads as end of file" }),
      op("read", [fd(TURN), { address: LISTENER }, 4], {
        from: FROM,
        why: "which descriptor of the container is the listener",
        expect: 4,
      }),
      op("pidfd_getfd", [fd("initPidfd"), fd(LISTENER), 0], {
        from: FROM,
        why: "take the listener out of the container",
        store: LISTENER,
      }),
      op("write", [fd(TURN), text("m"), 1], { from: FROM, why: "the container may go on", expect: 1 }),
      close(TURN, { from: FROM, why: "done with it" }),
      ...deliverDescriptor(profile.listenerPath ?? "", {
        socket: "agentSocket", // one state per connection
        descriptor: LISTENER,
        parts: processState(input, container ?? { status: "creating", pid: pidPart("initPid") }),
        from: FROM,
        reach: "reach out to the seccomp agent",
        why: "hand the listener and the state to the agent",
      }),
      close(LISTENER, { from: FROM, why: "the agent has it now" }),
    ],
    container: [close(TURN, { from: FROM, why: "so that a dead parent reads as end of file" })],
  };
}

/** In the container lane, right after the filter. */
export function tellListener(): Op[] {
  return [
    op("write", [fd(`${TURN}+4`), { address: LISTENER }, 4], {
      from: FROM,
      why: "tell the parent which descriptor is the listener",
      expect: 4,
    }),
    op("read", [fd(`${TURN}+4`), { address: "listenerByte" }, 1], {
      from: FROM,
      why: "until the parent has it, since execve closes it here",
      expect: 1,
    }),
  ];
}

function processState({ spec, identity }: PlanInput, { status, pid }: ContainerStatus): Part[] {
  if (identity === undefined)
    throw new TsRunError("ERR_UNSUPPORTED", `${FROM}: agents are told a bundle and an id`, {
      hint: "run it by ts-runc",
    });
  const { ociVersion, annotations = {} } = spec;
  const { listenerMetadata } = spec.linux?.seccomp ?? {};
  const state = hookState({ identity, ociVersion, annotations }, status);
  const head = JSON.stringify({ ociVersion, fds: ["seccompFd"] }).slice(0, -1);
  const metadata = listenerMetadata === undefined ? "" : `,"metadata":${JSON.stringify(listenerMetadata)}`;
  return [
    textPart(`${head},"pid":`),
    pidPart("initPid"),
    textPart(`${metadata},"state":${state.before}`),
    pid,
    textPart(`${state.after}}`),
  ];
}
