// ts-run version. Needs no engine and no root.

import type { Command } from "../command.ts";
import { compileTemplate } from "../output/template.ts";

export const command: Command = {
  name: "version",
  summary: "Print the version",
  usage: "",
  options: [
    {
      name: "format",
      short: "f",
      kind: "string",
      value: "TEMPLATE",
      help: "json or a Go template, such as '{{.Version}}'",
    },
  ],
  positionals: { min: 0, max: 0 },
  run: (services, args, context) => {
    const format = args.string("format");
    const facts = { Version: services.version, OciVersion: "1.2.0" };
    if (format === undefined) context.write(`ts-run version ${services.version}\n`);
    else context.write(`${format === "json" ? JSON.stringify(facts) : compileTemplate(format)(facts)}\n`);
    return Promise.resolve(0);
  },
};
