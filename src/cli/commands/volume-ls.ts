// ts-run volume ls.

import type { Command } from "../command.ts";
import type { VolumeSummary } from "../engine.ts";
import { booleanFilter, compileFilters, type Filter, labelFilter } from "../filters.ts";
import { compileRows, type Listing } from "../output/rows.ts";

const listing: Listing = {
  columns: [
    { header: "DRIVER", field: "Driver" },
    { header: "VOLUME NAME", field: "Name" },
  ],
};

const filters: Readonly<Record<string, Filter<VolumeSummary>>> = {
  dangling: (value, typed) => {
    const wanted = booleanFilter(value, typed);
    return ({ usedBy }) => (usedBy.length === 0) === wanted;
  },
  label: labelFilter,
  name:
    (value) =>
    ({ name }) =>
      name.includes(value),
};

export const command: Command = {
  name: "volume ls",
  summary: "List volumes",
  usage: "",
  options: [
    {
      name: "filter",
      short: "f",
      kind: "list",
      value: "KEY=VALUE",
      help: "dangling=true, label=KEY[=VALUE], name=PART",
    },
    { name: "format", kind: "string", value: "TEMPLATE", help: "json, a Go template, or 'table TEMPLATE'" },
    { name: "quiet", short: "q", kind: "boolean", help: "Print names only" },
  ],
  positionals: { min: 0, max: 0 },
  run: async (services, args, context) => {
    const print = compileRows(listing, args.string("format"));
    const select = compileFilters(filters, args.all("filter"));
    const volumes = select(await (await services.engine()).volumes.list()).sort((a, b) => (a.name < b.name ? -1 : 1));
    const rows = volumes.map(({ name, mountpoint, createdAt, labels, usedBy }) => ({
      Driver: "local",
      Name: name,
      Mountpoint: mountpoint,
      CreatedAt: createdAt,
      Labels: Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(","),
      Label: (key: unknown) => labels[String(key)] ?? "",
      Links: String(usedBy.length),
    }));
    context.write(args.boolean("quiet") ? rows.map(({ Name }) => `${Name}\n`).join("") : print(rows));
    return 0;
  },
};
