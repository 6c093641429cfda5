// Hooks up to the program's start (runtime-spec config.md#posix-platform-hooks). poststart and poststop come when the plan
// is through, and are run by the runtime.
//
//   parent lane (runtime namespaces)              container lane
//                         <── namespaces are there, mounts made ── 1 byte
//   prestart, createRuntime hooks
//   1 byte ──────────────────────────────────>  createContainer hooks (host paths still resolve)
//                                                pivot_root ... wait for start
//                                                startContainer hooks (container paths), execve

import { TsRunError } from "../../base/index.ts";
import type { HookName } from "../../oci/index.ts";
import { AT_CWD, close, fd, flags, op, text } from "../build.ts";
import { callHook, HOOK_LOG, type HookCall, hookLane, hookState } from "../hook-ops.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";

const SYNC = "default:hooks run at their places";
const IN_PLAN: readonly HookName[] = ["prestart", "createRuntime", "createContainer", "startContainer"];

/** Before clone3: the file for what hooks write, and the line between the two lanes. */
export function planHookChannel(input: PlanInput): LaneOps {
  if (IN_PLAN.every((kind) => hooksOf(input, kind).length === 0)) return {};
  const { hookLog } = input.paths;
  const log =
    hookLog === undefined
      ? []
      : [
          op("openat", [AT_CWD, text(hookLog), flags("O_CREAT", "O_WRONLY", "O_APPEND", "O_CLOEXEC"), 0o600], {
            from: SYNC,
            why: "keep what hooks write, for the message about one that fails",
            store: HOOK_LOG,
          }),
        ];
  if (!needsTurn(input)) return { parentBefore: log };
  return {
    parentBefore: [
      ...log,
      op("socketpair", [flags("AF_UNIX"), flags("SOCK_SEQPACKET", "SOCK_CLOEXEC"), 0, { address: "hookTurn" }], {
        from: SYNC,
        why: "parent and container take turns here",
      }),
    ],
    parentAfter: [close("hookTurn+4", { from: SYNC, why: "so that a dead container reads as end of file" })],
    container: [close("hookTurn", { from: SYNC, why: "so that a dead parent reads as end of file" })],
  };
}

/** After everything is mounted and before pivot_root. */
export function planCreateHooks(input: PlanInput): LaneOps {
  if (!needsTurn(input)) return {};
  const runtime = [
    // "created": in the specification's own time, 1.0, prestart came with start; its readers, and crun, kept that word.
    ...calls(input, "prestart", { status: "created", pid: "initPid" }),
    ...calls(input, "createRuntime", { status: "creating", pid: "initPid" }),
  ];
  const container = calls(input, "createContainer", { status: "creating", pid: "ownPid" });
  return {
    parentAfter: [
      op("read", [fd("hookTurn"), { address: "hookTurnByte" }, 1], {
        from: SYNC,
        why: "the container has its namespaces and mounts",
        expect: 1,
      }),
      ...runtime.flatMap(callHook),
      op("write", [fd("hookTurn"), text("m"), 1], { from: SYNC, why: "the container may go on", expect: 1 }),
      close("hookTurn", { from: SYNC, why: "done with it" }),
    ],
    container: [
      op("write", [fd("hookTurn+4"), text("m"), 1], { from: SYNC, why: "the parent's turn", expect: 1 }),
      op("read", [fd("hookTurn+4"), { address: "hookTurnByte" }, 1], {
        from: SYNC,
        why: "wait for the hooks outside",
        expect: 1,
      }),
      close("hookTurn+4", { from: SYNC, why: "done with it" }),
      ...(container.length > 0 ? [ownPid()] : []),
      ...container.flatMap(callHook),
    ],
    lanes: lanesOf([...runtime, ...container]),
  };
}

/** After start and before execve; with the container's own environment where a hook names none, as with runc. */
export function startHooks(input: PlanInput): { ops: Op[]; lanes: Readonly<Record<string, readonly Op[]>> } {
  const hooks = calls(input, "startContainer", { status: "created", pid: "ownPid" });
  return { ops: hooks.length > 0 ? [ownPid(), ...hooks.flatMap(callHook)] : [], lanes: lanesOf(hooks) };
}

function needsTurn(input: PlanInput): boolean {
  return (["prestart", "createRuntime", "createContainer"] as const).some((kind) => hooksOf(input, kind).length > 0);
}

function hooksOf({ spec }: PlanInput, kind: HookName) {
  return spec.hooks?.[kind] ?? [];
}

function ownPid(): Op {
  return op("getpid", [], { from: SYNC, why: "the pid as the container sees it", store: "ownPid" });
}

function calls(input: PlanInput, kind: HookName, about: { status: string; pid: string }): HookCall[] {
  const { spec, identity } = input;
  return hooksOf(input, kind).map((hook, i): HookCall => {
    const from: Origin = `/hooks/${kind}/${i}`;
    if (identity === undefined)
      throw new TsRunError("ERR_UNSUPPORTED", `${from}: hooks need a bundle and an id`, { hint: "run it by ts-runc" });
    const { annotations = {}, ociVersion } = spec;
    const inside = kind === "startContainer";
    return {
      hook,
      from,
      lane: `${kind}${i}`,
      state: { ...hookState({ identity, ociVersion, annotations }, about.status), pid: about.pid },
      env: inside ? (spec.process?.env ?? []) : identity.callerEnv,
      cwd: inside ? "/" : identity.bundle,
      hasLog: input.paths.hookLog !== undefined,
    };
  });
}

function lanesOf(hooks: readonly HookCall[]): Record<string, Op[]> {
  return Object.fromEntries(hooks.map((call) => [call.lane, hookLane(call)]));
}
