// PodSandboxStatus: the pod, and in the same breath its containers.

import { nowNs } from "../base/index.ts";
import type { PodSandboxStatusRequest, PodSandboxStatusResponse } from "../cri-wire/index.ts";
import { containerStatusMessages } from "./messages/container.ts";
import { podStatusMessage } from "./messages/pod.ts";
import { podInfo } from "./messages/verbose.ts";
import type { CriServices } from "./services.ts";

export function podSandboxStatus(
  { pods }: CriServices,
  { podSandboxId, verbose }: PodSandboxStatusRequest,
): PodSandboxStatusResponse {
  const pod = pods.get(podSandboxId);
  return {
    status: podStatusMessage(pod),
    info: verbose ? podInfo(pod) : {},
    containersStatuses: containerStatusMessages(pods, pod),
    timestamp: nowNs(),
  };
}
