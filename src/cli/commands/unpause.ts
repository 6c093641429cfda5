// ts-run unpause.

import type { Command } from "../command.ts";
import { forEachRef } from "../each.ts";

export const command: Command = {
  name: "unpause",
  summary: "Let frozen containers run on",
  usage: "CONTAINER [CONTAINER...]",
  options: [],
  positionals: { min: 1, complete: "running" },
  run: async (services, args, context) => {
    const engine = await services.engine();
    return await forEachRef(args.positionals, context, async (ref) => {
      await engine.unpause(ref);
      return ref;
    });
  },
};
