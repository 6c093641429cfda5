// StopPodSandbox and RemovePodSandbox. Both are idempotent: the kubelet repeats them until they succeed.

import { nowNs } from "../base/index.ts";
import { removePodFiles, writePod } from "./documents.ts";
import { stopHolder } from "./holder.ts";
import { podName } from "./run-pod.ts";
import { unmakeSandbox } from "./sandbox.ts";
import { usesHostNetwork } from "./sandbox-spec.ts";
import { removeContainer, stopContainer } from "./stop-container.ts";
import { containersOf, type Pod, type PodTable } from "./table.ts";

/** Containers end, the network is given back, the namespaces go. The record stays until the pod is removed. */
export async function stopPod(table: PodTable, pod: Pod): Promise<void> {
  await table.turns.take(pod.id, () => stop(table, pod));
}

async function stop(table: PodTable, pod: Pod): Promise<void> {
  const { environment } = table;
  const wasStopped = pod.status.stopped;
  pod.ending = true;
  try {
    await Promise.all(containersOf(table, pod).map((container) => stopContainer(table, container, { graceMs: 0 })));
    await stopHolder(environment, pod);
    if (!usesHostNetwork(pod.config)) await environment.networks.detach(pod, pod.status.network);
    unmakeSandbox(pod.paths);
    if (wasStopped) return;
    pod.status = { ...pod.status, stopped: true };
    await writePod(pod.paths, pod.record, pod.status);
    table.events.publish({ type: "stopped", id: pod.id, pod, atNs: nowNs() });
  } finally {
    pod.ending = false;
  }
}

/** With all of its containers. */
export async function removePod(table: PodTable, pod: Pod): Promise<void> {
  await table.turns.take(pod.id, async () => {
    if (!table.pods.has(pod.id)) return;
    if (!pod.status.stopped) await stop(table, pod);
    await Promise.all(containersOf(table, pod).map((container) => removeContainer(table, container)));
    await removePodFiles(pod.paths);
    table.pods.delete(pod.id);
    table.rates.forget(pod.id);
    table.names.delete(podName(pod.config));
    table.events.publish({ type: "deleted", id: pod.id, pod, atNs: nowNs() });
  });
}
