// ts-run attach.

import { detachKeys, detachKeysOption, sigProxy, sigProxyOption } from "../attach-options.ts";
import type { Command } from "../command.ts";

export const command: Command = {
  name: "attach",
  summary: "Attach to the input and output of a running container",
  usage: "CONTAINER",
  options: [
    detachKeysOption,
    { name: "no-stdin", kind: "boolean", help: "Do not attach standard input" },
    sigProxyOption,
  ],
  positionals: { min: 1, max: 1, complete: "running" },
  run: async (services, args, context) => {
    const options = {
      stdin: !args.boolean("no-stdin"),
      stdout: true,
      stderr: true,
      detachKeys: detachKeys(args),
      sigProxy: sigProxy(args),
    };
    return await (await services.engine()).attach(args.positional(0), options, context);
  },
};
