// A step as lines of text: the call, then why it is made and who asked for it.

import type { RuntimeSpec } from "../oci/index.ts";
import { nameOfSource, type Sources, sourceOf } from "../oci/index.ts";
import type { Op } from "../plan/index.ts";
import { callText, shortenIds } from "./call-text.ts";
import type { Step } from "./step.ts";
import { type Palette, wrap } from "./style.ts";

export interface Origins {
  readonly spec: RuntimeSpec;
  readonly sources: Sources;
}

export interface StepOptions {
  readonly width: number;
  readonly palette: Palette;
  readonly origins: Origins;
}

export function stepLines(step: Step, { width, palette, origins }: StepOptions): string[] {
  const { op, last, conditional } = step;
  const call = last ? `${callText(op)} … ${callText(last)}` : callText(op);
  const times = last ? `  × ${step.count}` : "";
  const reason = last ? commonWhy(op, last, step.count) : reasonOf(op);
  return [
    ...wrap(`${call}${times}`, width, "    ").map(palette.call),
    ...wrap(`  ${reason}`, width, "  ").map(palette.dim),
    ...wrap(`  ${originText(op, origins)}`, width, "  ").map(palette.source),
    ...(conditional ? wrap(`  ${conditionText(conditional)}`, width, "    ").map(palette.dim) : []),
  ];
}

function reasonOf(op: Op): string {
  const ignored =
    op.ignore && !op.skip ? ` (${op.ignore.join(", ")} ${op.ignore.length === 1 ? "is" : "are"} fine)` : "";
  return `${shortenIds(op.why)}${ignored}`;
}

function commonWhy(first: Op, last: Op, count: number): string {
  return first.why === last.why ? first.why : `${shortenIds(first.why)} … ${shortenIds(last.why)} (${count} alike)`;
}

/** "[-m 64m -> /linux/resources/memory/limit]": who asked, and where config.json says it. */
export function originText(op: Op, origins: Origins): string {
  if (!op.from.startsWith("/")) return `[${op.from.replace(":", ": ")}]`;
  const source = sourceOf(op.from, origins);
  if (source === undefined) return `[${op.from}]`;
  if (source.startsWith("default")) return `[${source} -> ${op.from}]`;
  return `[${shortenIds(nameOfSource(op.from, origins))} -> ${op.from}]`;
}

function conditionText({ when, ops }: NonNullable<Step["conditional"]>): string {
  const calls = new Map<string, number>();
  for (const { call } of ops) if (call !== "close") calls.set(call, (calls.get(call) ?? 0) + 1);
  const names = [...calls].map(([call, count]) => (count === 1 ? call : `${count} ${call}`)).join(", ");
  return `${when === "ignored" ? "only if it is not there" : "then"}: ${names || `${ops.length} close`}`;
}
