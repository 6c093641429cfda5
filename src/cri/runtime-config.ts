// RuntimeConfig: the cgroup driver, which the kubelet takes over.

import { CgroupDriver, type RuntimeConfigRequest, type RuntimeConfigResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export function runtimeConfig({ cgroupDriver }: CriServices, _request: RuntimeConfigRequest): RuntimeConfigResponse {
  return { linux: { cgroupDriver: cgroupDriver === "systemd" ? CgroupDriver.SYSTEMD : CgroupDriver.CGROUPFS } };
}
