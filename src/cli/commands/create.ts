// ts-run create: everything of run up to the start.

import type { Command } from "../command.ts";
import { buildRunOptions, runOptions } from "../run-options/index.ts";

export const command: Command = {
  name: "create",
  summary: "Create a container without starting it",
  usage: "IMAGE [COMMAND] [ARG...]",
  options: runOptions.filter(({ name }) => name !== "detach"),
  positionals: { min: 1, complete: "image" },
  stopAtFirst: true,
  run: async (services, args, context) => {
    const options = buildRunOptions(args, context);
    if (options.dryRun)
      return await (await import("../print-plan.ts")).printPlan(services, { image: options }, context);
    context.write(`${await (await services.engine()).create(options, context)}\n`);
    return 0;
  },
};
