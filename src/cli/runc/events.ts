// events: one JSON document per line, in runc's form.

import { hasErrno, parseDuration, TsRunError } from "../../base/index.ts";
import { type ContainerEvent, eventText, statsOf, watchContainer } from "../../runtime/index.ts";
import type { ParsedArguments } from "../parse-arguments.ts";
import { flag, ONE_ID, type RuncCommand, value } from "./command.ts";

export const events: RuncCommand = {
  name: "events",
  summary: "Print what a container uses, and out-of-memory kills, as JSON lines",
  usage: "ID",
  options: [
    value("interval", "DURATION", "Time between statistics (5s)"),
    flag("stats", "Print the statistics of now, and nothing else"),
  ],
  positionals: ONE_ID,
  run: async (host, args, context) => {
    const tell = (event: ContainerEvent): void => context.write(`${eventText(event)}\n`);
    const intervalMs = intervalOf(args);
    try {
      if (args.boolean("stats")) tell(statsOf(host, args.positional(0)));
      else await watchContainer(host, args.positional(0), { intervalMs, signal: context.signal, tell });
    } catch (error) {
      if (!hasErrno(error, "EPIPE")) throw error; // whoever read us has seen enough
    }
    return 0;
  },
};

function intervalOf(args: ParsedArguments): number {
  const text = args.string("interval") || "5s";
  const intervalMs = parseDuration(text);
  if (intervalMs > 0) return intervalMs;
  throw new TsRunError("ERR_USAGE", `--interval ${text}: duration interval must be greater than 0`);
}
