// ts-run exec: another process in a running container.

import { detachKeys, detachKeysOption } from "../attach-options.ts";
import type { Command } from "../command.ts";
import { usageError } from "../usage-error.ts";
import { parseEnv, parseEnvFile } from "../values/env.ts";

export const command: Command = {
  name: "exec",
  summary: "Run a command in a running container",
  usage: "CONTAINER COMMAND [ARG...]",
  options: [
    { name: "detach", short: "d", kind: "boolean", help: "Run in the background" },
    { name: "interactive", short: "i", kind: "boolean", help: "Keep standard input open" },
    { name: "tty", short: "t", kind: "boolean", help: "Give the command a terminal" },
    { name: "env", short: "e", kind: "list", value: "KEY[=VALUE]", help: "Environment variable" },
    {
      name: "env-file",
      kind: "list",
      value: "FILE",
      help: "Environment variables, one KEY=VALUE per line",
      complete: "file",
    },
    { name: "user", short: "u", kind: "string", value: "USER[:GROUP]", help: "User and group, by name or number" },
    { name: "workdir", short: "w", kind: "string", value: "DIR", help: "Working directory in the container" },
    { name: "privileged", kind: "boolean", help: "All capabilities for the command" },
    detachKeysOption,
  ],
  positionals: { min: 2, complete: "running" },
  stopAtFirst: true,
  examples: ["ts-run exec -it web sh", "ts-run exec -u 1000 -e DEBUG=1 web env"],
  run: async (services, args, context) => {
    const [ref = "", ...argv] = args.positionals;
    const [interactive, tty, detach] = [args.boolean("interactive"), args.boolean("tty"), args.boolean("detach")];
    if (interactive && tty && !detach && !context.streams.stdinIsTty) {
      throw usageError("the input device is not a TTY", "drop -t: without it, input may come from a pipe or file");
    }
    const env: Record<string, string> = {};
    for (const { value, typed } of args.all("env-file"))
      Object.assign(env, parseEnvFile(value, typed, context.cwd, context.env));
    for (const { value, typed } of args.all("env")) {
      const pair = parseEnv(value, typed, context.env);
      if (pair) env[pair[0]] = pair[1];
    }
    const [user, workdir] = [args.string("user"), args.string("workdir")];
    const options = {
      command: argv,
      detach,
      interactive,
      tty,
      env,
      privileged: args.boolean("privileged"),
      detachKeys: detachKeys(args),
      ...(user === undefined ? {} : { user }),
      ...(workdir === undefined ? {} : { workdir }),
    };
    return await (await services.engine()).exec(ref, options, context);
  },
};
