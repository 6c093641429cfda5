// ReopenContainerLog: after the kubelet has moved the log aside.

import type { ReopenContainerLogRequest, ReopenContainerLogResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export async function reopenContainerLog(
  { pods }: CriServices,
  { containerId }: ReopenContainerLogRequest,
): Promise<ReopenContainerLogResponse> {
  await pods.reopenLog(pods.getContainer(containerId));
  return {};
}
