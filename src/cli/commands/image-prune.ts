// ts-run image prune.

import type { Command } from "../command.ts";
import { confirm, forceOption, printReclaimed } from "../prune.ts";

export const command: Command = {
  name: "image prune",
  summary: "Remove images without a name",
  usage: "",
  options: [{ name: "all", short: "a", kind: "boolean", help: "Every image that no container uses" }, forceOption],
  positionals: { min: 0, max: 0 },
  run: async (services, args, context) => {
    if (!(await confirm(args, context, warning(args.boolean("all"))))) return 0;
    const result = await (await services.engine()).images.prune({ all: args.boolean("all") });
    printReclaimed(context, result);
    return 0;
  },
};

function warning(all: boolean): string {
  return `This removes ${all ? "all images" : "images without a name"} that no container uses.`;
}
