// "stop a b c": each reference is tried, results go to stdout, failures to stderr, and one failure does not spare the rest.

import type { CommandContext } from "./engine.ts";
import { exitCodeOf } from "./exit-code.ts";
import { renderError } from "./print-error.ts";

/** Runs side by side (stopping three containers takes as long as the slowest) and prints in the order typed. */
export async function forEachRef(
  refs: readonly string[],
  context: CommandContext,
  act: (ref: string) => Promise<string | undefined>,
): Promise<number> {
  const results = await Promise.allSettled(refs.map(async (ref) => await act(ref)));
  let exitCode = 0;
  for (const result of results) {
    if (result.status === "fulfilled") {
      if (result.value !== undefined) context.write(`${result.value}\n`);
      continue;
    }
    context.writeError(renderError(result.reason, false));
    exitCode ||= exitCodeOf(result.reason);
  }
  return exitCode;
}
