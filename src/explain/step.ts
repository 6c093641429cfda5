// What is shown of a lane: one step per call, or one for calls that belong together. Nothing is lost: counts add up.

import type { Op } from "../plan/index.ts";

export interface Step {
  readonly op: Op;
  /** Calls that this step stands for. */
  readonly count: number;
  /** Calls that follow for the same reason. */
  readonly following?: readonly Op[];
  /** Calls that happen only when the op was ignored (something is missing) or only when it succeeded. */
  readonly conditional?: { readonly when: "ok" | "ignored"; readonly ops: readonly Op[] };
  /** Last of several alike, such as 27 capability drops. */
  readonly last?: Op;
  /** Stands for whole groups of calls like those above it; says for what. */
  readonly again?: { readonly times: number; readonly what: readonly string[] };
}

const ALIKE_FROM = 3;
const LONGEST_GROUP = 14;

export function foldSteps(ops: readonly Op[]): Step[] {
  return foldRepeats(foldSameReason(foldSkips(ops)));
}

export function plainSteps(ops: readonly Op[]): Step[] {
  return ops.map((op) => ({ op, count: 1 }));
}

/** An op with a skip, and what it may leave out. */
function foldSkips(ops: readonly Op[]): Step[] {
  const steps: Step[] = [];
  for (let i = 0; i < ops.length; i++) {
    const op = ops[i];
    if (op === undefined) break;
    const length = op.skip === undefined ? 0 : Math.min(op.skip.ops, ops.length - i - 1);
    const inside = ops.slice(i + 1, i + 1 + length);
    if (op.skip === undefined || length === 0) steps.push({ op, count: 1 });
    else
      steps.push({
        op,
        count: 1 + length,
        conditional: { when: op.skip.when === "ok" ? "ignored" : "ok", ops: inside },
      });
    i += length;
  }
  return steps;
}

/** open + write + close of one file, and what else serves one purpose; a close(2) goes with what it closes. */
function foldSameReason(steps: readonly Step[]): Step[] {
  const folded: Step[] = [];
  for (const step of steps) {
    const before = folded.at(-1);
    if (before && belongsTo(before, step)) {
      folded[folded.length - 1] = {
        ...before,
        count: before.count + 1,
        following: [...(before.following ?? []), step.op],
      };
    } else folded.push(step);
  }
  return folded;
}

function belongsTo(before: Step, { op, conditional }: Step): boolean {
  if (conditional || op.lane || op.call === "execve") return false;
  if (op.call === "close") return true;
  const slot = before.op.store;
  const writesIt = op.call === "write" && before.op.call.startsWith("openat") && slot !== undefined && isSlot(op, slot);
  const isOpen = before.following?.every(({ call }) => call !== "close") ?? true;
  return isOpen && (writesIt || (op.why === before.op.why && op.from === before.op.from && op.call !== before.op.call));
}

function isSlot(op: Op, slot: string): boolean {
  const [target] = op.args;
  return typeof target === "object" && "fd" in target && target.fd === slot;
}

/** Groups of steps that make the same calls over and over, for ten masked paths or thirteen cgroup hierarchies. */
function foldRepeats(steps: readonly Step[]): Step[] {
  const folded: Step[] = [];
  for (let i = 0; i < steps.length; ) {
    const { length, times } = longestRepeat(steps, i);
    const group = steps.slice(i, i + length);
    const rest = steps.slice(i + length, i + length * times);
    const [first, last] = [group[0], rest.at(-1)];
    if (times < ALIKE_FROM || first === undefined || last === undefined) {
      const step = steps[i];
      if (step) folded.push(step);
      i += 1;
      continue;
    }
    const count = rest.reduce((sum, step) => sum + step.count, 0);
    if (length === 1) folded.push({ ...first, last: last.op, count: first.count + count });
    else folded.push(...group, { op: last.op, count, again: { times: times - 1, what: wordsOf(rest, length) } });
    i += length * times;
  }
  return folded;
}

function longestRepeat(steps: readonly Step[], start: number): { length: number; times: number } {
  let best = { length: 1, times: 1 };
  // Options of a file system are what people look for: they are never folded.
  for (let length = steps[start]?.op.call === "fsconfig" ? 2 : 1; length <= LONGEST_GROUP; length++) {
    let times = 1;
    while (isSameGroup(steps, start, start + length * times, length)) times++;
    if (times >= ALIKE_FROM && length * times > best.length * best.times) best = { length, times };
  }
  return best;
}

function isSameGroup(steps: readonly Step[], a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (!isAlike(steps[a + i], steps[b + i])) return false;
  return true;
}

function isAlike(a: Step | undefined, b: Step | undefined): boolean {
  if (a === undefined || b === undefined || a.op.lane) return false;
  return (
    a.op.call === b.op.call &&
    familyOf(a.op) === familyOf(b.op) &&
    shape(a) === shape(b) &&
    (a.op.call !== "execve" || a.op.ignore !== undefined)
  );
}

/** "/linux/maskedPaths/3" -> "/linux/maskedPaths": neighbours in a list are alike, mounts are not. */
function familyOf({ from }: Op): string {
  return /^\/mounts\/\d+/.exec(from)?.[0] ?? from.replace(/\/[^/]*$/, "");
}

function shape({ following = [], conditional }: Step): string {
  return `${following.length > 0 ? following.at(-1)?.call : ""}/${conditional?.when ?? ""}`;
}

/** What each repeated group is about: the paths and words in its reasons that the others do not have. */
function wordsOf(steps: readonly Step[], length: number): string[] {
  const found: string[] = [];
  for (let i = 0; i < steps.length; i += length) {
    const reasons = steps.slice(i, i + length).map(({ op }) => op.why);
    const path = reasons.map((why) => /\/[\w./-]*\w/.exec(why)?.[0]).findLast((match) => match !== undefined);
    found.push(path ?? reasons[0] ?? "");
  }
  return [...new Set(found)];
}
