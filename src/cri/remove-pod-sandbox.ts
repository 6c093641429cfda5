// RemovePodSandbox: with all of its containers. Idempotent.

import type { RemovePodSandboxRequest, RemovePodSandboxResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export async function removePodSandbox(
  { pods }: CriServices,
  { podSandboxId }: RemovePodSandboxRequest,
): Promise<RemovePodSandboxResponse> {
  const pod = pods.find(podSandboxId);
  if (pod) await pods.remove(pod);
  return {};
}
