// ts-run doctor: what this host offers and lacks, and leftovers.

import type { Command } from "../command.ts";
import { usageError } from "../usage-error.ts";

const MARKS = { ok: "ok     ", warning: "warning", error: "error  " } as const;

export const command: Command = {
  name: "doctor",
  summary: "Check this host and the state on disk, and repair leftovers",
  usage: "",
  options: [
    { name: "fix", kind: "boolean", help: "Repair what can be repaired" },
    { name: "format", kind: "string", value: "FORMAT", help: "json", complete: ["json"] },
  ],
  positionals: { min: 0, max: 0 },
  run: async (services, args, context) => {
    const format = args.string("format");
    if (format !== undefined && format !== "json")
      throw usageError(`parse --format ${format}: unknown format`, "the only one is json");
    const findings = await (await services.engine()).doctor({ fix: args.boolean("fix") });
    if (format === "json") context.write(`${JSON.stringify(findings)}\n`);
    else {
      for (const { level, what, detail, fix, fixed } of findings) {
        context.write(`${MARKS[level]}  ${what}: ${detail}\n`);
        if (fixed !== undefined) context.write(`         fixed: ${fixed}\n`);
        else if (fix !== undefined) context.write(`         fix: ${fix}\n`);
      }
    }
    return findings.some(({ level, fixed }) => level === "error" && fixed === undefined) ? 1 : 0;
  },
};
