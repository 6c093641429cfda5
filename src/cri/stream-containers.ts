// StreamContainers: ListContainers in parts.

import type { StreamContainersRequest, StreamContainersResponse } from "../cri-wire/index.ts";
import { batches } from "./messages/batches.ts";
import { containerMessage, selectContainers } from "./messages/container.ts";
import type { CriServices } from "./services.ts";

export function* streamContainers(
  { pods }: CriServices,
  { filter }: StreamContainersRequest,
): Generator<StreamContainersResponse> {
  for (const batch of batches(selectContainers(pods.listContainers(), filter)))
    yield { containers: batch.map(containerMessage) };
}
