// A container as the CRI's messages tell it: state and reason in containerd's words, which the kubelet shows to people.

import { parseRfc3339 } from "../../base/index.ts";
import { parseOomEvidence } from "../../cgroups/index.ts";
import {
  type Container,
  type ContainerFilter,
  type ContainerResources,
  ContainerState,
  ContainerStatus,
  ImageSpec,
} from "../../cri-wire/index.ts";
import {
  currentResources,
  type NodeImage,
  type Pod,
  type PodContainer,
  type Pods,
  signalOfName,
} from "../../pods/index.ts";
import { matchesLabels } from "./labels.ts";

export function containerState({ stored }: PodContainer): ContainerState {
  switch (stored.lifeCycle.state) {
    case "created":
      return ContainerState.CONTAINER_CREATED;
    case "running":
      return ContainerState.CONTAINER_RUNNING;
    case "exited":
      return ContainerState.CONTAINER_EXITED;
  }
}

export function containerMessage(container: PodContainer): Container {
  const { config, origin, stored } = container;
  return {
    id: container.id,
    podSandboxId: container.pod.id,
    metadata: config.metadata,
    image: config.image,
    imageRef: origin.imageRef,
    state: containerState(container),
    createdAt: parseRfc3339(stored.record.createdAt) ?? 0n,
    labels: config.labels,
    annotations: config.annotations,
    imageId: origin.imageRef,
  };
}

/** `image` is what the node knows of the container's image now; undefined when it is gone. */
export function containerStatusMessage(container: PodContainer, image: NodeImage | undefined): ContainerStatus {
  const { config, origin, stored } = container;
  const { record } = stored;
  const end = endOf(container);
  const { groups, uid, gid } = origin.user;
  return ContainerStatus.fromPartial({
    id: container.id,
    ...(config.metadata ? { metadata: config.metadata } : {}),
    state: containerState(container),
    createdAt: parseRfc3339(record.createdAt) ?? 0n,
    startedAt: end.startedAt,
    finishedAt: end.finishedAt,
    exitCode: end.exitCode,
    image: imageSpec(container, image),
    imageRef: image?.digests[0] ?? origin.imageRef,
    reason: end.reason,
    message: end.message,
    labels: config.labels,
    annotations: config.annotations,
    mounts: config.mounts,
    logPath: record.log.path ?? "",
    resources: resourcesMessage(container),
    imageId: origin.imageRef,
    user: { linux: { uid: BigInt(uid), gid: BigInt(gid), supplementalGroups: groups.map(BigInt) } },
    stopSignal: signalOfName(origin.stopSignal),
  });
}

/** Of a pod, the newest first: the kubelet takes the first of a name for the one that matters. */
export function containerStatusMessages(pods: Pods, pod: Pod): ContainerStatus[] {
  return pods
    .listContainers()
    .filter((container) => container.pod === pod)
    .sort(newestFirst)
    .map((container) => containerStatusMessage(container, pods.images.find(container.origin.imageRef)));
}

function newestFirst(a: PodContainer, b: PodContainer): number {
  return b.stored.record.createdAt.localeCompare(a.stored.record.createdAt);
}

function resourcesMessage(container: PodContainer): ContainerResources {
  return { linux: currentResources(container), windows: undefined };
}

/** The name under which people know it, where there is one. */
function imageSpec({ config }: PodContainer, image: NodeImage | undefined): ImageSpec {
  const asked = config.image ?? ImageSpec.fromPartial({});
  return { ...asked, image: image?.tags[0] ?? asked.image };
}

interface End {
  readonly startedAt: bigint;
  readonly finishedAt: bigint;
  readonly exitCode: number;
  readonly reason: string;
  readonly message: string;
}

const UNKNOWN_EXIT_CODE = 255;

export function endOf({ stored }: PodContainer): End {
  const { lifeCycle, status } = stored;
  const none = { startedAt: 0n, finishedAt: 0n, exitCode: 0, reason: "", message: "" };
  if (lifeCycle.state === "created") return none;
  if (lifeCycle.state === "running") return { ...none, startedAt: parseRfc3339(lifeCycle.process.startedAt) ?? 0n };
  const { exit, startedAt } = lifeCycle;
  const times = {
    startedAt: parseRfc3339(startedAt ?? "") ?? 0n,
    finishedAt: parseRfc3339(exit.exitedAt) ?? 0n,
  };
  if (status.startError !== undefined)
    return { ...times, startedAt: 0n, exitCode: exit.exitCode, reason: "StartError", message: status.startError };
  const lost = lifeCycle.lost ?? exit.evidence.lost;
  if (lost !== undefined) return { ...times, exitCode: UNKNOWN_EXIT_CODE, reason: "Unknown", message: lost };
  const oom = parseOomEvidence(exit.evidence, exit.exitCode);
  const reason = oom.oomKilled ? "OOMKilled" : exit.exitCode === 0 ? "Completed" : "Error";
  return { ...times, exitCode: exit.exitCode, reason, message: oom.oomKilled ? (oom.sentence ?? "") : "" };
}

/** Newest first, as people read them. */
export function selectContainers(
  containers: readonly PodContainer[],
  filter: ContainerFilter | undefined,
): PodContainer[] {
  return containers
    .filter(({ id }) => filter === undefined || filter.id === "" || id.startsWith(filter.id))
    .filter(({ pod }) => filter === undefined || filter.podSandboxId === "" || pod.id.startsWith(filter.podSandboxId))
    .filter((container) => filter?.state === undefined || containerState(container) === filter.state.state)
    .filter(({ config }) => matchesLabels(config.labels, filter?.labelSelector))
    .sort(newestFirst);
}
