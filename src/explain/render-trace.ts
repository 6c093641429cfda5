// run --explain: one performed call as a line, like strace -r with a reason.

import { errnoName } from "../linux/index.ts";
import type { Op } from "../plan/index.ts";
import { callText, shortenIds } from "./call-text.ts";
import { paletteOf } from "./style.ts";

export interface TracedStep {
  readonly lane: string;
  readonly op: Op;
  readonly result: bigint;
  readonly durationNs: bigint;
}

export function renderTrace(step: TracedStep, style: { color?: boolean } = {}): string {
  const { lane, op, result, durationNs } = step;
  const { dim, source } = paletteOf(style.color ?? false);
  const microseconds = (Number(durationNs) / 1000).toFixed(Number(durationNs) < 9950 ? 1 : 0);
  const call = `${callText(op, { maxString: 40 })} = ${resultText(result, op)}`;
  return `${lane.padEnd(9)} ${microseconds.padStart(8)} µs  ${call}  ${dim(`# ${shortenIds(op.why)}`)} ${source(`[${op.from}]`)}`;
}

function resultText(result: bigint, op: Op): string {
  if (result >= 0n) return result > 0xffffffn ? `0x${result.toString(16)}` : String(result);
  const name = errnoName(Number(-result)) ?? `errno ${-result}`;
  return op.ignore?.includes(name as never) ? `${name} (fine)` : name;
}
