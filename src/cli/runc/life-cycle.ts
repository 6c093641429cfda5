// start, kill, delete, pause, resume: one id, one change.

import { TsRunError } from "../../base/index.ts";
import { signalNumber } from "../../linux/index.ts";
import {
  deleteContainer,
  killContainer,
  pauseContainer,
  type RuntimeHost,
  resumeContainer,
  startContainer,
} from "../../runtime/index.ts";
import { flag, ONE_ID, type RuncCommand } from "./command.ts";

function simple(name: string, summary: string, act: (host: RuntimeHost, id: string) => Promise<void>): RuncCommand {
  const run: RuncCommand["run"] = async (host, args) => {
    await act(host, args.positional(0));
    return 0;
  };
  return { name, summary, usage: "ID", options: [], positionals: ONE_ID, run };
}

export const start = simple("start", "Let a created container execute its program", startContainer);
export const pause = simple("pause", "Freeze all processes of a container", pauseContainer);
export const resume = simple("resume", "Let a paused container go on", resumeContainer);

export const kill: RuncCommand = {
  name: "kill",
  summary: "Send a signal (TERM) to a container's init",
  usage: "ID [SIGNAL]",
  options: [flag("all", "Send it to all processes of the container", "a")],
  positionals: { min: 1, max: 2 },
  run: async (host, args) => {
    const text = args.positionals[1] ?? "TERM";
    const signal = signalNumber(text);
    if (signal === undefined) throw new TsRunError("ERR_USAGE", `unknown signal ${JSON.stringify(text)}`);
    await killContainer(host, args.positional(0), { signal, all: args.boolean("all") });
    return 0;
  },
};

export const remove: RuncCommand = {
  name: "delete",
  summary: "Remove what is left of a stopped container",
  usage: "ID",
  options: [flag("force", "Kill it first if it runs; no error if there is none", "f")],
  positionals: ONE_ID,
  run: async (host, args) => {
    await deleteContainer(host, args.positional(0), { force: args.boolean("force") });
    return 0;
  },
};
