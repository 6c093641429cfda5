// ts-run wait: prints the exit code of each container once it has exited.

import type { Command } from "../command.ts";
import { forEachRef } from "../each.ts";

export const command: Command = {
  name: "wait",
  summary: "Wait until containers exit and print their exit codes",
  usage: "CONTAINER [CONTAINER...]",
  options: [],
  positionals: { min: 1, complete: "container" },
  run: async (services, args, context) => {
    const engine = await services.engine();
    return await forEachRef(args.positionals, context, async (ref) => String(await engine.wait(ref, context.signal)));
  },
};
