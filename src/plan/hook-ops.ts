// One hook as operations: its process is a lane of its own, gets the container's state on stdin, and is waited for.
//
//   memfd: {"ociVersion", "id", "status", "pid": <known at run time>, ...}
//   clone(lane) ──────────────> stdin = memfd, stdout and stderr = the hook log, execve
//   ppoll(pidfd, timeout)            |
//   too late: SIGKILL, fail          |
//   waitid, exit status 0? <─────────┘
//
// clone(2) and not clone3, which filters of older engines refuse: we may be in a container ourselves.

import type { Hook } from "../oci/index.ts";
import { close, fd, field, flags, NULL, op, text } from "./build.ts";
import { type Part, textPart } from "./descriptors.ts";
import type { ContainerIdentity } from "./input.ts";
import type { Arg, Op, Origin } from "./op.ts";

/** Slot with the file for what hooks write, in every lane that runs hooks. */
export const HOOK_LOG = "hookLog";

export interface HookCall {
  readonly hook: Hook;
  readonly from: Origin;
  /** Name of the hook's lane, unique in the plan. */
  readonly lane: string;
  /** The state document (runtime.md#state) before and after the number of the pid in slot `pid`. */
  readonly state: { readonly before: string; readonly after: string; readonly pid: string };
  /** Used when the hook names none. */
  readonly env: readonly string[];
  /** Working directory; the hook runs where it is when it is not there. */
  readonly cwd: string;
  readonly hasLog: boolean;
}

/** State for `status` as text around the pid. */
export function hookState(
  about: { identity: ContainerIdentity; ociVersion: string; annotations: Readonly<Record<string, string>> },
  status: string,
): { before: string; after: string } {
  const { identity, ociVersion, annotations } = about;
  const before = JSON.stringify({ ociVersion, id: identity.id, status });
  const after = JSON.stringify({ bundle: identity.bundle, annotations });
  return { before: `${before.slice(0, -1)},"pid":`, after: `,${after.slice(1)}` };
}

/** In the lane of whoever runs the hook. Fails with the hook's exit status as the value of a check. */
export function callHook(call: HookCall): Op[] {
  const { from, hook, lane } = call;
  return [
    ...writeState(call),
    op("clone", [flags("CLONE_PIDFD"), NULL, { address: "hookPidfd" }, NULL, NULL], {
      from,
      why: `run the hook ${hook.path}`,
      store: "hookPid",
      lane,
    }),
    ...(hook.timeout === undefined ? [] : giveTime(hook.timeout, call)),
    op("waitid", [flags("P_PIDFD"), fd("hookPidfd"), { address: "hookEnd[128]" }, flags("WEXITED", "__WALL"), NULL], {
      from,
      why: `wait for ${hook.path} to end`,
    }),
    op("check", [fd("hookEnd[128]+8")], { from, why: `${hook.path} has ended by itself (CLD_EXITED)`, expect: 1 }),
    op("check", [fd("hookEnd[128]+24")], { from, why: `${hook.path} has succeeded (exit status 0)`, expect: 0 }),
    close("hookPidfd", { from, why: "done with it" }),
    close("hookState", { from, why: "done with it" }),
  ];
}

/** What the hook's process does until it is the hook. */
export function hookLane({ hook, from, env, cwd, hasLog }: HookCall): Op[] {
  return [
    op("prctl", [flags("PR_SET_PDEATHSIG"), 9, 0, 0, 0], { from, why: "no hook outlives who waits for it" }),
    op("dup3", [fd("hookState"), 0, 0], { from, why: "stdin is the state" }),
    ...(hasLog
      ? [1, 2].map((n) => op("dup3", [fd(HOOK_LOG), n, 0], { from, why: `what it says is kept (stream ${n})` }))
      : []),
    op("umask", [0o022], { from, why: "an ordinary umask" }),
    op("chdir", [text(cwd)], { from, why: "where hooks run", ignore: ["ENOENT", "EACCES", "ENOTDIR"] }),
    op("close_range", [3, 0xffffffff, flags("CLOSE_RANGE_CLOEXEC")], { from, why: "no descriptor of ours reaches it" }),
    op("rt_sigprocmask", [flags("SIG_SETMASK"), { struct: [field("mask", 8, 0)], note: "empty signal set" }, NULL, 8], {
      from,
      why: "receive signals again",
    }),
    op("execve", [text(hook.path), { strings: hook.args ?? [hook.path] }, { strings: hook.env ?? env }], {
      from,
      why: `become the hook ${hook.path}`,
    }),
  ];
}

/** A number and spaces, which JSON ignores: how many digits it has is not known here. */
export function pidPart(slot: string): Part {
  return { data: { decimal: { prefix: "", slot, suffix: " ".repeat(40) } }, length: 24 };
}

function writeState({ from, state }: HookCall): Op[] {
  const part = ({ data, length }: Part, why: string): Op =>
    op("write", [fd("hookState"), data, length], { from, why, expect: length });
  const { before, after, pid } = state;
  return [
    op("memfd_create", [text("hook-state"), flags("MFD_CLOEXEC")], {
      from,
      why: "a file in memory for the container's state",
      store: "hookState",
    }),
    part(textPart(before), "the state up to the pid"),
    part(pidPart(pid), "the pid"),
    part(textPart(after), "the rest of the state"),
    op("lseek", [fd("hookState"), 0, 0], { from, why: "the hook reads it from its beginning" }),
  ];
}

const POLLIN = 1;

/** Two ops more for one that is too slow: it is killed, and that is a failure whatever it would have said. */
function giveTime(seconds: number, { from, hook }: HookCall): Op[] {
  const pollfd: Arg = {
    struct: [field("fd", 4, fd("hookPidfd")), field("events", 2, POLLIN), field("revents", 2, 0)],
    note: "pollfd",
  };
  const timeout: Arg = { struct: [field("tv_sec", 8, seconds), field("tv_nsec", 8, 0)], note: "timespec" };
  return [
    op("ppoll", [pollfd, 1, timeout, NULL, 8], {
      from: `${from}/timeout` as Origin,
      why: `give ${hook.path} ${seconds} s`,
      expect: 1,
      ignore: ["EPIPE"],
      skip: { when: "ok", ops: 2 },
    }),
    op("pidfd_send_signal", [fd("hookPidfd"), 9, NULL, 0], { from, why: "it is too slow: kill it" }),
    op("check", [0], { from: `${from}/timeout` as Origin, why: `${hook.path} ended within ${seconds} s`, expect: 1 }),
  ];
}
