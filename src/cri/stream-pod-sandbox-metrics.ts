// StreamPodSandboxMetrics: ListPodSandboxMetrics in parts.

import { type StreamPodSandboxMetricsRequest, StreamPodSandboxMetricsResponse } from "../cri-wire/index.ts";
import { isReady } from "../pods/index.ts";
import { Encoded } from "./encoded.ts";
import { batches } from "./messages/batches.ts";
import { listMessage } from "./messages/metric-wire.ts";
import { podMetricsMessages } from "./messages/metrics.ts";
import { runningIn } from "./messages/stats.ts";
import type { CriServices } from "./services.ts";

export async function* streamPodSandboxMetrics(
  { pods }: CriServices,
  _request: StreamPodSandboxMetricsRequest,
): AsyncGenerator<Encoded<StreamPodSandboxMetricsResponse>> {
  for (const batch of batches(pods.list().filter(isReady)))
    yield new Encoded(listMessage(EXAMPLE, await podMetricsMessages(pods, batch, runningIn(pods, batch))));
}

const EXAMPLE = StreamPodSandboxMetricsResponse.encode(
  StreamPodSandboxMetricsResponse.fromPartial({ podSandboxMetrics: [{}] }),
).finish();
