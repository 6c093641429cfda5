// ExecSync: a command run to its end; a time-out ends this command only.

import type { ExecSyncRequest, ExecSyncResponse } from "../cri-wire/index.ts";
import type { Call } from "./call.ts";
import type { CriServices } from "./services.ts";

export async function execSync(
  { pods }: CriServices,
  { containerId, cmd, timeout }: ExecSyncRequest,
  { signal }: Call,
): Promise<ExecSyncResponse> {
  const timeoutMs = timeout > 0n ? Number(timeout) * 1000 : undefined;
  return pods.execSync(pods.getContainer(containerId), { command: cmd, timeoutMs, signal });
}
