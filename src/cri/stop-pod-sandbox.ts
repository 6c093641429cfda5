// StopPodSandbox: containers end, the network is given back. Idempotent.

import type { StopPodSandboxRequest, StopPodSandboxResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export async function stopPodSandbox(
  { pods }: CriServices,
  { podSandboxId }: StopPodSandboxRequest,
): Promise<StopPodSandboxResponse> {
  const pod = pods.find(podSandboxId);
  // Gone is what the caller wanted.
  if (pod) await pods.stop(pod);
  return {};
}
