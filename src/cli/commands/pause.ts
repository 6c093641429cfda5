// ts-run pause.

import type { Command } from "../command.ts";
import { forEachRef } from "../each.ts";

export const command: Command = {
  name: "pause",
  summary: "Freeze the processes of containers",
  usage: "CONTAINER [CONTAINER...]",
  options: [],
  positionals: { min: 1, complete: "running" },
  run: async (services, args, context) => {
    const engine = await services.engine();
    return await forEachRef(args.positionals, context, async (ref) => {
      await engine.pause(ref);
      return ref;
    });
  },
};
