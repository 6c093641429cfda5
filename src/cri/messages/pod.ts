// A pod as the CRI's messages tell it.

import { parseRfc3339 } from "../../base/index.ts";
import { type PodSandbox, type PodSandboxFilter, PodSandboxState, PodSandboxStatus } from "../../cri-wire/index.ts";
import { isReady, namespaceOptions, type Pod } from "../../pods/index.ts";
import { matchesLabels } from "./labels.ts";

export function podState(pod: Pod): PodSandboxState {
  return isReady(pod) ? PodSandboxState.SANDBOX_READY : PodSandboxState.SANDBOX_NOTREADY;
}

export function podMessage(pod: Pod): PodSandbox {
  const { config, record } = pod;
  return {
    id: pod.id,
    metadata: config.metadata,
    state: podState(pod),
    createdAt: parseRfc3339(record.createdAt) ?? 0n,
    labels: config.labels,
    annotations: config.annotations,
    runtimeHandler: record.runtimeHandler,
  };
}

export function podStatusMessage(pod: Pod): PodSandboxStatus {
  const { config, record, status } = pod;
  const [ip = "", ...others] = status.ips;
  const { network, pid, ipc, targetId, userns } = namespaceOptions(config);
  return PodSandboxStatus.fromPartial({
    id: pod.id,
    ...(config.metadata ? { metadata: config.metadata } : {}),
    state: podState(pod),
    createdAt: parseRfc3339(record.createdAt) ?? 0n,
    network: { ip, additionalIps: others.map((other) => ({ ip: other })) },
    linux: { namespaces: { options: { network, pid, ipc, targetId, ...(userns ? { usernsOptions: userns } : {}) } } },
    labels: config.labels,
    annotations: config.annotations,
    runtimeHandler: record.runtimeHandler,
  });
}

/** Newest first, as people read them. */
export function selectPods(pods: readonly Pod[], filter: PodSandboxFilter | undefined): Pod[] {
  return pods
    .filter((pod) => filter === undefined || filter.id === "" || pod.id.startsWith(filter.id))
    .filter((pod) => filter?.state === undefined || podState(pod) === filter.state.state)
    .filter((pod) => matchesLabels(pod.config.labels, filter?.labelSelector))
    .sort((a, b) => b.record.createdAt.localeCompare(a.record.createdAt));
}
