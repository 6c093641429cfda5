// ts-run __exited ID: what a monitor executes after the exit of a container that wants something done (--rm, --restart).

import type { Command } from "../command.ts";

export const command: Command = {
  name: "__exited",
  summary: "Clean up or restart after an exit",
  usage: "ID",
  options: [],
  positionals: { min: 1 },
  run: async (services, args) => {
    await (await services.engine()).afterExit(args.positional(0));
    return 0;
  },
};
