// ts-run tag.

import type { Command } from "../command.ts";

export const command: Command = {
  name: "tag",
  summary: "Give an image another reference",
  usage: "IMAGE REFERENCE",
  options: [],
  positionals: { min: 2, max: 2, complete: "image" },
  run: async (services, args) => {
    await (await services.engine()).images.tag(args.positional(0), args.positional(1));
    return 0;
  },
};
