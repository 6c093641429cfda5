// ts-run inspect: containers, images and volumes, whichever carries the name.

import { TsRunError } from "../../base/index.ts";
import type { Command } from "../command.ts";
import type { Engine } from "../engine.ts";
import { exitCodeOf } from "../exit-code.ts";
import { compileTemplate } from "../output/template.ts";
import { renderError } from "../print-error.ts";
import { usageError } from "../usage-error.ts";
import { volumeDocument } from "../volume-document.ts";

const TYPES = ["container", "image", "volume"] as const;
type Type = (typeof TYPES)[number];

export const command: Command = {
  name: "inspect",
  summary: "Print everything known about containers, images or volumes",
  usage: "NAME [NAME...]",
  options: [
    {
      name: "format",
      short: "f",
      kind: "string",
      value: "TEMPLATE",
      help: "json or a Go template, such as '{{.State.Pid}}'",
    },
    { name: "type", kind: "string", value: "TYPE", help: "container, image or volume (any)", complete: TYPES },
    { name: "size", short: "s", kind: "boolean", help: "Accepted for docker's sake; sizes are always part of it" },
  ],
  positionals: { min: 1, complete: "container" },
  examples: ["ts-run inspect web", "ts-run inspect -f '{{.State.OOMKilled}} {{json .State.Evidence}}' web"],
  run: async (services, args, context) => {
    const [format, type] = [args.string("format"), args.last("type")];
    if (type && !(TYPES as readonly string[]).includes(type.value))
      throw usageError(`parse ${type.typed}: unknown type`, TYPES.join(", "));
    const template = format === undefined || format === "json" ? undefined : compileTemplate(format);
    const engine = await services.engine();
    const documents: unknown[] = [];
    let exitCode = 0;
    for (const ref of args.positionals) {
      try {
        documents.push(await find(engine, ref, type ? [type.value as Type] : TYPES));
      } catch (error) {
        context.writeError(renderError(error, false));
        exitCode ||= exitCodeOf(error);
      }
    }
    if (template) for (const document of documents) context.write(`${template(document)}\n`);
    else context.write(`${JSON.stringify(documents, null, format === "json" ? 0 : 4)}\n`);
    return exitCode;
  },
};

async function find(engine: Engine, ref: string, types: readonly Type[]): Promise<unknown> {
  for (const type of types) {
    try {
      if (type === "container") return await engine.inspect(ref);
      if (type === "image") return await engine.images.inspect(ref);
      return volumeDocument(await engine.volumes.inspect(ref));
    } catch (error) {
      if (!(error instanceof TsRunError && (error.code === "ERR_NOT_FOUND" || error.code === "ERR_USAGE"))) throw error;
    }
  }
  throw new TsRunError("ERR_NOT_FOUND", `inspect ${ref}: no such ${types.join(", ")}`, {
    hint: "ts-run ps -a, ts-run images and ts-run volume ls list what there is",
  });
}
