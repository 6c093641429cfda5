// ListPodSandboxMetrics: what /metrics/cadvisor of the kubelet shows.

import type { ListPodSandboxMetricsRequest, ListPodSandboxMetricsResponse } from "../cri-wire/index.ts";
import { isReady } from "../pods/index.ts";
import { podMetricsMessage } from "./messages/metrics.ts";
import type { CriServices } from "./services.ts";

export async function listPodSandboxMetrics(
  { pods }: CriServices,
  _request: ListPodSandboxMetricsRequest,
): Promise<ListPodSandboxMetricsResponse> {
  const ready = pods.list().filter(isReady);
  return { podMetrics: await Promise.all(ready.map((pod) => podMetricsMessage(pods, pod))) };
}
