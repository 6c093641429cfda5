// What `crictl inspect` shows beyond the CRI: our own records, as JSON.

import type { NodeImage, Pod, PodContainer, Pods } from "../../pods/index.ts";

export function podInfo({ paths, record, status }: Pod): Record<string, string> {
  return { info: JSON.stringify({ ...record, status, paths }) };
}

export function containerInfo({ containers }: Pods["environment"], container: PodContainer): Record<string, string> {
  const { stored, origin, pod } = container;
  const { lifeCycle } = stored;
  return {
    info: JSON.stringify({
      sandboxID: pod.id,
      pid: lifeCycle.state === "running" ? lifeCycle.process.pid : 0,
      snapshotter: "overlay",
      config: origin.config,
      runtimeSpec: containers.loadSpec(stored),
      lifeCycle,
    }),
  };
}

export function imageInfo({ record }: NodeImage): Record<string, string> {
  const { config, layers } = record;
  const chainID = layers.at(-1)?.chainId ?? "";
  return { info: JSON.stringify({ chainID, imageSpec: { ...record, config, layers: undefined } }) };
}
