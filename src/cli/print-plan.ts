// The plan on the screen: what run --dry-run and explain share.

import type { Services } from "./command.ts";
import type { CommandContext, Engine } from "./engine.ts";
import { terminalWidth } from "./output/terminal.ts";

type Target = Parameters<Engine["explain"]>[0];
type Format = "text" | "json";

export async function printPlan(
  services: Services,
  target: Target,
  context: CommandContext,
  format: Format = "text",
): Promise<number> {
  const input = await (await services.engine()).explain(target);
  const { renderPlan } = await import("../explain/index.ts");
  context.write(withNewline(renderPlan(input, style(context, format))));
  return 0;
}

export async function printDiff(
  services: Services,
  targets: readonly [Target, Target],
  context: CommandContext,
  format: Format = "text",
): Promise<number> {
  const engine = await services.engine();
  const [a, b] = [await engine.explain(targets[0]), await engine.explain(targets[1])];
  const { renderDiff } = await import("../explain/index.ts");
  context.write(withNewline(renderDiff(a, b, style(context, format))));
  return 0;
}

/** run --explain: calls are printed as explain/ writes them. Loaded only when asked for. */
export async function prepareTrace(context: CommandContext): Promise<void> {
  const [{ setTraceFormatter }, { renderTrace }] = [
    await import("../engine/index.ts"),
    await import("../explain/index.ts"),
  ];
  const color = context.streams.stdoutIsTty && context.env.NO_COLOR === undefined;
  setTraceFormatter((step) => renderTrace(step, { color }));
}

function style(context: CommandContext, format: Format): { format: Format; width: number; color: boolean } {
  const { stdoutIsTty } = context.streams;
  const columns = Number(context.env.COLUMNS);
  const width = columns > 0 ? columns : stdoutIsTty ? terminalWidth(context.streams.stdout) : 160;
  return { format, width, color: stdoutIsTty && format === "text" && context.env.NO_COLOR === undefined };
}

function withNewline(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
