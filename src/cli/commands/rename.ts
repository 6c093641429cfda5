// ts-run rename.

import type { Command } from "../command.ts";
import { checkContainerName } from "../values/names.ts";

export const command: Command = {
  name: "rename",
  summary: "Give a container another name",
  usage: "CONTAINER NAME",
  options: [],
  positionals: { min: 2, max: 2, complete: "container" },
  run: async (services, args) => {
    const name = checkContainerName(args.positional(1), args.positional(1));
    await (await services.engine()).rename(args.positional(0), name);
    return 0;
  },
};
