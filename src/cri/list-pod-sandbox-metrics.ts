// ListPodSandboxMetrics: what /metrics/cadvisor of the kubelet shows.

import type { ListPodSandboxMetricsRequest, ListPodSandboxMetricsResponse } from "../cri-wire/index.ts";
import { isReady } from "../pods/index.ts";
import { podMetricsMessages } from "./messages/metrics.ts";
import type { CriServices } from "./services.ts";

export async function listPodSandboxMetrics(
  { pods }: CriServices,
  _request: ListPodSandboxMetricsRequest,
): Promise<ListPodSandboxMetricsResponse> {
  return { podMetrics: await podMetricsMessages(pods, pods.list().filter(isReady)) };
}
