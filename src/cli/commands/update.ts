// ts-run update: new limits for containers that exist.

import type { Command } from "../command.ts";
import { forEachRef } from "../each.ts";
import type { ResourceOptions } from "../engine.ts";
import { applyResource, resourceOptions } from "../run-options/index.ts";
import { usageError } from "../usage-error.ts";
import { parseRestart } from "../values/namespaces.ts";

export const command: Command = {
  name: "update",
  summary: "Change the limits or the restart policy of containers",
  usage: "CONTAINER [CONTAINER...]",
  options: [
    ...resourceOptions,
    { name: "restart", kind: "string", value: "POLICY", help: "no, always, on-failure[:MAX] or unless-stopped" },
  ],
  positionals: { min: 1, complete: "container" },
  examples: ["ts-run update -m 128m --cpus 1 web"],
  run: async (services, args, context) => {
    const resources: Partial<ResourceOptions> = {};
    for (const { option, value, typed } of args.occurrences) {
      const resource = resourceOptions.find(({ name }) => name === option.name);
      if (resource) applyResource(resources, resource, value, typed);
    }
    const restart = args.last("restart");
    if (args.occurrences.length === 0) throw usageError("update: nothing to change", "name a limit, such as -m 128m");
    const changes = { resources, ...(restart ? { restart: parseRestart(restart.value, restart.typed) } : {}) };
    const engine = await services.engine();
    return await forEachRef(args.positionals, context, async (ref) => {
      await engine.update(ref, changes);
      return ref;
    });
  },
};
