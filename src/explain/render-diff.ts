// Two plans compared: what only one of them does, and what both do differently.

import type { ExplainInput } from "../engine/index.ts";
import type { Op } from "../plan/index.ts";
import { callText } from "./call-text.ts";
import { type Change, compare } from "./compare.ts";
import { originText } from "./describe-step.ts";
import { paletteOf, type RenderStyle, wrap } from "./style.ts";

interface LaneDiff {
  readonly lane: string;
  readonly changes: readonly Change<Op>[];
}

export function renderDiff(a: ExplainInput, b: ExplainInput, style: RenderStyle): string {
  const diffs = diffLanes(a, b);
  if (style.format === "json") return JSON.stringify(document(a, b, diffs), undefined, 2);
  const { heading, added, removed, dim, source } = paletteOf(style.color);
  const { width } = style;
  const lines = [removed(`- ${a.title}`), added(`+ ${b.title}`)];
  const about = (op: Op, input: ExplainInput): string[] => [
    ...wrap(`    ${op.why}`, width, "    ").map(dim),
    ...wrap(`    ${originText(op, input)}`, width, "    ").map(source),
  ];
  for (const { lane, changes } of diffs) {
    // A close(2) always goes with the call that opened; alone it says nothing.
    const real = changes.filter(({ kind, a, b }) => kind !== "same" && (a ?? b)?.call !== "close");
    if (real.length === 0) continue;
    lines.push("", heading(`── ${lane} `.padEnd(width, "─")));
    for (const change of real) {
      if (change.a) lines.push(...wrap(`- ${callText(change.a)}`, width, "    ").map(removed));
      if (change.b) lines.push(...wrap(`+ ${callText(change.b)}`, width, "    ").map(added));
      if (change.b) lines.push(...about(change.b, b));
      else if (change.a) lines.push(...about(change.a, a));
    }
  }
  const all = diffs.flatMap(({ changes }) => changes);
  const count = (kind: Change<Op>["kind"]): number => all.filter((change) => change.kind === kind).length;
  const summary =
    count("same") === all.length
      ? "the plans are the same but for names and ids"
      : `${count("same")} calls are the same, ${count("removed")} only in the first, ${count("added")} only in the second, ${count("changed")} differ in their arguments`;
  return `${[...lines, "", ...wrap(summary, width)].join("\n")}\n`;
}

function diffLanes(a: ExplainInput, b: ExplainInput): LaneDiff[] {
  const names = [...new Set([...Object.keys(a.plan.lanes), ...Object.keys(b.plan.lanes)])].sort(
    (x, y) => order(x) - order(y),
  );
  return names.map((lane) => ({
    lane,
    changes: compare(a.plan.lanes[lane] ?? [], b.plan.lanes[lane] ?? [], {
      key: keyOf,
      isRelated: (x, y) => x.call === y.call && placeOf(x) === placeOf(y),
    }),
  }));
}

function order(lane: string): number {
  return ["parent", "stage", "container", "exit"].indexOf(lane) >>> 0;
}

/** Ids, addresses and names that every container has of its own say nothing about what differs. */
function keyOf(op: Op): string {
  return callText(op, { maxString: Number.POSITIVE_INFINITY })
    .replaceAll(/[0-9a-f]{64}/g, "<id>")
    .replaceAll(/\b[0-9a-f]{12}\b/g, "<id>");
}

/** Where in config.json, with indexes left out: an earlier mount more shifts them. */
function placeOf(op: Op): string {
  return op.from.replaceAll(/\/\d+/g, "/#");
}

function document(a: ExplainInput, b: ExplainInput, diffs: readonly LaneDiff[]): unknown {
  const show = (op: Op | undefined, input: ExplainInput) =>
    op
      ? {
          text: callText(op, { maxString: Number.POSITIVE_INFINITY }),
          why: op.why,
          from: op.from,
          origin: originText(op, input),
        }
      : undefined;
  return {
    a: a.title,
    b: b.title,
    lanes: Object.fromEntries(
      diffs.map(({ lane, changes }) => [
        lane,
        changes
          .filter(({ kind }) => kind !== "same")
          .map((change) => ({ kind: change.kind, a: show(change.a, a), b: show(change.b, b) })),
      ]),
    ),
  };
}
