// The process before it is the program: sysctls, limits, identity and privileges, in the one order that works.

import { TsRunError } from "../../base/index.ts";
import { CAPABILITIES, type FlagName } from "../../linux/index.ts";
import { type RuntimeSpec, sysctlPath } from "../../oci/index.ts";
import { AT_CWD, close, fd, field, flags, NULL, op, openat2, openTarget, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Arg, Op, Origin } from "../op.ts";
import { compileSeccomp } from "../seccomp/index.ts";
import { userNamespaceOf } from "../user-namespace.ts";
import { labelOps } from "./labels.ts";
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

/**
 * From root to the container's user. Without no_new_privs the filter needs CAP_SYS_ADMIN and so comes before the drop;
 * with it, it comes right before execve so that it sees none of our own calls.
 */
export function planPrivileges(input: PlanInput): LaneOps {
  const process = processOf(input);
  const filter = filtersLate(input) ? [] : seccompOps(input);
  const bounding = boundingDrops(input, process);
  const noNewPrivs = process.noNewPrivileges
    ? [
        op("prctl", [flags("PR_SET_NO_NEW_PRIVS"), 1, 0, 0, 0], {
          from: "/process/noNewPrivileges",
          why: "execve never gains privileges from here on",
        }),
      ]
    : [];
  const identity = [...identityOps(process), ...capabilityOps(process), ...labelOps(input)];
  return {
    container: process.noNewPrivileges
      ? [...bounding, ...identity, ...noNewPrivs, ...filter, ...workingDirectory(process)]
      : [...filter, ...bounding, ...identity, ...workingDirectory(process)],
  };
}

/** A filter with a listener is installed while there is somebody to hand the listener over. */
export function filtersLate({ spec }: PlanInput): boolean {
  return (spec.process?.noNewPrivileges ?? false) && spec.linux?.seccomp?.listenerPath === undefined;
}

export function seccompOps(input: PlanInput): Op[] {
  const profile = input.spec.linux?.seccomp;
  if (!profile) return [];
  const from: Origin = "/linux/seccomp";
  if (!input.host.seccomp)
    throw new TsRunError("ERR_UNSUPPORTED", `${from}: this kernel has no seccomp filters`, {
      hint: "--security-opt seccomp=unconfined runs without (less isolation)",
    });
  const { program, flags: filterFlags } = input.seccomp ?? compileSeccomp(profile, input.host.architecture);
  const prog: Arg = {
    struct: [field("len", 8, program.length / 8), field("filter", 8, { bytes: program })],
    note: `sock_fprog of ${program.length / 8} instructions`,
  };
  return [
    op("seccomp", [flags("SECCOMP_SET_MODE_FILTER"), flags(...filterFlags), prog], {
      from,
      why: "filter system calls",
    }),
  ];
}

function boundingDrops(input: PlanInput, process: Process): Op[] {
  const kept = process.capabilities?.bounding ?? [];
  if (process.capabilities === undefined) return [];
  // By number up to the kernel's last one: a capability that is newer than our names must go as well.
  const names = Array.from({ length: input.host.lastCapability + 1 }, (_, n) => CAPABILITIES[n] ?? `capability ${n}`);
  return names.flatMap((name, number) =>
    kept.includes(name)
      ? []
      : [
          op("prctl", [flags("PR_CAPBSET_DROP"), number, 0, 0, 0], {
            from: "/process/capabilities/bounding",
            why: `${name} can never be regained`,
          }),
        ],
  );
}

function identityOps(process: Process): Op[] {
  const { uid, gid, additionalGids = [], umask } = process.user;
  const groups = Buffer.alloc(Math.max(4, additionalGids.length * 4));
  additionalGids.forEach((group, i) => {
    groups.writeUInt32LE(group, i * 4);
  });
  return [
    op("prctl", [flags("PR_SET_KEEPCAPS"), 1, 0, 0, 0], {
      from: "/process/user",
      why: "keep capabilities over the change of user, until they are set exactly",
    }),
    // before setuid(2): leaving root also loses CAP_SETGID
    op("setgroups", [additionalGids.length, { bytes: groups }], {
      from: "/process/user/additionalGids",
      why: `supplementary groups ${additionalGids.join(", ") || "none"}`,
    }),
    op("setresgid", [gid, gid, gid], { from: "/process/user/gid", why: `become group ${gid}` }),
    op("setresuid", [uid, uid, uid], { from: "/process/user/uid", why: `become user ${uid}` }),
    op("umask", [umask ?? 0o022], { from: "/process/user/umask", why: "the container's umask" }),
  ];
}

function capabilityOps(process: Process): Op[] {
  const { capabilities } = process;
  if (!capabilities) return [];
  const mask = (names: readonly string[] = []): bigint =>
    names.reduce((bits, name) => bits | (1n << BigInt((CAPABILITIES as readonly string[]).indexOf(name))), 0n);
  const sets = [mask(capabilities.effective), mask(capabilities.permitted), mask(capabilities.inheritable)];
  const half = (shift: bigint) =>
    sets.map((set, i) => field(["effective", "permitted", "inheritable"][i] ?? "", 4, (set >> shift) & 0xffffffffn));
  const from: Origin = "/process/capabilities";
  return [
    op(
      "capset",
      [
        { struct: [field("version", 4, 0x20080522), field("pid", 4, 0)], note: "capability header v3" },
        {
          struct: [...half(0n), ...half(32n)],
          note: `effective ${(capabilities.effective ?? []).length} capabilities`,
        },
      ],
      {
        from,
        why: `exactly these capabilities: ${(capabilities.permitted ?? []).map((name) => name.replace("CAP_", "").toLowerCase()).join(", ") || "none"}`,
      },
    ),
    ...(capabilities.ambient ?? []).map((name, i) =>
      op(
        "prctl",
        [
          flags("PR_CAP_AMBIENT"),
          flags("PR_CAP_AMBIENT_RAISE"),
          (CAPABILITIES as readonly string[]).indexOf(name),
          0,
          0,
        ],
        { from: `/process/capabilities/ambient/${i}`, why: `${name} survives execve for a non-root user` },
      ),
    ),
  ];
}

/** By descriptor and without magic links: /proc/self/fd/N as a cwd would lead back to the host (CVE-2024-21626). */
function workingDirectory({ cwd }: Process): Op[] {
  const from: Origin = "/process/cwd";
  return [
    openat2(
      AT_CWD,
      cwd,
      { flags: ["O_PATH", "O_DIRECTORY", "O_CLOEXEC"], resolve: ["RESOLVE_IN_ROOT", "RESOLVE_NO_MAGICLINKS"] },
      { from, why: `find the working directory ${cwd}`, store: "cwd" },
    ),
    op("fchdir", [fd("cwd")], { from, why: "stand in it" }),
  ];
}
