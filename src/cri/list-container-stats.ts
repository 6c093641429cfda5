// ListContainerStats: what containers use, those that have ended left out.

import type { ListContainerStatsRequest, ListContainerStatsResponse } from "../cri-wire/index.ts";
import { containerStatsMessage, selectForStats } from "./messages/stats.ts";
import type { CriServices } from "./services.ts";

export async function listContainerStats(
  { pods }: CriServices,
  { filter }: ListContainerStatsRequest,
): Promise<ListContainerStatsResponse> {
  const containers = selectForStats(pods, filter);
  return { stats: await Promise.all(containers.map((container) => containerStatsMessage(pods, container))) };
}
