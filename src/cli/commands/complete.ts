// ts-run __complete -- WORD...: what could stand in place of the last word, one per line; ":files" hands over to the shell.

import type { Command } from "../command.ts";
import { completeWords } from "../complete-words.ts";

export const command: Command = {
  name: "__complete",
  summary: "Answer a completion script",
  usage: "-- WORD...",
  options: [],
  positionals: { min: 0 },
  run: async (services, args, context) => {
    const found = await completeWords(args.positionals, async (kind) => await names(services, kind));
    context.write(found.map((word) => `${word}\n`).join(""));
    return 0;
  },
};

async function names(
  services: Parameters<Command["run"]>[0],
  kind: "container" | "running" | "image" | "volume",
): Promise<string[]> {
  const engine = await services.engine();
  if (kind === "volume") return (await engine.volumes.list()).map(({ name }) => name);
  if (kind === "image") {
    const { familiarName } = await import("../reference-names.ts");
    return (await engine.images.list()).flatMap(({ references }) => references.map(familiarName));
  }
  return (await engine.list({ all: kind === "container", size: false })).map(({ name }) => name);
}
