// Where containers are below the cgroup that the kubelet made for their pod. Pure.

import type { PodSandboxConfig } from "../cri-wire/index.ts";

const DEFAULT_PARENT = "/ts-run/cri";
const DEFAULT_SLICE = "system.slice";
const PREFIX = "cri-ts-run";

/**
 * linux.cgroupsPath for a container (or holder) of the pod. A parent that is a slice means systemd's naming, whatever the
 * driver: that is how the kubelet says it.
 */
export function cgroupsPath(driver: "systemd" | "cgroupfs", config: PodSandboxConfig, id: string): string {
  const parent = parentOf(driver, config);
  const slice = parent.slice(parent.lastIndexOf("/") + 1);
  return slice.endsWith(".slice") ? `${slice}:${PREFIX}:${id}` : `${parent}/${id}`;
}

function parentOf(driver: "systemd" | "cgroupfs", config: PodSandboxConfig): string {
  const parent = (config.linux?.cgroupParent ?? "").replace(/\/+$/, "");
  if (parent === "") return driver === "systemd" ? DEFAULT_SLICE : DEFAULT_PARENT;
  return parent.startsWith("/") || parent.endsWith(".slice") ? parent : `/${parent}`;
}
