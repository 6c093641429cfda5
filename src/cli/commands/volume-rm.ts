// ts-run volume rm.

import type { Command } from "../command.ts";
import { forEachRef } from "../each.ts";

export const command: Command = {
  name: "volume rm",
  summary: "Remove volumes with their files",
  usage: "VOLUME [VOLUME...]",
  options: [{ name: "force", short: "f", kind: "boolean", help: "No error when it does not exist" }],
  positionals: { min: 1, complete: "volume" },
  run: async (services, args, context) => {
    const { volumes } = await services.engine();
    return await forEachRef(args.positionals, context, async (name) => {
      await volumes.remove(name, { force: args.boolean("force") });
      return name;
    });
  },
};
