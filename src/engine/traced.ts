// run --explain: each op as it was performed, with its duration, on stderr.

import type { StartedMonitor, TraceRecord } from "../executor/index.ts";
import type { Op, Plan } from "../plan/index.ts";
import type { CommandContext } from "./types.ts";

/** How a performed op is printed; explain/ has it, and is handed in by whoever wires the engine (imports go down only). */
export type TraceFormatter = (step: { lane: string; op: Op; result: bigint; durationNs: bigint }) => string;

let format: TraceFormatter = ({ lane, op, result, durationNs }) =>
  `${lane.padEnd(9)} ${(Number(durationNs) / 1000).toFixed(0).padStart(6)} us  ${op.call} = ${result}  ${op.why}`;

export function setTraceFormatter(formatter: TraceFormatter): void {
  format = formatter;
}

/** Prints what has been performed by now: with the start reported, that is everything up to execve. */
export function explainWhileRunning(monitor: StartedMonitor, plan: Plan, context: CommandContext): void {
  const records: TraceRecord[] = monitor.trace?.read() ?? [];
  for (const record of records.toSorted((a, b) => Number(a.startNs - b.startNs))) {
    const lane = monitor.lanes[record.lane] ?? "?";
    const op = plan.lanes[lane]?.[record.op];
    if (op) context.writeError(`${format({ lane, op, result: record.result, durationNs: record.durationNs })}\n`);
  }
}
