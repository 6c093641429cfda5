// StreamPodSandboxes: ListPodSandbox in parts.

import type { StreamPodSandboxesRequest, StreamPodSandboxesResponse } from "../cri-wire/index.ts";
import { batches } from "./messages/batches.ts";
import { podMessage, selectPods } from "./messages/pod.ts";
import type { CriServices } from "./services.ts";

export function* streamPodSandboxes(
  { pods }: CriServices,
  { filter }: StreamPodSandboxesRequest,
): Generator<StreamPodSandboxesResponse> {
  for (const batch of batches(selectPods(pods.list(), filter))) yield { podSandboxes: batch.map(podMessage) };
}
