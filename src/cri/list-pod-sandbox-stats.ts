// ListPodSandboxStats.

import type { ListPodSandboxStatsRequest, ListPodSandboxStatsResponse } from "../cri-wire/index.ts";
import { podStatsMessage, selectPodsForStats } from "./messages/stats.ts";
import type { CriServices } from "./services.ts";

export async function listPodSandboxStats(
  { pods }: CriServices,
  { filter }: ListPodSandboxStatsRequest,
): Promise<ListPodSandboxStatsResponse> {
  return { stats: await Promise.all(selectPodsForStats(pods, filter).map((pod) => podStatsMessage(pods, pod))) };
}
