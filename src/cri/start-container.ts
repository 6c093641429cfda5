// StartContainer: once per container.

import type { StartContainerRequest, StartContainerResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export async function startContainer(
  { pods }: CriServices,
  { containerId }: StartContainerRequest,
): Promise<StartContainerResponse> {
  await pods.startContainer(pods.getContainer(containerId));
  return {};
}
