// state, list, ps: what is there.

import { readFileSync } from "node:fs";
import { TsRunError } from "../../base/index.ts";
import { getContainer, listContainers, processesOf, reportState } from "../../runtime/index.ts";
import { flag, ONE_ID, type RuncCommand, value } from "./command.ts";
import { printTable } from "./table.ts";

export const state: RuncCommand = {
  name: "state",
  summary: "Print a container's state as JSON",
  usage: "ID",
  options: [],
  positionals: ONE_ID,
  run: async (host, args, context) => {
    context.write(`${JSON.stringify(reportState(getContainer(host, args.positional(0))), null, 2)}\n`);
    return 0;
  },
};

export const list: RuncCommand = {
  name: "list",
  summary: "List the containers below --root",
  usage: "",
  options: [value("format", "table|json", "How to print them", "f"), flag("quiet", "Print ids only", "q")],
  positionals: { min: 0, max: 0 },
  run: async (host, args, context) => {
    const states = listContainers(host).map(reportState);
    if (args.boolean("quiet")) context.write(states.map(({ id }) => `${id}\n`).join(""));
    else if (formatOf(args.string("format")) === "json") context.write(`${JSON.stringify(states)}\n`);
    else
      context.write(
        printTable([
          ["ID", "PID", "STATUS", "BUNDLE", "CREATED", "OWNER"],
          ...states.map((one) => [one.id, String(one.pid), one.status, one.bundle, one.created, one.owner]),
        ]),
      );
    return 0;
  },
};

export const ps: RuncCommand = {
  name: "ps",
  summary: "List the processes of a container",
  usage: "ID",
  options: [value("format", "table|json", "How to print them", "f")],
  positionals: ONE_ID,
  run: async (host, args, context) => {
    const pids = processesOf(host, args.positional(0));
    if (formatOf(args.string("format")) === "json") context.write(`${JSON.stringify(pids)}\n`);
    else context.write(printTable([["UID", "PID", "PPID", "CMD"], ...pids.flatMap(processRow)]));
    return 0;
  },
};

function formatOf(format = "table"): "table" | "json" {
  if (format === "table" || format === "json") return format;
  throw new TsRunError("ERR_USAGE", `--format ${format}: table or json`);
}

/** No row for a process that has just ended. */
function processRow(pid: number): string[][] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const field = (name: string) => new RegExp(`^${name}:\\s*(\\S+)`, "m").exec(status)?.[1] ?? "";
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
    return [[field("Uid"), String(pid), field("PPid"), command || `[${field("Name")}]`]];
  } catch {
    return [];
  }
}
