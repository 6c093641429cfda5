// PodSandboxStats: what one pod uses, its network included.

import type { PodSandboxStatsRequest, PodSandboxStatsResponse } from "../cri-wire/index.ts";
import { podStatsMessage } from "./messages/stats.ts";
import type { CriServices } from "./services.ts";

export async function podSandboxStats(
  { pods }: CriServices,
  { podSandboxId }: PodSandboxStatsRequest,
): Promise<PodSandboxStatsResponse> {
  return { stats: await podStatsMessage(pods, pods.get(podSandboxId)) };
}
