// What is shown of a lane: one step per call, or one for a run of calls that belong together.

import type { Op } from "../plan/index.ts";

export interface Step {
  readonly op: Op;
  /** Calls that this step stands for. */
  readonly count: number;
  /** Of those, calls that happen only when the op was ignored (something is missing) or only when it succeeded. */
  readonly conditional?: { readonly when: "ok" | "ignored"; readonly ops: readonly Op[] };
  /** Last of several alike, such as 27 capability drops. */
  readonly last?: Op;
}

const ALIKE_FROM = 3;

/** Folds alike neighbours, and what a skip may leave out. Nothing is lost: counts add up to ops.length. */
export function foldSteps(ops: readonly Op[]): Step[] {
  return foldAlike(foldSkips(ops));
}

export function plainSteps(ops: readonly Op[]): Step[] {
  return ops.map((op) => ({ op, count: 1 }));
}

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

function foldAlike(steps: readonly Step[]): Step[] {
  const folded: Step[] = [];
  for (let i = 0; i < steps.length; ) {
    const step = steps[i];
    if (step === undefined) break;
    let end = i + 1;
    while (end < steps.length && isAlike(step, steps[end])) end++;
    const run = steps.slice(i, end);
    const last = run.at(-1)?.op;
    if (run.length >= ALIKE_FROM && last)
      folded.push({ op: step.op, last, count: run.reduce((sum, { count }) => sum + count, 0) });
    else folded.push(...run);
    i = end;
  }
  return folded;
}

function isAlike(a: Step, b: Step | undefined): boolean {
  return (
    b !== undefined &&
    !a.conditional &&
    !b.conditional &&
    a.op.call === b.op.call &&
    a.op.from === b.op.from &&
    a.op.call !== "fsconfig" &&
    !a.op.lane
  );
}

/** close(2) is bookkeeping: hidden in the folded view, and counted below it. */
export function isBookkeeping({ op, conditional }: Step): boolean {
  return op.call === "close" && !conditional;
}
