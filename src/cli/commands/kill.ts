// ts-run kill.

import type { Command } from "../command.ts";
import { forEachRef } from "../each.ts";
import { parseSignal } from "../values/names.ts";

export const command: Command = {
  name: "kill",
  summary: "Send a signal to containers",
  usage: "CONTAINER [CONTAINER...]",
  options: [{ name: "signal", short: "s", kind: "string", value: "SIGNAL", help: "Name or number (KILL)" }],
  positionals: { min: 1, complete: "running" },
  run: async (services, args, context) => {
    const typed = args.last("signal");
    const signal = typed ? parseSignal(typed.value, typed.typed) : "SIGKILL";
    const engine = await services.engine();
    return await forEachRef(args.positionals, context, async (ref) => {
      await engine.kill(ref, signal);
      return ref;
    });
  },
};
