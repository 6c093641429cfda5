// ts-run run: create, start, stay attached (or not), and return the container's exit code.

import type { Command } from "../command.ts";
import { buildRunOptions, checkTerminal, runOptions } from "../run-options/index.ts";

export const command: Command = {
  name: "run",
  summary: "Create and start a container",
  usage: "IMAGE [COMMAND] [ARG...]",
  options: runOptions,
  positionals: { min: 1, complete: "image" },
  stopAtFirst: true,
  examples: [
    "ts-run run --rm -it ts-run/busybox sh",
    "ts-run run -d --name web -p 8080:80 -m 64m --cpus 0.5 nginx",
    "ts-run run --dry-run -v /srv:/srv:ro ts-run/busybox ls /srv",
  ],
  run: async (services, args, context) => {
    const options = buildRunOptions(args, context);
    checkTerminal(options, context.streams);
    if (options.dryRun)
      return await (await import("../print-plan.ts")).printPlan(services, { image: options }, context);
    if (options.explain) await (await import("../print-plan.ts")).prepareTrace(context);
    return await (await services.engine()).run(options, context);
  },
};
