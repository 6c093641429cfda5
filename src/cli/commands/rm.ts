// ts-run rm.

import type { Command } from "../command.ts";
import { forEachRef } from "../each.ts";

export const command: Command = {
  name: "rm",
  summary: "Remove containers",
  usage: "CONTAINER [CONTAINER...]",
  options: [
    { name: "force", short: "f", kind: "boolean", help: "Kill it first when it runs; no error when it does not exist" },
    { name: "volumes", short: "v", kind: "boolean", help: "Remove its anonymous volumes too" },
  ],
  positionals: { min: 1, complete: "container" },
  run: async (services, args, context) => {
    const options = { force: args.boolean("force"), volumes: args.boolean("volumes") };
    const engine = await services.engine();
    return await forEachRef(args.positionals, context, async (ref) => {
      await engine.remove(ref, options);
      return ref;
    });
  },
};
