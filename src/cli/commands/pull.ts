// ts-run pull.

import type { Command } from "../command.ts";
import { makeProgress } from "../output/progress.ts";
import { usageError } from "../usage-error.ts";
import { checkPlatform } from "../values/names.ts";

export const command: Command = {
  name: "pull",
  summary: "Download an image from a registry",
  usage: "IMAGE",
  options: [
    { name: "platform", kind: "string", value: "OS/ARCH", help: "Platform of the image, such as linux/arm64" },
    { name: "quiet", short: "q", kind: "boolean", help: "Print the reference only" },
    { name: "format", kind: "string", value: "FORMAT", help: "json: one line of JSON per change", complete: ["json"] },
  ],
  positionals: { min: 1, max: 1, complete: "image" },
  examples: ["ts-run pull nginx:1.27", "ts-run pull --platform linux/arm64 ghcr.io/a/b@sha256:..."],
  run: async (services, args, context) => {
    const [platform, format] = [args.last("platform"), args.string("format")];
    if (platform) checkPlatform(platform.value, platform.typed);
    if (format !== undefined && format !== "json")
      throw usageError(`parse --format ${format}: unknown format`, "the only one is json");
    const engine = await services.engine();
    const progress = makeProgress(context, { quiet: args.boolean("quiet"), json: format === "json" });
    const options = {
      signal: context.signal,
      onProgress: progress.report,
      ...(platform ? { platform: platform.value } : {}),
    };
    try {
      const result = await engine.images.pull(args.positional(0), options);
      progress.finish();
      if (format === "json") context.write(`${JSON.stringify(result)}\n`);
      else if (args.boolean("quiet")) context.write(`${result.reference}\n`);
      else
        context.write(
          `Digest: ${result.digest}\n${result.changed ? "Downloaded" : "Up to date:"} ${result.reference}\n`,
        );
      return 0;
    } finally {
      progress.finish();
    }
  },
};
