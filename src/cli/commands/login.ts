// ts-run login: credentials for a registry, checked there before they are stored.

import type { Command } from "../command.ts";
import { readAll, readLine } from "../read-line.ts";
import { usageError } from "../usage-error.ts";

export const command: Command = {
  name: "login",
  summary: "Store credentials for a registry",
  usage: "[REGISTRY]",
  options: [
    { name: "username", short: "u", kind: "string", value: "NAME", help: "User name" },
    {
      name: "password",
      short: "p",
      kind: "string",
      value: "PASSWORD",
      help: "Password (visible to others: prefer --password-stdin)",
    },
    { name: "password-stdin", kind: "boolean", help: "Read the password from standard input" },
  ],
  positionals: { min: 0, max: 1 },
  examples: ["ts-run login -u me --password-stdin registry.example.com < password"],
  run: async (services, args, context) => {
    const registry = args.positionals[0] ?? "docker.io";
    const fromStdin = args.boolean("password-stdin");
    const typed = args.string("password");
    if (typed !== undefined && fromStdin)
      throw usageError("flags --password and --password-stdin contradict each other", "drop --password");
    if (typed !== undefined)
      context.writeError("warning: a password on the command line is visible to other users; use --password-stdin\n");
    const ask = async (question: string, echo: boolean) => {
      if (!context.streams.stdinIsTty)
        throw usageError("login: nobody is there to ask", "give -u NAME and --password-stdin");
      context.writeError(`${question}: `);
      return await readLine(context, { echo });
    };
    if (fromStdin && args.string("username") === undefined) throw usageError("flag --password-stdin needs --username");
    const username = args.string("username") ?? (await ask("Username", true)).trim();
    const password =
      typed ?? (fromStdin ? (await readAll(context)).replace(/\r?\n$/, "") : await ask("Password", false));
    if (username === "" || password === "") throw usageError("login: user name and password may not be empty");
    await (await services.engine()).images.login(registry, { username, password }, context.signal);
    context.write(`Login to ${registry} succeeded\n`);
    return 0;
  },
};
