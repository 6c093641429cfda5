// linux.seccomp -> a BPF program: per ABI a balanced tree of number ranges, so that any call is decided in about eight
// comparisons, where a linear filter needs hundreds for every call the container ever makes.

import { TsRunError } from "../../base/index.ts";
import {
  type Architecture,
  arm64Syscalls,
  armSyscalls,
  type FlagName,
  i386Syscalls,
  x32Syscalls,
  x64Syscalls,
} from "../../linux/index.ts";
import type { LinuxSeccomp, SeccompArg } from "../../oci/index.ts";
import { Assembler, EQUAL, GREATER, GREATER_OR_EQUAL, type Place } from "./assemble.ts";
import { actionValue, type Decision, decisions, knownActions } from "./rules.ts";

const KILL_PROCESS = 0x80000000;
const ERRNO_EPERM = 0x00050001;
const ERRNO_ENOSYS = 0x00050026;
const X32_BIT = 0x40000000;
const NUMBER = 0; // offsets in struct seccomp_data
const ABI = 4;
const ARGUMENTS = 16;

const audit = {
  SCMP_ARCH_X86_64: 0xc000003e,
  SCMP_ARCH_X86: 0x40000003,
  SCMP_ARCH_AARCH64: 0xc00000b7,
  SCMP_ARCH_ARM: 0x40000028,
};
const tables = {
  SCMP_ARCH_X86_64: x64Syscalls,
  SCMP_ARCH_X86: i386Syscalls,
  SCMP_ARCH_AARCH64: arm64Syscalls,
  SCMP_ARCH_ARM: armSyscalls,
};
const native = { x64: "SCMP_ARCH_X86_64", arm64: "SCMP_ARCH_AARCH64" } as const;
const others = { x64: "SCMP_ARCH_X86", arm64: "SCMP_ARCH_ARM" } as const;
const knownFlags: readonly FlagName[] = [
  "SECCOMP_FILTER_FLAG_TSYNC",
  "SECCOMP_FILTER_FLAG_LOG",
  "SECCOMP_FILTER_FLAG_SPEC_ALLOW",
  "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV",
];
const MAX_INSTRUCTIONS = 4096; // BPF_MAXINSNS

export interface CompiledSeccomp {
  readonly program: Uint8Array;
  readonly flags: readonly FlagName[];
}

/** Calls through an ABI that the profile does not list kill the process: its numbers mean something else. */
export function compileSeccomp(profile: LinuxSeccomp, architecture: Architecture): CompiledSeccomp {
  refuseUntellable(profile);
  const code = new Assembler();
  const kill = code.ret(KILL_PROCESS);
  const listed = profile.architectures ?? [];
  let start = kill;
  const other = others[architecture];
  if (listed.includes(other)) start = code.branch(EQUAL, audit[other], numberTree(code, profile, tables[other]), start);
  const own = native[architecture];
  const tree =
    architecture === "x64"
      ? x64Tree(code, profile, listed.includes("SCMP_ARCH_X32"))
      : numberTree(code, profile, tables[own]);
  start = code.branch(EQUAL, audit[own], tree, start);
  code.load(ABI, start);
  const program = code.bytes();
  if (program.length > 8 * MAX_INSTRUCTIONS)
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      `compile seccomp filter: it needs ${program.length / 8} instructions, the kernel takes ${MAX_INSTRUCTIONS}`,
      { hint: "fewer rules with arguments, or fewer architectures, make it smaller" },
    );
  return { program, flags: filterFlags(profile) };
}

/** The constants of a profile that compileSeccomp() takes. Architectures that no program here can have change nothing. */
export function seccompConstants(architecture: Architecture): Record<"actions" | "architectures" | "flags", string[]> {
  const x32 = architecture === "x64" ? ["SCMP_ARCH_X32"] : [];
  return {
    actions: knownActions,
    architectures: [native[architecture], others[architecture], ...x32],
    flags: [...knownFlags],
  };
}

/** x32 shares the ABI number of x86_64 and marks its calls by bit 30. */
function x64Tree(code: Assembler, profile: LinuxSeccomp, hasX32: boolean): Place {
  const x32 = hasX32 ? numberTree(code, profile, x32Syscalls) : code.ret(KILL_PROCESS);
  const x64 = numberTree(code, profile, x64Syscalls);
  return code.load(NUMBER, code.branch(GREATER_OR_EQUAL, X32_BIT, x32, x64));
}

function numberTree(code: Assembler, profile: LinuxSeccomp, numbers: Readonly<Record<string, number>>): Place {
  const fallback = actionValue(profile.defaultAction, profile.defaultErrnoRet, "/linux/seccomp/defaultAction");
  const ranges = rangesOf(code, decisions(profile, numbers, fallback), fallback);
  const tree = (from: number, to: number): Place => {
    const first = ranges[from];
    if (first === undefined || to - from === 1) return first?.place ?? code.ret(fallback);
    const middle = (from + to) >> 1;
    const right = tree(middle, to);
    const left = tree(from, middle);
    return code.branch(GREATER_OR_EQUAL, ranges[middle]?.start ?? 0, right, left);
  };
  return code.load(NUMBER, tree(0, ranges.length));
}

/** Neighbours that end in the same place become one range. */
function rangesOf(
  code: Assembler,
  found: ReadonlyMap<number, Decision>,
  fallback: number,
): { start: number; place: Place }[] {
  const refuse = code.ret(fallback);
  const ranges = [{ start: 0, place: refuse }];
  const add = (start: number, place: Place): void => {
    const last = ranges[ranges.length - 1];
    if (last?.place === place) return;
    if (last?.start === start) ranges.pop();
    if (ranges[ranges.length - 1]?.place !== place) ranges.push({ start, place });
  };
  let next = 0;
  for (const [number, decision] of [...found].sort(([a], [b]) => a - b)) {
    if (number > next) add(next, refuse);
    add(number, decide(code, decision));
    next = number + 1;
  }
  // What is newer than the profile does not exist for the container, so that libc falls back instead of giving up.
  if (found.size > 0) add(next, fallback === ERRNO_EPERM ? code.ret(ERRNO_ENOSYS) : refuse);
  return ranges;
}

function decide(code: Assembler, decision: Decision): Place {
  return decision.checks.reduceRight(
    (otherwise, { args, action }) =>
      args.reduceRight((matched, arg) => compare(code, arg, matched, otherwise), code.ret(action)),
    code.ret(decision.otherwise),
  );
}

/** A 64-bit comparison in two halves. */
function compare(code: Assembler, arg: SeccompArg, yes: Place, no: Place): Place {
  if (!Number.isInteger(arg.index) || arg.index < 0 || arg.index > 5)
    throw new TsRunError("ERR_INVALID_SPEC", `compile seccomp filter: argument index ${arg.index} is not 0 to 5`);
  const low = ARGUMENTS + 8 * arg.index;
  const high = low + 4;
  const [highValue, lowValue] = halves(arg.value);
  const equal = (hit: Place, miss: Place): Place => {
    const second = code.load(low, code.branch(EQUAL, lowValue, hit, miss));
    return code.load(high, code.branch(EQUAL, highValue, second, miss));
  };
  const above = (lowTest: number, hit: Place, miss: Place): Place => {
    const second = code.load(low, code.branch(lowTest, lowValue, hit, miss));
    return code.load(high, code.branch(GREATER, highValue, hit, code.branch(EQUAL, highValue, second, miss)));
  };
  switch (arg.op) {
    case "SCMP_CMP_EQ":
      return equal(yes, no);
    case "SCMP_CMP_NE":
      return equal(no, yes);
    case "SCMP_CMP_GE":
      return above(GREATER_OR_EQUAL, yes, no);
    case "SCMP_CMP_GT":
      return above(GREATER, yes, no);
    case "SCMP_CMP_LT":
      return above(GREATER_OR_EQUAL, no, yes);
    case "SCMP_CMP_LE":
      return above(GREATER, no, yes);
    case "SCMP_CMP_MASKED_EQ": {
      const [highWanted, lowWanted] = halves(arg.valueTwo ?? 0);
      const second = code.load(low, code.and(lowValue, code.branch(EQUAL, lowWanted, yes, no)));
      return code.load(high, code.and(highValue, code.branch(EQUAL, highWanted, second, no)));
    }
    default:
      throw new TsRunError("ERR_INVALID_SPEC", `compile seccomp filter: comparison ${arg.op} does not exist`);
  }
}

function halves(value: number | string): [high: number, low: number] {
  const wide = BigInt.asUintN(64, BigInt(value));
  return [Number(wide >> 32n), Number(wide & 0xffffffffn)];
}

/** Whether an agent decides some calls; /linux/seccomp/listenerPath is ignored without. */
export function isNotifying({ syscalls = [] }: LinuxSeccomp): boolean {
  return syscalls.some(({ action }) => action === NOTIFY);
}

const NOTIFY = "SCMP_ACT_NOTIFY";
const LISTENER: FlagName = "SECCOMP_FILTER_FLAG_NEW_LISTENER";

function filterFlags(profile: LinuxSeccomp): FlagName[] {
  const asked = (profile.flags ?? []).map((name) => {
    const known = knownFlags.find((flag) => flag === name);
    if (known === undefined)
      throw new TsRunError("ERR_UNSUPPORTED", `compile seccomp filter: /linux/seccomp/flags: ${name} is not supported`);
    return known;
  });
  // TSYNC is about other threads, and we have none; the kernel refuses it together with a listener (seccomp(2)).
  if (isNotifying(profile)) return [...asked.filter((flag) => flag !== "SECCOMP_FILTER_FLAG_TSYNC"), LISTENER];
  // It is about calls that wait for an agent, and here none will; the kernel refuses it without a listener.
  return asked.filter((flag) => flag !== "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV");
}

/** The number of the listener is told to the parent by a write(2), which an agent that has no listener yet cannot allow. */
function refuseUntellable({ defaultAction, syscalls = [] }: LinuxSeccomp): void {
  const why = "the agent would have to allow the very call that tells us its listener";
  if (defaultAction === NOTIFY)
    throw new TsRunError("ERR_UNSUPPORTED", `/linux/seccomp/defaultAction: ${NOTIFY} cannot be the default: ${why}`);
  const i = syscalls.findIndex(({ action, names }) => action === NOTIFY && names.includes("write"));
  if (i >= 0)
    throw new TsRunError("ERR_UNSUPPORTED", `/linux/seccomp/syscalls/${i}: ${NOTIFY} cannot be used for write: ${why}`);
}
