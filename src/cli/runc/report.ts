// state, list, ps: what is there.

import { spawnSync } from "node:child_process";
import { TsRunError } from "../../base/index.ts";
import { getContainer, listContainers, processesOf, reportState } from "../../runtime/index.ts";
import { flag, ONE_ID, type RuncCommand, value } from "./command.ts";
import { processTable } from "./process-table.ts";
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
  usage: "ID [PS-OPTION...]",
  options: [value("format", "table|json", "How to print them", "f")],
  positionals: { min: 1 },
  stopAtFirst: true, // what follows the id is for the ps program
  run: async (host, args, context) => {
    const pids = processesOf(host, args.positional(0));
    const options = args.positionals.slice(1);
    if (formatOf(args.string("format")) === "json") context.write(`${JSON.stringify(pids)}\n`);
    else context.write(options.length === 0 ? processTable(pids) : rowsOfPs(pids, options));
    return 0;
  },
};

function formatOf(format = "table"): "table" | "json" {
  if (format === "table" || format === "json") return format;
  throw new TsRunError("ERR_USAGE", `--format ${format}: invalid format option`, { hint: "table or json" });
}

/** The lines of the host's ps that are about these processes, found by its PID column. */
function rowsOfPs(pids: readonly number[], options: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync("ps", options, { encoding: "utf8" });
  if (error) throw new TsRunError("ERR_NOT_FOUND", `run ps ${options.join(" ")}: ${error.message}`, { cause: error });
  if (status !== 0)
    throw new TsRunError("ERR_USAGE", `run ps ${options.join(" ")}: exit status ${status}: ${stderr.trim()}`);
  const [header = "", ...lines] = stdout.split("\n");
  const column = header.trim().split(/\s+/).indexOf("PID");
  if (column < 0)
    throw new TsRunError("ERR_USAGE", `run ps ${options.join(" ")}: couldn't find PID field in ps output`);
  const wanted = new Set(pids.map(String));
  return [header, ...lines.filter((line) => wanted.has(line.trim().split(/\s+/)[column] ?? ""))]
    .map((line) => `${line}\n`)
    .join("");
}
