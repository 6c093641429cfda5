// ts-run save: images as one archive that docker, podman and skopeo read.

import { closeSync, openSync, renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { isatty } from "node:tty";
import { messageOf } from "../../base/index.ts";
import type { Command } from "../command.ts";
import { usageError } from "../usage-error.ts";

export const command: Command = {
  name: "save",
  summary: "Write images to an archive",
  usage: "IMAGE [IMAGE...]",
  options: [
    {
      name: "output",
      short: "o",
      kind: "string",
      value: "FILE",
      help: "Write to a file instead of standard output",
      complete: "file",
    },
    {
      name: "format",
      kind: "string",
      value: "FORMAT",
      help: "docker-archive (default) or oci-archive",
      complete: ["docker-archive", "oci-archive"],
    },
  ],
  positionals: { min: 1, complete: "image" },
  examples: ["ts-run save -o busybox.tar ts-run/busybox"],
  run: async (services, args, context) => {
    const format = args.string("format") ?? "docker-archive";
    if (format !== "docker-archive" && format !== "oci-archive")
      throw usageError(`parse --format ${format}: unknown format`, "docker-archive or oci-archive");
    const output = args.string("output");
    const { stdout } = context.streams;
    if (output === undefined && isatty(stdout))
      throw usageError("save: an archive does not belong on a terminal", "write -o FILE, or redirect the output");
    const engine = await services.engine();
    const save = (outputFd: number) =>
      engine.images.save(args.positionals, { format, outputFd, signal: context.signal });
    if (output === undefined) await save(stdout);
    else await intoFile(resolve(context.cwd, output), save);
    return 0;
  },
};

/** Complete or absent: half an archive under the name that was asked for would be mistaken for one. */
async function intoFile(path: string, save: (fd: number) => Promise<void>): Promise<void> {
  const temporary = `${path}.partial`;
  let fd: number;
  try {
    fd = openSync(temporary, "wx", 0o600);
  } catch (cause) {
    throw usageError(`open ${path}: ${messageOf(cause)}`);
  }
  try {
    await save(fd);
    renameSync(temporary, path);
  } finally {
    closeSync(fd);
    rmSync(temporary, { force: true });
  }
}
