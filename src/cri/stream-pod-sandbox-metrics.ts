// StreamPodSandboxMetrics: ListPodSandboxMetrics in parts.

import type { StreamPodSandboxMetricsRequest, StreamPodSandboxMetricsResponse } from "../cri-wire/index.ts";
import { isReady } from "../pods/index.ts";
import { batches } from "./messages/batches.ts";
import { podMetricsMessages } from "./messages/metrics.ts";
import type { CriServices } from "./services.ts";

export async function* streamPodSandboxMetrics(
  { pods }: CriServices,
  _request: StreamPodSandboxMetricsRequest,
): AsyncGenerator<StreamPodSandboxMetricsResponse> {
  for (const batch of batches(pods.list().filter(isReady)))
    yield { podSandboxMetrics: await podMetricsMessages(pods, batch) };
}
