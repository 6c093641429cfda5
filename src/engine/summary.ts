// A container as one line of `ps`.

import { parseOomEvidence } from "../cgroups/index.ts";
import type { Container } from "../containers/index.ts";
import { shouldRestart } from "./exited.ts";
import { engineStatus, type Services } from "./services.ts";
import { optionsOf } from "./start.ts";
import { isPaused } from "./stop.ts";
import type { ContainerState, ContainerSummary, PublishedPort, RunOptions } from "./types.ts";
import { diskUsage } from "./volumes.ts";

/** Longer than the longest pause before a restart: after that nobody is coming any more. */
const RESTART_WITHIN_MS = 65_000;

export function summarize(services: Services, container: Container, options: { size: boolean }): ContainerSummary {
  const { record, status, lifeCycle } = container;
  const error = errorOf(container);
  return {
    id: container.id,
    name: status.name,
    image: record.image.reference,
    imageId: record.image.id,
    command: [...record.command],
    createdAt: record.createdAt,
    ...timesOf(container),
    state: stateOf(services, container),
    ...(lifeCycle.state === "running" ? { pid: lifeCycle.process.pid } : {}),
    ...(lifeCycle.state === "exited" ? { exitCode: lifeCycle.exit.exitCode } : {}),
    oomKilled: wasOomKilled(container),
    ...(error === undefined ? {} : { error }),
    restartCount: status.restartCount,
    ports: publishedPorts(container),
    labels: { ...record.labels },
    mounts: mountNames(container),
    networks: [networkName(optionsOf(container))],
    ...(options.size ? sizesOf(services, container) : {}),
  };
}

export function stateOf(services: Services, container: Container): ContainerState {
  const { lifeCycle } = container;
  if (lifeCycle.state === "running") return isPaused(services, container) ? "paused" : "running";
  if (lifeCycle.state === "created") return "created";
  const age = Date.now() - Date.parse(lifeCycle.exit.exitedAt);
  return shouldRestart(container) && age < RESTART_WITHIN_MS ? "restarting" : "exited";
}

export function timesOf({ lifeCycle }: Container): { startedAt?: string; finishedAt?: string } {
  if (lifeCycle.state === "created") return {};
  if (lifeCycle.state === "running") return { startedAt: lifeCycle.process.startedAt };
  const { startedAt, exit } = lifeCycle;
  return { ...(startedAt === undefined ? {} : { startedAt }), finishedAt: exit.exitedAt };
}

export function wasOomKilled({ lifeCycle }: Container): boolean {
  if (lifeCycle.state !== "exited") return false;
  return parseOomEvidence(lifeCycle.exit.evidence, lifeCycle.exit.exitCode).oomKilled;
}

/** Why it could not be started, or that nobody saw it end. */
export function errorOf({ status, lifeCycle }: Container): string | undefined {
  if (lifeCycle.state !== "exited") return undefined;
  return status.startError ?? lifeCycle.lost ?? lifeCycle.exit.evidence.lost;
}

/** Nothing listens for a container that does not run. */
export function publishedPorts(container: Container): PublishedPort[] {
  if (container.lifeCycle.state !== "running") return [];
  return (engineStatus(container).ports ?? []).map(({ hostIp, hostPort, containerPort, protocol }) => ({
    hostIp,
    hostPort,
    containerPort,
    protocol,
  }));
}

export function networkName({ network = "bridge" }: RunOptions): string {
  return typeof network === "object" ? `container:${network.container}` : network;
}

function mountNames(container: Container): string[] {
  const asked = optionsOf(container).mounts.flatMap((mount) => (mount.type === "tmpfs" ? [] : (mount.source ?? [])));
  return [...asked, ...container.status.anonymousVolumes];
}

function sizesOf(services: Services, { paths, record }: Container): { sizeRwBytes: number; sizeRootFsBytes: number } {
  const sizeRwBytes = diskUsage(paths.upperDir);
  const image = services.images.records.find(record.image.id);
  return { sizeRwBytes, sizeRootFsBytes: sizeRwBytes + (image?.sizeBytes ?? 0) };
}
