// ListPodSandbox: from memory, whatever the disk does.

import type { ListPodSandboxRequest, ListPodSandboxResponse } from "../cri-wire/index.ts";
import { podMessage, selectPods } from "./messages/pod.ts";
import type { CriServices } from "./services.ts";

export function listPodSandbox({ pods }: CriServices, { filter }: ListPodSandboxRequest): ListPodSandboxResponse {
  return { items: selectPods(pods.list(), filter).map(podMessage) };
}
