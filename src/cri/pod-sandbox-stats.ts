// PodSandboxStats: what one pod uses, its network included.

import type { PodSandboxStatsRequest, PodSandboxStatsResponse } from "../cri-wire/index.ts";
import { podStatsMessages } from "./messages/stats.ts";
import type { CriServices } from "./services.ts";

export async function podSandboxStats(
  { pods }: CriServices,
  { podSandboxId }: PodSandboxStatsRequest,
): Promise<PodSandboxStatsResponse> {
  const [stats] = await podStatsMessages(pods, [pods.get(podSandboxId)]);
  return { stats };
}
