// ListPodSandboxMetrics: what /metrics/cadvisor of the kubelet shows.

import { type ListPodSandboxMetricsRequest, ListPodSandboxMetricsResponse } from "../cri-wire/index.ts";
import { isReady } from "../pods/index.ts";
import { Encoded } from "./encoded.ts";
import { batches } from "./messages/batches.ts";
import { listMessage, type Message } from "./messages/metric-wire.ts";
import { podMetricsMessages } from "./messages/metrics.ts";
import { runningIn } from "./messages/stats.ts";
import type { CriServices } from "./services.ts";

/** Containers and pods in a batch, more or less: a thread is not woken for less. */
const AT_A_TIME = 120;
/** While the files of so many batches are being read, the messages of another are made; others want the threads, too. */
const AHEAD = 2;

export async function listPodSandboxMetrics(
  { pods }: CriServices,
  _request: ListPodSandboxMetricsRequest,
): Promise<Encoded<ListPodSandboxMetricsResponse>> {
  const ready = pods.list().filter(isReady);
  const messages: Message[] = [];
  const reading: Promise<Message[]>[] = [];
  const running = runningIn(pods, ready);
  const each = 1 + pods.listContainers().length / Math.max(1, ready.length);
  for (const batch of batches(ready, Math.ceil(AT_A_TIME / each))) {
    const read = podMetricsMessages(pods, batch, running);
    read.catch(() => undefined); // who waits for it is told; after an error of an earlier one nobody does
    reading.push(read);
    if (reading.length > AHEAD) messages.push(...((await reading.shift()) ?? []));
  }
  for (const rest of reading) messages.push(...(await rest));
  return new Encoded(listMessage(EXAMPLE, messages));
}

const EXAMPLE = ListPodSandboxMetricsResponse.encode(
  ListPodSandboxMetricsResponse.fromPartial({ podMetrics: [{}] }),
).finish();
