// The process before it is the program: sysctls, limits, its directory and its keys.

import type { FlagName } from "../../linux/index.ts";
import { type RuntimeSpec, sysctlPath } from "../../oci/index.ts";
import { AT_CWD, close, fd, field, flags, NULL, op, openTarget, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Arg, Op, Origin } from "../op.ts";
import { userNamespaceOf } from "../user-namespace.ts";
import { memoryPolicy } from "./memory-policy.ts";
import { writeProcFile } from "./procfs.ts";
import { scheduling } from "./scheduling.ts";

export type Process = NonNullable<RuntimeSpec["process"]>;

const NO_PROCESS: Process = { args: [], cwd: "/", user: { uid: 0, gid: 0 }, env: [] };

export function processOf(input: PlanInput): Process {
  return input.spec.process ?? NO_PROCESS;
}

/** Each in the namespace that has its own copy of it, which is where the container's lane is by now. */
export function planSysctls(input: PlanInput): LaneOps {
  const ops = Object.entries(input.spec.linux?.sysctl ?? {}).flatMap(([key, value]): Op[] => {
    const from: Origin = `/linux/sysctl/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const file = { path: `sys/${sysctlPath(key)}`, value, slot: "sysctl" };
    return writeProcFile(input, file, { from, why: `set ${key} to ${value}` });
  });
  return { container: ops };
}

export const OPEN_FILES = "RLIMIT_NOFILE";

export function setLimit({ type, soft, hard }: NonNullable<Process["rlimits"]>[number], index: number): Op {
  const limit: Arg = {
    struct: [field("rlim_cur", 8, unlimited(soft)), field("rlim_max", 8, unlimited(hard))],
    note: "rlimit64",
  };
  return op("prlimit64", [0, flags(type as FlagName), limit, NULL], {
    from: `/process/rlimits/${index}`,
    why: `${type} ${soft}:${hard}`,
  });
}

/** Limits and scheduling; all need root's rights, so they come before those are given up. */
export function planLimits(input: PlanInput): LaneOps {
  const process = processOf(input);
  const rlimits = (process.rlimits ?? []).flatMap((limit, i): Op[] => {
    if (limit.type !== OPEN_FILES) return [setLimit(limit, i)];
    const most = input.host.hardLimits[OPEN_FILES];
    // Its exact value would bind our own opens from here on: now only what takes rights, the rest just before execve.
    return most !== undefined && BigInt.asUintN(64, BigInt(limit.hard)) > most
      ? [setLimit({ ...limit, soft: limit.hard }, i)]
      : [];
  });
  const own = userNamespaceOf(input.spec) === undefined ? [...oomScore(input), ...scheduling(process)] : [];
  return { container: [...rlimits, ...own, ...personality(input), ...memoryPolicy(input)] };
}

/**
 * What takes rights of the host, which root of a user namespace lacks: the parent does it to the init that waits for it.
 * Of limits only those that are to be raised; the exact values are the container's to set, when it needs no more itself.
 */
export function hostLimits(input: PlanInput): Op[] {
  const process = processOf(input);
  const init = fd("initPid");
  const raised = (process.rlimits ?? []).flatMap(({ type, hard }, i): Op[] => {
    const most = input.host.hardLimits[type];
    if (most === undefined || BigInt.asUintN(64, BigInt(hard)) <= most) return [];
    const limit: Arg = {
      struct: [field("rlim_cur", 8, unlimited(hard)), field("rlim_max", 8, unlimited(hard))],
      note: "rlimit64",
    };
    const why = `let the container raise ${type} to ${hard}`;
    return [op("prlimit64", [init, flags(type as FlagName), limit, NULL], { from: `/process/rlimits/${i}`, why })];
  });
  return [...raised, ...hostOomScore(process), ...scheduling(process, init)];
}

function hostOomScore({ oomScoreAdj }: Process): Op[] {
  if (oomScoreAdj === undefined) return [];
  const from: Origin = "/process/oomScoreAdj";
  const path = { decimal: { prefix: "/proc/", slot: "initPid", suffix: "/oom_score_adj" } };
  const value = String(oomScoreAdj);
  return [
    op("openat", [AT_CWD, path, flags("O_WRONLY", "O_CLOEXEC"), 0], {
      from,
      why: "open the init's oom_score_adj",
      store: "oomScore",
    }),
    op("write", [fd("oomScore"), text(value), value.length], { from, why: `oom_score_adj ${value}` }),
    close("oomScore", { from, why: "done with it" }),
  ];
}

function unlimited(value: number): Arg {
  return value < 0 ? BigInt.asUintN(64, -1n) : BigInt(value);
}

function oomScore(input: PlanInput): Op[] {
  const { oomScoreAdj } = processOf(input);
  if (oomScoreAdj === undefined) return [];
  const file = { path: "self/oom_score_adj", value: String(oomScoreAdj), slot: "oomScore" };
  return writeProcFile(input, file, { from: "/process/oomScoreAdj", why: `oom_score_adj ${oomScoreAdj}` });
}

function personality({ spec }: PlanInput): Op[] {
  const domain = spec.linux?.personality?.domain;
  if (domain === undefined) return [];
  return [
    op("personality", [domain === "LINUX32" ? 8 : 0], {
      from: "/linux/personality",
      why: `execution domain ${domain}`,
    }),
  ];
}

/** The working directory, made when the image lacks it; still as root, so that it can be. */
export function planWorkingDirectory(input: PlanInput): LaneOps {
  const { cwd } = processOf(input);
  if (cwd === "/" || input.spec.root?.readonly) return {};
  return {
    container: [
      ...openTarget(cwd, "directory", { from: "/process/cwd" }),
      close("target", { from: "/process/cwd", why: "it exists" }),
    ],
  };
}

/** A session keyring of its own, so that keys of whoever started us stay out of reach. */
export function planKeyring({ keyring }: PlanInput): LaneOps {
  if (keyring === "inherited") return {};
  const from: Origin = "default:keys of the host stay outside";
  return {
    container: [
      op("keyctl", [1, NULL], { from, why: "join a new session keyring", ignore: ["ENOSYS", "EDQUOT", "EACCES"] }),
    ],
  };
}
