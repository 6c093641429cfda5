// ts-run volume create.

import type { Command } from "../command.ts";
import { parseLabel } from "../values/env.ts";
import { checkVolumeName } from "../values/volume.ts";

export const command: Command = {
  name: "volume create",
  summary: "Create a volume",
  usage: "[NAME]",
  options: [{ name: "label", short: "l", kind: "list", value: "KEY[=VALUE]", help: "Label of the volume" }],
  positionals: { min: 0, max: 1 },
  run: async (services, args, context) => {
    const name = args.positionals[0];
    if (name !== undefined) checkVolumeName(name, name);
    const labels = Object.fromEntries(args.all("label").map(({ value, typed }) => parseLabel(value, typed)));
    const volume = await (await services.engine()).volumes.create({ labels, ...(name === undefined ? {} : { name }) });
    context.write(`${volume.name}\n`);
    return 0;
  },
};
