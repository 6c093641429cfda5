// ts-run ps.

import type { Command, OptionSpec } from "../command.ts";
import { containerFilters } from "../container-filters.ts";
import { containerRow } from "../container-row.ts";
import { compileFilters } from "../filters.ts";
import { compileRows, type Listing } from "../output/rows.ts";
import { shortId } from "../output/table.ts";
import { usageError } from "../usage-error.ts";
import { parseInteger } from "../values/number.ts";

const options: readonly OptionSpec[] = [
  { name: "all", short: "a", kind: "boolean", help: "Stopped containers too" },
  {
    name: "filter",
    short: "f",
    kind: "list",
    value: "KEY=VALUE",
    help: "id, name, status, label, exited, ancestor, before, since, volume, network, publish",
  },
  { name: "format", kind: "string", value: "TEMPLATE", help: "json, a Go template, or 'table TEMPLATE'" },
  {
    name: "last",
    short: "n",
    kind: "string",
    value: "NUMBER",
    help: "The last created containers, whatever their state",
  },
  { name: "latest", short: "l", kind: "boolean", help: "The last created container" },
  { name: "no-trunc", kind: "boolean", help: "Do not shorten" },
  { name: "quiet", short: "q", kind: "boolean", help: "Print ids only" },
  { name: "size", short: "s", kind: "boolean", help: "Print sizes" },
];

function listing(size: boolean): Listing {
  const columns = [
    { header: "CONTAINER ID", field: "ID" },
    { header: "IMAGE", field: "Image" },
    { header: "COMMAND", field: "Command" },
    { header: "CREATED", field: "RunningFor" },
    { header: "STATUS", field: "Status" },
    { header: "PORTS", field: "Ports" },
    { header: "NAMES", field: "Names" },
  ];
  return { columns: size ? [...columns, { header: "SIZE", field: "Size" }] : columns };
}

export const command: Command = {
  name: "ps",
  summary: "List containers",
  usage: "",
  options,
  positionals: { min: 0, max: 0 },
  examples: ["ts-run ps -a --filter status=exited", "ts-run ps --format '{{.Names}}: {{.Status}}'"],
  run: async (services, args, context) => {
    const last = args.last("last");
    const limit = args.boolean("latest") ? 1 : last && parseInteger(last.value, last.typed, { min: -1 });
    if (args.boolean("quiet") && args.string("format") !== undefined)
      throw usageError("flags -q and --format contradict each other", "drop one");
    const [size, noTrunc] = [args.boolean("size"), args.boolean("no-trunc")];
    const print = compileRows(listing(size), args.string("format"));
    const select = compileFilters(containerFilters, args.all("filter"));
    // these filters are about containers that do not run; docker implies -a for them too
    const implied = args.all("filter").some(({ value }) => /^(status|exited)=/.test(value));
    const wanted = { all: args.boolean("all") || implied || limit !== undefined, size };
    // before= and since= may name stopped containers
    const everything = await (await services.engine()).list({
      ...wanted,
      all: wanted.all || args.all("filter").length > 0,
    });
    const running = (state: string) => state === "running" || state === "paused" || state === "restarting";
    const sorted = select(everything)
      .filter(({ state }) => wanted.all || running(state))
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    const shown = limit === undefined || limit < 0 ? sorted : sorted.slice(0, limit);
    const nowMs = Date.now();
    if (args.boolean("quiet")) context.write(shown.map(({ id }) => `${noTrunc ? id : shortId(id)}\n`).join(""));
    else context.write(print(shown.map((container) => containerRow(container, { noTrunc, nowMs }))));
    return 0;
  },
};
