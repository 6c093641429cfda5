// ContainerStats: what one container uses.

import type { ContainerStatsRequest, ContainerStatsResponse } from "../cri-wire/index.ts";
import { containerStatsMessages } from "./messages/stats.ts";
import type { CriServices } from "./services.ts";

export async function containerStats(
  { pods }: CriServices,
  { containerId }: ContainerStatsRequest,
): Promise<ContainerStatsResponse> {
  const [stats] = await containerStatsMessages(pods, [pods.getContainer(containerId)]);
  return { stats };
}
