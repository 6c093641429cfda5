// RemoveContainer: also of a running one, which is killed. Idempotent.

import type { RemoveContainerRequest, RemoveContainerResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export async function removeContainer(
  { pods }: CriServices,
  { containerId }: RemoveContainerRequest,
): Promise<RemoveContainerResponse> {
  const container = pods.findContainer(containerId);
  if (container) await pods.removeContainer(container);
  return {};
}
