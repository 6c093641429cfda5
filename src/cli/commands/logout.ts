// ts-run logout.

import type { Command } from "../command.ts";

export const command: Command = {
  name: "logout",
  summary: "Forget the credentials for a registry",
  usage: "[REGISTRY]",
  options: [],
  positionals: { min: 0, max: 1 },
  run: async (services, args, context) => {
    const registry = args.positionals[0] ?? "docker.io";
    const removed = await (await services.engine()).images.logout(registry);
    context.write(removed ? `Removed the credentials for ${registry}\n` : `Not logged in to ${registry}\n`);
    return 0;
  },
};
