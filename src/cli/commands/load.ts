// ts-run load: images from a docker or OCI archive.

import { closeSync, openSync } from "node:fs";
import { resolve } from "node:path";
import { messageOf } from "../../base/index.ts";
import type { Command } from "../command.ts";
import { makeProgress } from "../output/progress.ts";
import { usageError } from "../usage-error.ts";

export const command: Command = {
  name: "load",
  summary: "Import images from an archive",
  usage: "",
  options: [
    {
      name: "input",
      short: "i",
      kind: "string",
      value: "FILE",
      help: "Read a file instead of standard input",
      complete: "file",
    },
    { name: "quiet", short: "q", kind: "boolean", help: "No progress" },
  ],
  positionals: { min: 0, max: 0 },
  examples: ["ts-run load -i busybox.tar", "docker save nginx | ts-run load"],
  run: async (services, args, context) => {
    const input = args.string("input");
    if (input === undefined && context.streams.stdinIsTty)
      throw usageError("load: an archive cannot be typed", "write -i FILE, or redirect the input");
    const engine = await services.engine();
    const inputFd = input === undefined ? context.streams.stdin : open(resolve(context.cwd, input));
    const progress = makeProgress(context, { quiet: args.boolean("quiet"), json: false });
    try {
      const images = await engine.images.load({ inputFd, signal: context.signal, onProgress: progress.report });
      progress.finish();
      for (const { id, references } of images) context.write(`Loaded image: ${references.join(", ") || id}\n`);
    } finally {
      progress.finish();
      if (input !== undefined) closeSync(inputFd);
    }
    return 0;
  },
};

function open(path: string): number {
  try {
    return openSync(path, "r");
  } catch (cause) {
    throw usageError(`open ${path}: ${messageOf(cause)}`);
  }
}
