// ListPodSandboxStats.

import type { ListPodSandboxStatsRequest, ListPodSandboxStatsResponse } from "../cri-wire/index.ts";
import { podStatsMessages, selectPodsForStats } from "./messages/stats.ts";
import type { CriServices } from "./services.ts";

export async function listPodSandboxStats(
  { pods }: CriServices,
  { filter }: ListPodSandboxStatsRequest,
): Promise<ListPodSandboxStatsResponse> {
  return { stats: await podStatsMessages(pods, selectPodsForStats(pods, filter)) };
}
