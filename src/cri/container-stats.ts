// ContainerStats: what one container uses.

import type { ContainerStatsRequest, ContainerStatsResponse } from "../cri-wire/index.ts";
import { containerStatsMessage } from "./messages/stats.ts";
import type { CriServices } from "./services.ts";

export async function containerStats(
  { pods }: CriServices,
  { containerId }: ContainerStatsRequest,
): Promise<ContainerStatsResponse> {
  return { stats: await containerStatsMessage(pods, pods.getContainer(containerId)) };
}
