// ts-run restart.

import type { Command } from "../command.ts";
import { forEachRef } from "../each.ts";
import { stopOptions, stopTableOptions } from "../stop-options.ts";

export const command: Command = {
  name: "restart",
  summary: "Stop and start containers",
  usage: "CONTAINER [CONTAINER...]",
  options: stopTableOptions,
  positionals: { min: 1, complete: "container" },
  run: async (services, args, context) => {
    const options = stopOptions(args);
    const engine = await services.engine();
    return await forEachRef(args.positionals, context, async (ref) => {
      await engine.restart(ref, options);
      return ref;
    });
  },
};
