// Attach: a URL at which the streams of a container's first process are served.

import { TsRunError } from "../base/index.ts";
import type { AttachRequest, AttachResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";
import { checkStreams } from "./stream-request.ts";

export function attach({ pods, streaming }: CriServices, request: AttachRequest): AttachResponse {
  const container = pods.getContainer(request.containerId);
  if (container.stored.lifeCycle.state !== "running")
    throw new TsRunError("ERR_CONFLICT", `attach to container ${container.id}: it is not running`);
  const { tty, stdin, stdout, stderr } = checkStreams("attach", request);
  return { url: streaming.attach({ containerId: container.id, tty, stdin, stdout, stderr }) };
}
