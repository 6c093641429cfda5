// ts-run volume prune.

import type { Command } from "../command.ts";
import { confirm, forceOption, printReclaimed } from "../prune.ts";

export const command: Command = {
  name: "volume prune",
  summary: "Remove anonymous volumes that no container uses",
  usage: "",
  options: [{ name: "all", short: "a", kind: "boolean", help: "Named volumes too" }, forceOption],
  positionals: { min: 0, max: 0 },
  run: async (services, args, context) => {
    if (!(await confirm(args, context, warning(args.boolean("all"))))) return 0;
    const result = await (await services.engine()).volumes.prune({ all: args.boolean("all") });
    printReclaimed(context, result);
    return 0;
  },
};

function warning(all: boolean): string {
  return `This removes ${all ? "all" : "anonymous"} volumes that no container uses, with their files.`;
}
