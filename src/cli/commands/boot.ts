// ts-run boot: restart policies over a reboot. There is no daemon that would do it, so a unit calls this (docs/quick-start.md).

import { messageOf } from "../../base/index.ts";
import type { Command } from "../command.ts";

export const command: Command = {
  name: "boot",
  summary: "Start the containers that their restart policy wants running (for a unit that runs at boot)",
  usage: "",
  options: [],
  positionals: { min: 0, max: 0 },
  examples: ["ts-run boot"],
  run: async (services, _args, context) => {
    const { started, failed } = await (await services.engine()).startAfterBoot();
    context.write(started.map((name) => `${name}\n`).join(""));
    for (const { name, error } of failed) context.writeError(`ts-run: start ${name}: ${messageOf(error)}\n`);
    return failed.length > 0 ? 125 : 0;
  },
};
