// ContainerStatus.

import type { ContainerStatusRequest, ContainerStatusResponse } from "../cri-wire/index.ts";
import { containerStatusMessage } from "./messages/container.ts";
import { containerInfo } from "./messages/verbose.ts";
import type { CriServices } from "./services.ts";

export function containerStatus(
  { pods }: CriServices,
  { containerId, verbose }: ContainerStatusRequest,
): ContainerStatusResponse {
  const container = pods.getContainer(containerId);
  return {
    status: containerStatusMessage(container, pods.images.find(container.origin.imageRef)),
    info: verbose ? containerInfo(pods.environment, container) : {},
  };
}
