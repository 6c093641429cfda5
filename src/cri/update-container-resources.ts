// UpdateContainerResources: new limits, all of them or none.

import { TsRunError } from "../base/index.ts";
import type { UpdateContainerResourcesRequest, UpdateContainerResourcesResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export async function updateContainerResources(
  { pods }: CriServices,
  { containerId, linux }: UpdateContainerResourcesRequest,
): Promise<UpdateContainerResourcesResponse> {
  const container = pods.getContainer(containerId);
  if (!linux)
    throw new TsRunError("ERR_INVALID_SPEC", `update container ${container.id}: there are no linux resources`);
  await pods.updateResources(container, linux);
  return {};
}
