// ts-run rmi.

import type { Command } from "../command.ts";
import { forEachRef } from "../each.ts";

export const command: Command = {
  name: "rmi",
  summary: "Remove images",
  usage: "IMAGE [IMAGE...]",
  options: [{ name: "force", short: "f", kind: "boolean", help: "Remove every tag; no error when it does not exist" }],
  positionals: { min: 1, complete: "image" },
  run: async (services, args, context) => {
    const engine = await services.engine();
    return await forEachRef(args.positionals, context, async (ref) => {
      const { untagged, deleted } = await engine.images.remove(ref, { force: args.boolean("force") });
      return [...untagged.map((name) => `Untagged: ${name}`), ...deleted.map((id) => `Deleted: ${id}`)].join("\n");
    });
  },
};
