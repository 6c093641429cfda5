// ListPodSandboxMetrics: what /metrics/cadvisor of the kubelet shows.

import type { ListPodSandboxMetricsRequest, ListPodSandboxMetricsResponse } from "../cri-wire/index.ts";
import { isReady } from "../pods/index.ts";
import { batches } from "./messages/batches.ts";
import { podMetricsMessages } from "./messages/metrics.ts";
import type { CriServices } from "./services.ts";

const PODS_AT_A_TIME = 2;

export async function listPodSandboxMetrics(
  { pods }: CriServices,
  _request: ListPodSandboxMetricsRequest,
): Promise<ListPodSandboxMetricsResponse> {
  const ready = pods.list().filter(isReady);
  // While the files of some are being read, the messages of others are made.
  const parts = [...batches(ready, PODS_AT_A_TIME)].map((batch) => podMetricsMessages(pods, batch));
  return { podMetrics: (await Promise.all(parts)).flat() };
}
