// ts-run images: one row per repository and tag, as docker.

import type { Command } from "../command.ts";
import type { ImageSummary } from "../engine.ts";
import { booleanFilter, compileFilters, type Filter, labelFilter } from "../filters.ts";
import { humanAge, humanSize, longTime } from "../output/human.ts";
import { compileRows, type Listing, type Row } from "../output/rows.ts";
import { shortId } from "../output/table.ts";
import { familiarName, splitReference } from "../reference-names.ts";

const filters: Readonly<Record<string, Filter<ImageSummary>>> = {
  dangling: (value, typed) => {
    const wanted = booleanFilter(value, typed);
    return ({ references }) => (references.length === 0) === wanted;
  },
  label: labelFilter,
  reference: (value) => {
    const pattern = new RegExp(
      `^${value
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replace(/\*/g, "[^/]*")
        .replace(/\?/g, "[^/]")}(:.*)?$`,
    );
    return ({ references }) =>
      references.some((reference) => pattern.test(familiarName(reference)) || pattern.test(reference));
  },
};

export const command: Command = {
  name: "images",
  summary: "List images",
  usage: "[REPOSITORY[:TAG]]",
  options: [
    { name: "all", short: "a", kind: "boolean", help: "Same as without: there are no hidden images" },
    { name: "digests", kind: "boolean", help: "Print digests" },
    {
      name: "filter",
      short: "f",
      kind: "list",
      value: "KEY=VALUE",
      help: "dangling=true, label=KEY[=VALUE], reference=PATTERN",
    },
    { name: "format", kind: "string", value: "TEMPLATE", help: "json, a Go template, or 'table TEMPLATE'" },
    { name: "no-trunc", kind: "boolean", help: "Do not shorten" },
    { name: "quiet", short: "q", kind: "boolean", help: "Print ids only" },
  ],
  positionals: { min: 0, max: 1, complete: "image" },
  run: async (services, args, context) => {
    const [noTrunc, digests] = [args.boolean("no-trunc"), args.boolean("digests")];
    const print = compileRows(listing(digests), args.string("format"));
    const select = compileFilters(filters, args.all("filter"));
    const images = select(await (await services.engine()).images.list()).sort((a, b) =>
      (a.createdAt ?? "") < (b.createdAt ?? "") ? 1 : -1,
    );
    const pattern = args.positionals[0];
    const rows = images
      .flatMap((image) => imageRows(image, noTrunc, Date.now()))
      .filter((row) => matches(row, pattern));
    if (args.boolean("quiet")) context.write([...new Set(rows.map((row) => `${row.ID}\n`))].join(""));
    else context.write(print(rows));
    return 0;
  },
};

function listing(digests: boolean): Listing {
  return {
    columns: [
      { header: "REPOSITORY", field: "Repository" },
      { header: "TAG", field: "Tag" },
      ...(digests ? [{ header: "DIGEST", field: "Digest" }] : []),
      { header: "IMAGE ID", field: "ID" },
      { header: "CREATED", field: "CreatedSince" },
      { header: "SIZE", field: "Size" },
    ],
  };
}

function matches(row: Row, pattern: string | undefined): boolean {
  return pattern === undefined || row.Repository === pattern || `${row.Repository}:${row.Tag}` === pattern;
}

function imageRows(image: ImageSummary, noTrunc: boolean, nowMs: number): Row[] {
  const names =
    image.references.length > 0 ? image.references.map(splitReference) : [{ repository: "<none>", tag: "<none>" }];
  return names.map(({ repository, tag }) => ({
    Repository: repository,
    Tag: tag,
    Digest:
      image.digests.find((digest) => familiarName(digest).startsWith(`${repository}@`))?.split("@")[1] ?? "<none>",
    ID: noTrunc ? image.id : shortId(image.id),
    CreatedSince: humanAge(image.createdAt, nowMs),
    CreatedAt: longTime(image.createdAt),
    Size: humanSize(image.sizeBytes),
    Containers: String(image.containers),
    Platform: `${image.os}/${image.architecture}`,
    Label: (key: unknown) => image.labels[String(key)] ?? "",
  }));
}
