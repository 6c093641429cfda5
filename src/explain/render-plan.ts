// The whole plan for people: two columns, one step after the other, each with its reason and who asked for it.

import type { ExplainInput } from "../engine/index.ts";
import type { Plan } from "../plan/index.ts";
import { alignLanes, type Row } from "./columns.ts";
import { stepLines } from "./describe-step.ts";
import { planDocument } from "./plan-document.ts";
import { foldSteps, plainSteps, type Step } from "./step.ts";
import { columnsOf, pad, paletteOf, type RenderStyle, wrap } from "./style.ts";

/** Narrower than this there is one column, and the lane stands before each step. */
const MIN_TWO_COLUMNS = 100;

export function renderPlan(input: ExplainInput, style: RenderStyle): string {
  if (style.format === "json") return JSON.stringify(planDocument(input), undefined, 2);
  const { lanes } = input.plan;
  const steps = style.verbose ? plainSteps : foldSteps;
  const forks = lanes.parent.findIndex(({ call }) => call === "clone3");
  const before = steps(lanes.parent.slice(0, forks + 1));
  const after = steps(lanes.parent.slice(forks + 1));
  const main = steps(lanes.container ?? []);
  const others = Object.entries(lanes).filter(([name]) => !["parent", "container", "exit"].includes(name));
  const page = new Page(input, style);
  page.title();
  page.section("before the container exists");
  for (const left of before) page.row({ left });
  for (const [name, ops] of others) {
    page.section(`${name}: a helper process`);
    for (const right of steps(ops)) page.row({ right });
  }
  page.section("side by side");
  for (const row of alignLanes(after, main)) page.row(row);
  page.monitor(input.plan);
  page.section("when it has ended, whoever is alive then");
  for (const left of steps(lanes.exit)) page.row({ left });
  return page.text(foldedNote(input.plan, page.shownSteps));
}

function foldedNote({ lanes }: Plan, shown: readonly Step[]): string {
  const all = Object.values(lanes).reduce((sum, ops) => sum + ops.length, 0);
  const steps = shown.length;
  return steps === all
    ? `${all} calls`
    : `${all} calls in ${steps} steps; calls for one purpose and alike ones are folded (--format json has every one)`;
}

class Page {
  readonly shownSteps: Step[] = [];
  readonly #lines: string[] = [];
  readonly #input: ExplainInput;
  readonly #style: RenderStyle;
  readonly #left: number;
  readonly #right: number;

  constructor(input: ExplainInput, style: RenderStyle) {
    this.#input = input;
    this.#style = style;
    const isTwoColumns = style.width >= MIN_TWO_COLUMNS;
    this.#left = isTwoColumns ? Math.floor((style.width - 3) * 0.45) : 0;
    this.#right = isTwoColumns ? style.width - 3 - this.#left : Math.max(30, style.width - 11);
  }

  title(): void {
    const { heading, dim } = paletteOf(this.#style.color);
    this.#lines.push(...wrap(this.#input.title, this.#style.width).map(heading));
    const { parent, exit, ...children } = this.#input.plan.lanes;
    const inside = Object.values(children).reduce((sum, ops) => sum + ops.length, 0);
    const counts = `parent (monitor) ${parent.length} calls, container (its first process) ${inside} calls, exit ${exit.length} calls`;
    this.#lines.push(...wrap(counts, this.#style.width).map(dim));
  }

  section(name: string): void {
    const { heading } = paletteOf(this.#style.color);
    if (this.#left === 0)
      this.#lines.push("", heading(`── ${name} `.padEnd(this.#style.width, "─").slice(0, this.#style.width)));
    else {
      const start = `── ${name} `.padEnd(this.#left + 1, "─");
      this.#lines.push(
        "",
        heading(`${start}┼`.padEnd(this.#style.width, "─")),
        `${pad(heading("parent (monitor)"), this.#left)} │ ${heading("container")}`,
      );
    }
  }

  row({ left, right }: Row): void {
    for (const step of [left, right]) if (step) this.shownSteps.push(step);
    if (this.#left === 0) {
      if (left) this.#narrow("parent", left);
      if (right) this.#narrow("container", right);
      return;
    }
    const [a, b] = [this.#cell(left, this.#left), this.#cell(right, this.#right)];
    for (let i = 0; i < Math.max(a.length, b.length); i++)
      this.#lines.push(`${pad(a[i] ?? "", this.#left)} │ ${b[i] ?? ""}`.trimEnd());
  }

  monitor({ monitor }: Plan): void {
    const facts = [
      monitor.log
        ? `writes the log ${monitor.log.path} (rotated at ${monitor.log.maxBytes} bytes, ${monitor.log.maxFiles} files)`
        : undefined,
      monitor.listen ? "serves attach, resize and signals on the control socket" : undefined,
      monitor.exitRecord ? `records the exit in ${monitor.exitRecord}` : undefined,
      monitor.exitCommand ? `then runs ${monitor.exitCommand.argv.join(" ")}` : undefined,
    ].filter((fact) => fact !== undefined);
    const { heading, dim } = paletteOf(this.#style.color);
    this.#lines.push("", heading("── while it runs, the monitor ".padEnd(this.#style.width, "─")));
    this.#lines.push(...facts.flatMap((fact) => wrap(`  ${fact}`, this.#style.width, "    ")).map(dim));
  }

  text(note: string): string {
    const { dim } = paletteOf(this.#style.color);
    return `${[...this.#lines, "", ...wrap(note, this.#style.width).map(dim)].join("\n")}\n`;
  }

  #cell(step: Step | undefined, width: number): string[] {
    return step ? stepLines(step, { width, palette: paletteOf(this.#style.color), origins: this.#input }) : [];
  }

  #narrow(lane: string, step: Step): void {
    this.#cell(step, this.#right).forEach((line, i) => {
      this.#lines.push(`${pad(i === 0 ? lane : "", 9)} ${columnsOf(line) > 0 ? line : ""}`.trimEnd());
    });
  }
}
