// CreateContainer: a bundle that StartContainer can start.

import { TsRunError } from "../base/index.ts";
import type { CreateContainerRequest, CreateContainerResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export async function createContainer(
  { pods }: CriServices,
  { podSandboxId, config }: CreateContainerRequest,
): Promise<CreateContainerResponse> {
  if (!config) throw new TsRunError("ERR_INVALID_SPEC", "create container: there is no config");
  const container = await pods.createContainer(pods.get(podSandboxId), config);
  return { containerId: container.id };
}
