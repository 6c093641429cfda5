// ts-run port: published ports, and who can reach them.

import { TsRunError } from "../../base/index.ts";
import type { Command } from "../command.ts";
import { usageError } from "../usage-error.ts";

export const command: Command = {
  name: "port",
  summary: "List the published ports of a container and who can reach them",
  usage: "CONTAINER [PORT[/PROTOCOL]]",
  options: [{ name: "quiet", short: "q", kind: "boolean", help: "Addresses only, as docker prints them" }],
  positionals: { min: 1, max: 2, complete: "container" },
  run: async (services, args, context) => {
    const wanted = parseWanted(args.positionals[1]);
    const ref = args.positional(0);
    const all = await (await services.engine()).ports(ref);
    const shown = all.filter(
      (port) => !wanted || (port.containerPort === wanted.port && port.protocol === wanted.protocol),
    );
    if (wanted && shown.length === 0)
      throw new TsRunError("ERR_NOT_FOUND", `port ${wanted.port}/${wanted.protocol} of ${ref}: it is not published`);
    for (const { hostIp, hostPort, containerPort, protocol, reachableFrom } of shown) {
      const address = `${hostIp.includes(":") ? `[${hostIp}]` : hostIp}:${hostPort}`;
      const left = wanted ? address : `${containerPort}/${protocol} -> ${address}`;
      context.write(args.boolean("quiet") ? `${left}\n` : `${left} (${reachableFrom})\n`);
    }
    return 0;
  },
};

function parseWanted(text: string | undefined): { port: number; protocol: string } | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{1,5})(?:\/(tcp|udp))?$/.exec(text);
  if (!match || Number(match[1]) > 65535) throw usageError(`parse ${text}: not a port`, "write 80 or 53/udp");
  return { port: Number(match[1]), protocol: match[2] ?? "tcp" };
}
