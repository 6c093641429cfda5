// CheckpointContainer: a tar archive with criu's images of a container that goes on running.

import { isAbsolute } from "node:path";
import { TsRunError } from "../base/index.ts";
import type { CheckpointContainerRequest, CheckpointContainerResponse } from "../cri-wire/index.ts";
import type { Call } from "./call.ts";
import type { CriServices } from "./services.ts";

export async function checkpointContainer(
  { pods }: CriServices,
  { containerId, location, timeout }: CheckpointContainerRequest,
  { signal }: Call,
): Promise<CheckpointContainerResponse> {
  const container = pods.getContainer(containerId);
  if (!isAbsolute(location))
    throw new TsRunError("ERR_USAGE", `checkpoint container ${containerId}: location must be an absolute path`);
  const limit = timeout > 0n ? [AbortSignal.timeout(Number(timeout) * 1000)] : [];
  await pods.checkpoint(container, { location, signal: AbortSignal.any([signal, ...limit]) });
  return {};
}
