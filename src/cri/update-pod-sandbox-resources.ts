// UpdatePodSandboxResources: the pod's own cgroup is the kubelet's to change; we keep what it says.

import type { UpdatePodSandboxResourcesRequest, UpdatePodSandboxResourcesResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export async function updatePodSandboxResources(
  { pods }: CriServices,
  { podSandboxId, overhead, resources }: UpdatePodSandboxResourcesRequest,
): Promise<UpdatePodSandboxResourcesResponse> {
  await pods.keepPodResources(pods.get(podSandboxId), { overhead, resources });
  return {};
}
