// The image of run and create, pulled if the policy says so, with progress for people.

import type { ImageRecord } from "../images/index.ts";
import type { PullProgress } from "./engine.ts";
import { resolveImage } from "./resolve-image.ts";
import type { Services } from "./services.ts";
import type { CommandContext, RunOptions } from "./types.ts";

export async function imageFor(services: Services, options: RunOptions, context: CommandContext): Promise<ImageRecord> {
  const shown = new Set<string>();
  // One plain line per layer and phase on stderr, so that stdout stays the container's.
  const onProgress = ({ layer, phase, message }: PullProgress): void => {
    const line = `${layer.replace("sha256:", "").slice(0, 12)}: ${phase}${message ? ` (${message})` : ""}`;
    if (options.quiet || shown.has(line) || phase === "waiting") return;
    shown.add(line);
    context.writeError(`${line}\n`);
  };
  return resolveImage(services, options.image, {
    pull: options.pull,
    ...(options.platform === undefined ? {} : { platform: options.platform }),
    onProgress,
    signal: context.signal,
  });
}
