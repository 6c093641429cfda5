// ts-run explain: the plan of an image with run's flags, of a container, or the difference of two.

import { TsRunError } from "../../base/index.ts";
import type { Command } from "../command.ts";
import type { Engine } from "../engine.ts";
import type { ParsedArguments } from "../parse-arguments.ts";
import { printDiff, printPlan } from "../print-plan.ts";
import { buildRunOptions, runOptions } from "../run-options/index.ts";
import { usageError } from "../usage-error.ts";

const IRRELEVANT = ["explain", "dry-run", "quiet", "cidfile"];

export const command: Command = {
  name: "explain",
  summary: "Print the system calls that make a container, and why",
  usage: "IMAGE|CONTAINER [COMMAND] [ARG...]",
  options: [
    { name: "format", kind: "string", value: "FORMAT", help: "text (default) or json", complete: ["text", "json"] },
    { name: "diff", kind: "boolean", help: "The difference between two: --diff A B" },
    ...runOptions.filter(({ name }) => !IRRELEVANT.includes(name)),
  ],
  positionals: { min: 1, complete: "container" },
  stopAtFirst: true,
  examples: [
    "ts-run explain -m 64m --read-only ts-run/busybox true",
    "ts-run explain web",
    "ts-run explain --diff web api",
  ],
  run: async (services, args, context) => {
    const format = args.string("format") ?? "text";
    if (format !== "text" && format !== "json")
      throw usageError(`parse --format ${format}: unknown format`, "text or json");
    const options = buildRunOptions(args, context);
    const target = async (engine: Engine, ref: string) =>
      (await isContainer(engine, ref, args)) ? { container: ref } : { image: { ...options, image: ref } };
    if (!args.boolean("diff"))
      return await printPlan(services, await target(await services.engine(), args.positional(0)), context, format);
    const [a, b] = args.positionals;
    if (a === undefined || b === undefined || args.positionals.length > 2)
      throw usageError("explain --diff: it compares exactly two", "write --diff A B, images or containers");
    const engine = await services.engine();
    const both = [await target(engine, a), await target(engine, b)] as const;
    return await printDiff(
      services,
      both.map((one) => ("image" in one ? { image: { ...one.image, command: [] } } : one)) as [
        (typeof both)[0],
        (typeof both)[1],
      ],
      context,
      format,
    );
  },
};

/** A container's name wins over an image's, unless flags or a command say that something new is meant. */
async function isContainer(engine: Engine, ref: string, args: ParsedArguments): Promise<boolean> {
  const describesNew = args.occurrences.some(({ option }) => option.name !== "format" && option.name !== "diff");
  if (describesNew || (!args.boolean("diff") && args.positionals.length > 1)) return false;
  try {
    await engine.inspect(ref);
    return true;
  } catch (error) {
    if (error instanceof TsRunError && (error.code === "ERR_NOT_FOUND" || error.code === "ERR_USAGE")) return false;
    throw error;
  }
}
