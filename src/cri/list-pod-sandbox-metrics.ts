// ListPodSandboxMetrics: what /metrics/cadvisor of the kubelet shows.

import { type ListPodSandboxMetricsRequest, ListPodSandboxMetricsResponse } from "../cri-wire/index.ts";
import { isReady } from "../pods/index.ts";
import { Encoded } from "./encoded.ts";
import { batches } from "./messages/batches.ts";
import { listMessage } from "./messages/metric-wire.ts";
import { podMetricsMessages } from "./messages/metrics.ts";
import type { CriServices } from "./services.ts";

const PODS_AT_A_TIME = 2;

export async function listPodSandboxMetrics(
  { pods }: CriServices,
  _request: ListPodSandboxMetricsRequest,
): Promise<Encoded<ListPodSandboxMetricsResponse>> {
  const ready = pods.list().filter(isReady);
  // While the files of some are being read, the messages of others are made.
  const parts = [...batches(ready, PODS_AT_A_TIME)].map((batch) => podMetricsMessages(pods, batch));
  return new Encoded(listMessage(EXAMPLE, (await Promise.all(parts)).flat()));
}

const EXAMPLE = ListPodSandboxMetricsResponse.encode(
  ListPodSandboxMetricsResponse.fromPartial({ podMetrics: [{}] }),
).finish();
