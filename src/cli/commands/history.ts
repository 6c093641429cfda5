// ts-run history: the steps that made an image.

import type { Command } from "../command.ts";
import { humanAge, humanSize } from "../output/human.ts";
import { compileRows, type Listing } from "../output/rows.ts";
import { shortId, truncate } from "../output/table.ts";

const listing: Listing = {
  columns: [
    { header: "IMAGE", field: "ID" },
    { header: "CREATED", field: "CreatedSince" },
    { header: "CREATED BY", field: "CreatedBy" },
    { header: "SIZE", field: "Size" },
    { header: "COMMENT", field: "Comment" },
  ],
};

export const command: Command = {
  name: "history",
  summary: "List the steps that made an image",
  usage: "IMAGE",
  options: [
    { name: "format", kind: "string", value: "TEMPLATE", help: "json, a Go template, or 'table TEMPLATE'" },
    { name: "no-trunc", kind: "boolean", help: "Do not shorten" },
    { name: "quiet", short: "q", kind: "boolean", help: "Print ids only" },
  ],
  positionals: { min: 1, max: 1, complete: "image" },
  run: async (services, args, context) => {
    const print = compileRows(listing, args.string("format"));
    const noTrunc = args.boolean("no-trunc");
    const steps = await (await services.engine()).images.history(args.positional(0));
    const rows = steps.map(({ id, createdAt, createdBy, sizeBytes, comment }) => ({
      ID: noTrunc || !id.startsWith("sha256:") ? id : shortId(id),
      CreatedSince: humanAge(createdAt, Date.now()),
      CreatedAt: createdAt,
      CreatedBy: noTrunc ? createdBy : truncate(createdBy, 45),
      Size: humanSize(sizeBytes),
      Comment: comment,
    }));
    context.write(args.boolean("quiet") ? rows.map(({ ID }) => `${ID}\n`).join("") : print(rows));
    return 0;
  },
};
