// ListContainers: from memory, whatever the disk does.

import type { ListContainersRequest, ListContainersResponse } from "../cri-wire/index.ts";
import { containerMessage, selectContainers } from "./messages/container.ts";
import type { CriServices } from "./services.ts";

export function listContainers({ pods }: CriServices, { filter }: ListContainersRequest): ListContainersResponse {
  return { containers: selectContainers(pods.listContainers(), filter).map(containerMessage) };
}
