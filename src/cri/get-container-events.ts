// GetContainerEvents: from now on, each with the state of its pod at that moment.

import { type ContainerEventResponse, ContainerEventType, type GetEventsRequest } from "../cri-wire/index.ts";
import type { PodEvent } from "../pods/index.ts";
import type { Call } from "./call.ts";
import { containerStatusMessages } from "./messages/container.ts";
import { podStatusMessage } from "./messages/pod.ts";
import type { CriServices } from "./services.ts";

const TYPES: Readonly<Record<PodEvent["type"], ContainerEventType>> = {
  created: ContainerEventType.CONTAINER_CREATED_EVENT,
  started: ContainerEventType.CONTAINER_STARTED_EVENT,
  stopped: ContainerEventType.CONTAINER_STOPPED_EVENT,
  deleted: ContainerEventType.CONTAINER_DELETED_EVENT,
};

export async function* getContainerEvents(
  services: CriServices,
  _request: GetEventsRequest,
  { signal }: Call,
): AsyncGenerator<ContainerEventResponse> {
  for await (const event of services.pods.follow(signal)) yield message(services, event);
}

function message({ pods }: CriServices, { id, type, pod, atNs }: PodEvent): ContainerEventResponse {
  return {
    containerId: id,
    containerEventType: TYPES[type],
    createdAt: atNs,
    // Also of a pod that is gone: the kubelet passes over events without.
    podSandboxStatus: podStatusMessage(pod),
    containersStatuses: containerStatusMessages(pods, pod),
  };
}
