// The flags of stop and restart.

import type { OptionSpec } from "./command.ts";
import type { ParsedArguments } from "./parse-arguments.ts";
import { parseSignal } from "./values/names.ts";
import { parseSeconds } from "./values/time.ts";

export const stopTableOptions: readonly OptionSpec[] = [
  {
    name: "time",
    short: "t",
    kind: "string",
    value: "SECONDS",
    help: "Seconds before SIGKILL (10, or --stop-timeout); -1 waits for ever",
  },
  { name: "timeout", kind: "string", value: "SECONDS", help: "Same as --time" },
  {
    name: "signal",
    short: "s",
    kind: "string",
    value: "SIGNAL",
    help: "Signal to stop with (the container's stop signal)",
  },
];

export function stopOptions(args: ParsedArguments): { timeoutMs?: number; signal?: string } {
  const time = args.all("time", "timeout").at(-1);
  const signal = args.last("signal");
  return {
    ...(time ? { timeoutMs: parseSeconds(time.value, time.typed) } : {}),
    ...(signal ? { signal: parseSignal(signal.value, signal.typed) } : {}),
  };
}
