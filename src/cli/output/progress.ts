// Pull progress: bars that are redrawn in place on a terminal, a line per phase elsewhere, JSON lines, or nothing.

import type { CommandContext, PullProgress } from "../engine.ts";
import { humanSize, percent } from "./human.ts";
import { printable, shortId, truncate } from "./table.ts";
import { terminalSize } from "./terminal.ts";

export interface Progress {
  readonly report: (progress: PullProgress) => void;
  /** Draws the last state and leaves the cursor below it; may be called again. */
  readonly finish: () => void;
}

const REDRAW_MS = 80;

export function makeProgress(context: CommandContext, { quiet, json }: { quiet: boolean; json: boolean }): Progress {
  if (json) return { report: (progress) => context.write(`${JSON.stringify(progress)}\n`), finish: () => {} };
  if (quiet) return { report: () => {}, finish: () => {} };
  return context.streams.stdoutIsTty ? bars(context) : lines(context);
}

/** Only changes of phase: a log file wants no percentages. */
function lines(context: CommandContext): Progress {
  const phases = new Map<string, string>();
  const report = ({ layer, phase, total, message }: PullProgress) => {
    if (phases.get(layer) === phase || phase === "waiting") return;
    phases.set(layer, phase);
    const size = phase === "downloading" && total !== undefined ? ` ${humanSize(total)}` : "";
    context.write(`${shortId(layer)}: ${phase}${size}${message ? ` (${printable(message)})` : ""}\n`);
  };
  return { report, finish: () => {} };
}

function bars(context: CommandContext): Progress {
  const layers = new Map<string, PullProgress>();
  let drawn = 0;
  let timer: NodeJS.Timeout | undefined;
  let changed = false;
  const draw = () => {
    timer = undefined;
    changed = false;
    const { columns, rows } = terminalSize(context.streams.stdout);
    const shown = [...layers.values()].slice(-(rows - 1)); // what has scrolled away cannot be redrawn
    const up = drawn > 0 ? `\u001b[${drawn}A` : "";
    context.write(`${up}${shown.map((layer) => `\r${truncate(bar(layer, columns), columns - 1)}\u001b[K\n`).join("")}`);
    drawn = shown.length;
  };
  const report = (progress: PullProgress) => {
    layers.set(progress.layer, progress);
    changed = true;
    timer ??= setTimeout(draw, REDRAW_MS);
  };
  const finish = () => {
    clearTimeout(timer);
    if (changed) draw();
  };
  return { report, finish };
}

function bar({ layer, phase, current, total, message }: PullProgress, columns: number): string {
  const head = `${shortId(layer)}  ${phase.padEnd(11)}`;
  if (message) return `${head} ${printable(message)}`;
  if (phase === "done" || phase === "exists" || phase === "waiting") return head;
  if (total === undefined || total === 0) return `${head} ${humanSize(current)}`;
  const share = Math.min(1, current / total);
  const width = Math.max(0, Math.min(40, columns - 60));
  const filled = Math.round(share * width);
  return `${head} [${"=".repeat(filled)}${" ".repeat(width - filled)}] ${percent(share).padStart(7)}  ${humanSize(current)}/${humanSize(total)}`;
}
