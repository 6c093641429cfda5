// StreamPodSandboxStats: ListPodSandboxStats in parts.

import type { StreamPodSandboxStatsRequest, StreamPodSandboxStatsResponse } from "../cri-wire/index.ts";
import { batches } from "./messages/batches.ts";
import { podStatsMessages, selectPodsForStats } from "./messages/stats.ts";
import type { CriServices } from "./services.ts";

export async function* streamPodSandboxStats(
  { pods }: CriServices,
  { filter }: StreamPodSandboxStatsRequest,
): AsyncGenerator<StreamPodSandboxStatsResponse> {
  for (const batch of batches(selectPodsForStats(pods, filter)))
    yield { podSandboxStats: await podStatsMessages(pods, batch) };
}
