// What the prune commands share: a question before, a report after.

import type { OptionSpec } from "./command.ts";
import type { CommandContext } from "./engine.ts";
import { humanSize } from "./output/human.ts";
import type { ParsedArguments } from "./parse-arguments.ts";
import { readLine } from "./read-line.ts";
import { usageError } from "./usage-error.ts";

export const forceOption: OptionSpec = { name: "force", short: "f", kind: "boolean", help: "Do not ask" };

/** Asks on a terminal; without one nobody can answer, so -f is required. */
export async function confirm(args: ParsedArguments, context: CommandContext, warning: string): Promise<boolean> {
  if (args.boolean("force")) return true;
  if (!context.streams.stdinIsTty) throw usageError("prune: nobody is there to confirm it", "add -f");
  context.writeError(`${warning} Continue? [y/N] `);
  return /^y(es)?$/i.test((await readLine(context, { echo: true })).trim());
}

export function printReclaimed(
  context: CommandContext,
  { deleted, reclaimedBytes }: { deleted: string[]; reclaimedBytes: number },
): void {
  for (const name of deleted) context.write(`${name}\n`);
  context.write(`Total reclaimed space: ${humanSize(reclaimedBytes)}\n`);
}
