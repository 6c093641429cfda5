// ts-run top: the processes of a container, with host pids.

import type { Command } from "../command.ts";
import { printable, renderTable } from "../output/table.ts";

export const command: Command = {
  name: "top",
  summary: "List the processes of a container",
  usage: "CONTAINER",
  options: [],
  positionals: { min: 1, max: 1, complete: "running" },
  run: async (services, args, context) => {
    const { titles, processes } = await (await services.engine()).top(args.positional(0));
    context.write(
      renderTable(
        titles,
        processes.map((line) => line.map(printable)),
      ),
    );
    return 0;
  },
};
