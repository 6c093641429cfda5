// PortForward: a URL at which connections to ports of a pod are served.

import { TsRunError } from "../base/index.ts";
import type { PortForwardRequest, PortForwardResponse } from "../cri-wire/index.ts";
import { isReady } from "../pods/index.ts";
import type { CriServices } from "./services.ts";

export function portForward({ pods, streaming }: CriServices, request: PortForwardRequest): PortForwardResponse {
  const pod = pods.get(request.podSandboxId);
  if (!isReady(pod)) throw new TsRunError("ERR_CONFLICT", `forward ports of pod sandbox ${pod.id}: it is not ready`);
  return { url: streaming.portForward({ podSandboxId: pod.id, ports: request.port }) };
}
