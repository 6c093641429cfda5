// ts-run container prune.

import type { Command } from "../command.ts";
import { confirm, forceOption, printReclaimed } from "../prune.ts";

export const command: Command = {
  name: "container prune",
  summary: "Remove all stopped containers",
  usage: "",
  options: [forceOption],
  positionals: { min: 0, max: 0 },
  run: async (services, args, context) => {
    if (!(await confirm(args, context, "This removes all stopped containers."))) return 0;
    const result = await (await services.engine()).prune();
    printReclaimed(context, result);
    return 0;
  },
};
