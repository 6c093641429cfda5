// ts-run volume inspect: inspect, for volumes only.

import type { Command } from "../command.ts";
import { compileTemplate } from "../output/template.ts";
import { volumeDocument } from "../volume-document.ts";

export const command: Command = {
  name: "volume inspect",
  summary: "Print everything known about volumes",
  usage: "VOLUME [VOLUME...]",
  options: [{ name: "format", short: "f", kind: "string", value: "TEMPLATE", help: "json or a Go template" }],
  positionals: { min: 1, complete: "volume" },
  run: async (services, args, context) => {
    const format = args.string("format");
    const template = format === undefined || format === "json" ? undefined : compileTemplate(format);
    const { volumes } = await services.engine();
    const documents = await Promise.all(
      args.positionals.map(async (name) => volumeDocument(await volumes.inspect(name))),
    );
    if (template) for (const document of documents) context.write(`${template(document)}\n`);
    else context.write(`${JSON.stringify(documents, null, format === "json" ? 0 : 4)}\n`);
    return 0;
  },
};
