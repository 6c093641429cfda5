// A step as lines of text: the call, then why it is made and who asked for it.

import type { RuntimeSpec } from "../oci/index.ts";
import { nameOfSource, type Sources, sourceOf } from "../oci/index.ts";
import type { Op } from "../plan/index.ts";
import { callText, quoted, shortenIds } from "./call-text.ts";
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
  const { op, last, again } = step;
  if (again)
    return wrap(
      `  … and so ${again.times} times more (${step.count} calls): ${shortenIds(again.what.join(", "))}`,
      width,
      "    ",
    ).map(palette.dim);
  const reason = last ? commonWhy(op, last) : reasonOf(op);
  const origin = originText(op, origins);
  const together = wrap(`  ${reason}  ${origin}`, width, "  ");
  const isShort = together.length === 1;
  return [
    ...wrap(callsText(step), width, "    ").map(palette.call),
    ...(isShort
      ? [`${palette.dim(`  ${reason}`)}  ${palette.source(origin)}`]
      : [
          ...wrap(`  ${reason}`, width, "  ").map(palette.dim),
          ...wrap(`  ${origin}`, width, "  ").map(palette.source),
        ]),
    ...(step.conditional ? wrap(`  ${conditionText(op, step.conditional)}`, width, "    ").map(palette.dim) : []),
  ];
}

/** "openat(...), write(\"max\"), close" */
function callsText({ op, following = [], last, count }: Step): string {
  if (last) return `${callText(op)} … ${callText(last)}  × ${count} calls`;
  const more = following.flatMap((next) =>
    next.call === "close" ? [] : [next.call === "write" ? writeText(next) : next.call],
  );
  const shown = more.length > MAX_MORE ? [...more.slice(0, MAX_MORE), `… ${more.length - MAX_MORE} more`] : more;
  return [callText(op), ...shown].join(", then ");
}

const MAX_MORE = 4;

function writeText(op: Op): string {
  const [, content] = op.args;
  return typeof content === "object" && "string" in content ? `write(${quoted(content.string, 32)})` : "write";
}

function reasonOf(op: Op): string {
  const ignored =
    op.ignore && !op.skip ? ` (${op.ignore.join(", ")} ${op.ignore.length === 1 ? "is" : "are"} fine)` : "";
  return `${shortenIds(op.why)}${ignored}`;
}

function commonWhy(first: Op, last: Op): string {
  return first.why === last.why ? first.why : `${shortenIds(first.why)} … ${shortenIds(last.why)}`;
}

/** "[-m 64m -> /linux/resources/memory/limit]": who asked, and where config.json says it. */
export function originText(op: Op, origins: Origins): string {
  if (!op.from.startsWith("/")) return `[${op.from.replace(":", ": ")}]`;
  const source = sourceOf(op.from, origins);
  if (source === undefined) return `[${op.from}]`;
  if (source.startsWith("default")) return `[${source} -> ${op.from}]`;
  return `[${shortenIds(nameOfSource(op.from, origins))} -> ${op.from}]`;
}

function conditionText({ ignore = [] }: Op, { when, ops }: NonNullable<Step["conditional"]>): string {
  const calls = new Map<string, number>();
  for (const { call } of ops) if (call !== "close") calls.set(call, (calls.get(call) ?? 0) + 1);
  const names = [...calls].map(([call, count]) => (count === 1 ? call : `${count} ${call}`)).join(", ");
  return `${when === "ignored" ? `only on ${ignore.join(" or ") || "failure"}` : "else"}: ${names || `${ops.length} close`}`;
}
