// ts-run start.

import { detachKeys, detachKeysOption, sigProxy, sigProxyOption } from "../attach-options.ts";
import type { Command } from "../command.ts";
import { forEachRef } from "../each.ts";
import { usageError } from "../usage-error.ts";

export const command: Command = {
  name: "start",
  summary: "Start created or stopped containers",
  usage: "CONTAINER [CONTAINER...]",
  options: [
    { name: "attach", short: "a", kind: "boolean", help: "Attach to its output and return its exit code" },
    { name: "interactive", short: "i", kind: "boolean", help: "Attach standard input too" },
    detachKeysOption,
    sigProxyOption,
  ],
  positionals: { min: 1, complete: "container" },
  run: async (services, args, context) => {
    const stdin = args.boolean("interactive");
    if (!args.boolean("attach") && !stdin) {
      const engine = await services.engine();
      return await forEachRef(args.positionals, context, async (ref) => {
        await engine.start(ref, {}, context);
        return ref;
      });
    }
    if (args.positionals.length > 1)
      throw usageError("attach: only one container can be attached to", "start the others without -a");
    const attach = { stdin, stdout: true, stderr: true, detachKeys: detachKeys(args), sigProxy: sigProxy(args) };
    return await (await services.engine()).start(args.positional(0), { attach }, context);
  },
};
