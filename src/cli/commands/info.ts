// ts-run info.

import type { Command } from "../command.ts";
import { printable } from "../output/table.ts";
import { compileTemplate } from "../output/template.ts";

export const command: Command = {
  name: "info",
  summary: "Print what this host offers and how ts-run uses it",
  usage: "",
  options: [{ name: "format", short: "f", kind: "string", value: "TEMPLATE", help: "json or a Go template" }],
  positionals: { min: 0, max: 0 },
  run: async (services, args, context) => {
    const format = args.string("format");
    const template = format === undefined || format === "json" ? undefined : compileTemplate(format);
    const facts = await (await services.engine()).info();
    if (template) context.write(`${template(facts)}\n`);
    else if (format === "json") context.write(`${JSON.stringify(facts)}\n`);
    else context.write(outline(facts, ""));
    return 0;
  },
};

function outline(value: Record<string, unknown>, indent: string): string {
  return Object.entries(value)
    .map(([key, item]) => {
      if (typeof item !== "object" || item === null) return `${indent}${key}: ${printable(String(item))}\n`;
      if (Array.isArray(item) && item.every((entry) => typeof entry !== "object"))
        return `${indent}${key}: ${printable(item.join(" "))}\n`;
      return `${indent}${key}:\n${outline(item as Record<string, unknown>, `${indent}  `)}`;
    })
    .join("");
}
