// Status: whether pods can be run, and what this runtime can do beyond.

import type { StatusRequest, StatusResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export async function status({ pods, version }: CriServices, { verbose }: StatusRequest): Promise<StatusResponse> {
  const network = await pods.networkCondition();
  const features = { recursiveReadOnlyMounts: true, userNamespaces: true };
  return {
    status: {
      conditions: [
        { type: "RuntimeReady", status: true, reason: "", message: "" },
        { type: "NetworkReady", status: network.ready, reason: network.reason, message: network.message },
      ],
    },
    info: verbose ? { config: JSON.stringify({ version, root: pods.environment.roots.root }) } : {},
    runtimeHandlers: [
      { name: "", features },
      { name: "ts-run", features },
    ],
    features: { supplementalGroupsPolicy: true, userNamespacesHostNetwork: true, mountOptions: true },
  };
}
