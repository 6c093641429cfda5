// StopContainer: stop signal, `timeout` seconds of grace, SIGKILL. Idempotent.

import type { StopContainerRequest, StopContainerResponse } from "../cri-wire/index.ts";
import type { Call } from "./call.ts";
import type { CriServices } from "./services.ts";

export async function stopContainer(
  { pods }: CriServices,
  { containerId, timeout }: StopContainerRequest,
  { signal }: Call,
): Promise<StopContainerResponse> {
  const container = pods.findContainer(containerId);
  // Gone and already stopped are both the state the caller wanted.
  if (container) await pods.stopContainer(container, { graceMs: Number(timeout) * 1000, signal });
  return {};
}
