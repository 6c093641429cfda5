// StreamContainerStats: ListContainerStats in parts.

import type { StreamContainerStatsRequest, StreamContainerStatsResponse } from "../cri-wire/index.ts";
import { batches } from "./messages/batches.ts";
import { containerStatsMessages, selectForStats } from "./messages/stats.ts";
import type { CriServices } from "./services.ts";

export async function* streamContainerStats(
  { pods }: CriServices,
  { filter }: StreamContainerStatsRequest,
): AsyncGenerator<StreamContainerStatsResponse> {
  for (const batch of batches(selectForStats(pods, filter)))
    yield { containerStats: await containerStatsMessages(pods, batch) };
}
