// ListContainerStats: what containers use, those that have ended left out.

import type { ListContainerStatsRequest, ListContainerStatsResponse } from "../cri-wire/index.ts";
import { containerStatsMessages, selectForStats } from "./messages/stats.ts";
import type { CriServices } from "./services.ts";

export async function listContainerStats(
  { pods }: CriServices,
  { filter }: ListContainerStatsRequest,
): Promise<ListContainerStatsResponse> {
  return { stats: await containerStatsMessages(pods, selectForStats(pods, filter)) };
}
