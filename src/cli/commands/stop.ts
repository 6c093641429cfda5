// ts-run stop.

import type { Command } from "../command.ts";
import { forEachRef } from "../each.ts";
import { stopOptions, stopTableOptions } from "../stop-options.ts";

export const command: Command = {
  name: "stop",
  summary: "Stop containers: the stop signal, then SIGKILL",
  usage: "CONTAINER [CONTAINER...]",
  options: stopTableOptions,
  positionals: { min: 1, complete: "running" },
  run: async (services, args, context) => {
    const options = stopOptions(args);
    const engine = await services.engine();
    return await forEachRef(args.positionals, context, async (ref) => {
      await engine.stop(ref, options);
      return ref;
    });
  },
};
