// The program: it is looked for, waited for, and becomes the process by execve, the last thing that is ours.

import { TsRunError } from "../../base/index.ts";
import { AT_CWD, close, fd, field, flags, NULL, op, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Arg, Op, Origin } from "../op.ts";
import { startHooks } from "./hooks.ts";
import { lateFilter } from "./privileges.ts";
import { OPEN_FILES, type Process, processOf, setLimit } from "./process.ts";
import { dieWith, START_SOCKET } from "./streams.ts";

const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Last: nothing of ours runs after it. */
export function planExec(input: PlanInput): LaneOps {
  const process = processOf(input);
  const openFiles = (process.rlimits ?? []).flatMap((limit, i) =>
    limit.type === OPEN_FILES ? [setLimit(limit, i)] : [],
  );
  const hooks = startHooks(input);
  return {
    lanes: hooks.lanes,
    container: [
      ...(input.waitForStart ? findProgram(process) : []),
      ...tellReady(input),
      ...(input.waitForStart ? waitForStart(input) : []),
      ...hooks.ops,
      ...openFiles, // nothing is opened after this
      op("close_range", [3 + (input.preservedFds ?? 0), 0xffffffff, flags("CLOSE_RANGE_CLOEXEC")], {
        from: "default:no descriptor of ours reaches the container",
        why: "close everything but the standard streams at execve (CVE-2024-21626)",
      }),
      op(
        "rt_sigprocmask",
        [flags("SIG_SETMASK"), { struct: [field("mask", 8, 0)], note: "empty signal set" }, NULL, 8],
        { from: "/process", why: "receive signals again" },
      ),
      ...lateFilter(input),
      ...execveOps(process),
    ],
  };
}

const ALIVE: Arg = {
  struct: [field("lane", 4, 0), field("op", 4, 0xfffffffe), field("error", 4, 0)],
  note: "still here",
};

/** After the last change of credentials, which would clear the death signal. */
function tellReady({ monitor }: PlanInput): Op[] {
  const from: Origin = "default:no container without its monitor";
  if (monitor === "transient") {
    const ready: Origin = "default:the container outlives who made it";
    return [
      op("prctl", [flags("PR_SET_PDEATHSIG"), 0, 0, 0, 0], { from: ready, why: "live on when the monitor leaves" }),
      op("write", [fd("reportPipe+4"), ALIVE, 12], { from: ready, why: "it may leave now", expect: 12 }),
    ];
  }
  return [
    dieWith(from, "die with the monitor"),
    op("write", [fd("reportPipe+4"), ALIVE, 12], {
      from,
      why: "a monitor that died before this line no longer reads",
      expect: 12,
    }),
  ];
}

/** From then on whoever asked for start hears what goes wrong; its connection takes the report pipe's place. */
function waitForStart({ monitor }: PlanInput): Op[] {
  const from: Origin = "/process";
  if (monitor !== "transient")
    return [op("read", [fd("startPipe"), { address: "startByte" }, 1], { from, why: "wait for start", expect: 1 })];
  return [
    op("accept4", [fd(START_SOCKET), NULL, NULL, flags("SOCK_CLOEXEC")], {
      from,
      why: "wait for start",
      store: "startConnection",
    }),
    close(START_SOCKET, { from, why: "a container starts once" }),
    op("write", [fd("startConnection"), ALIVE, 12], { from, why: "it is us who is started", expect: 12 }),
    op("dup3", [fd("startConnection"), fd("reportPipe+4"), flags("O_CLOEXEC")], {
      from,
      why: "what fails from here on is told to start; execve closes it",
    }),
    close("startConnection", { from, why: "it has another number now" }),
  ];
}

/** A program that is not there is an error of create, as with runc, although execve comes with start. */
function findProgram({ args = [], env = [] }: Process): Op[] {
  const from: Origin = "/process/args";
  const candidates = programPaths(args[0] ?? "", env);
  const look = (path: string, extras: Pick<Op, "ignore" | "skip">): Op =>
    op("faccessat", [AT_CWD, text(path), 1], { from, why: `${path} can be executed`, ...extras });
  const last = candidates.length - 1;
  return candidates.map((path, i) =>
    look(path, i === last ? {} : { ignore: ["ENOENT", "ENOTDIR", "EACCES"], skip: { when: "ok", ops: last - i } }),
  );
}

/** Where execve looks, in this order. */
function programPaths(program: string, env: readonly string[]): string[] {
  if (program.includes("/")) return [program];
  const search = env.findLast((entry) => entry.startsWith("PATH="))?.slice(5) ?? DEFAULT_PATH;
  return search.split(":").map((dir) => `${dir === "" ? "." : dir}/${program}`);
}

function execveOps(process: Process): Op[] {
  const { args = [], env = [] } = process;
  const [program] = args;
  const from: Origin = "/process/args";
  if (program === undefined || program === "")
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      "/process/args: there is no program to execute (runtime-spec config.md#process)",
    );
  const execve = (path: string, why: string, ignore?: Op["ignore"]): Op =>
    op("execve", [text(path), { strings: args }, { strings: env }], { from, why, ...(ignore ? { ignore } : {}) });
  if (program.includes("/")) return [execve(program, `become ${program}`)];
  const candidates = programPaths(program, env);
  return [
    ...candidates.map((path) => execve(path, `become ${path}, if it is there`, ["ENOENT", "ENOTDIR", "EACCES"])),
    // Only reached when no directory of PATH has it: fails, and is the op that gets the blame.
    execve(candidates.at(-1) ?? program, `${program} is in no directory of PATH`),
  ];
}
