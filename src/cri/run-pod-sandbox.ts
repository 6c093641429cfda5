// RunPodSandbox: namespaces and a network for containers to come.

import { TsRunError } from "../base/index.ts";
import type { RunPodSandboxRequest, RunPodSandboxResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export async function runPodSandbox(
  { pods }: CriServices,
  { config, runtimeHandler }: RunPodSandboxRequest,
): Promise<RunPodSandboxResponse> {
  if (!config) throw new TsRunError("ERR_INVALID_SPEC", "run pod sandbox: there is no config");
  const pod = await pods.run(config, runtimeHandler);
  return { podSandboxId: pod.id };
}
