// Pods and their containers as the CRI's handlers ask for them. One process has them all: whoever opens them holds a lock.

import { mkdirSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { messageOf } from "../base/index.ts";
import { detectCgroupHost, type UsageExtent } from "../cgroups/index.ts";
import { ContainerStore, podContainerRoots } from "../containers/index.ts";
import { type ContainerConfig, LinuxContainerResources, type PodSandboxConfig } from "../cri-wire/index.ts";
import { networkHost } from "../engine/index.ts";
import { parkMonitors, readHostFacts } from "../executor/index.ts";
import { ImageStore } from "../images/index.ts";
import { type FileLock, lockFile, type ProcessCounts, spreadDirectories } from "../native/index.ts";
import { CniNetwork, type CniOptions, type InterfaceUsage } from "../network/index.ts";
import { attachToContainer, reopenLog } from "./attach.ts";
import { BridgeNetworks } from "./bridge-network.ts";
import { checkpointContainer } from "./checkpoint-container.ts";
import { CniOrBridgeNetworks } from "./cni-network.ts";
import { createContainer } from "./create-container.ts";
import { Discards } from "./discards.ts";
import { writePod } from "./documents.ts";
import type { PodEnvironment } from "./environment.ts";
import { EventFeed, type PodEvent } from "./events.ts";
import { type ExecRequest, type ExecResult, execInContainer, execSync } from "./exec.ts";
import { NodeImages } from "./images.ts";
import { LayerUsages } from "./layer-usage.ts";
import { loadTable } from "./load.ts";
import type { NetworkCondition } from "./network.ts";
import { podRunDirs, podsDir } from "./paths.ts";
import { connectToPod } from "./port-forward.ts";
import { rehearse } from "./rehearse.ts";
import { runPod } from "./run-pod.ts";
import type { Session, SessionRequest } from "./session.ts";
import { startContainer } from "./start-container.ts";
import { removeContainer, stopContainer } from "./stop-container.ts";
import { removePod, stopPod } from "./stop-pod.ts";
import { findContainer, findPod, getContainer, getPod, type Pod, type PodContainer, type PodTable } from "./table.ts";
import { Turns } from "./turns.ts";
import { updateResources } from "./update-resources.ts";
import {
  type ContainerUsage,
  CpuRates,
  containerUsages,
  type PodUsage,
  podInterfaces,
  podUsages,
  processUsages,
} from "./usage.ts";

export interface PodsOptions {
  /** /var/lib/ts-run; pods are in "cri" below it, images are the engine's. */
  readonly root: string;
  readonly runDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cgroupDriver: "systemd" | "cgroupfs";
  readonly pinnedImages: readonly string[];
  readonly registryConfigRoots?: readonly string[];
  /** Where CNI configurations and plugins are. */
  readonly cni: Pick<CniOptions, "configDir" | "pluginDirs">;
  readonly warn: (message: string) => void;
}

/** A pod and its first container. */
const PARKED_MONITORS = 2;

export class Pods {
  readonly images: NodeImages;
  readonly environment: PodEnvironment;
  readonly #table: PodTable;
  readonly #lock: FileLock;
  readonly #closing = new AbortController();

  private constructor(environment: PodEnvironment, images: NodeImages, lock: FileLock) {
    this.environment = environment;
    this.images = images;
    this.#lock = lock;
    this.#table = {
      environment,
      pods: new Map(),
      containers: new Map(),
      names: new Map(),
      turns: new Turns(),
      events: new EventFeed(),
      layers: new LayerUsages(),
      discards: new Discards(environment.warn),
      rates: new CpuRates(),
      closed: false,
    };
  }

  /** Throws ERR_CONFLICT when another process has opened them. */
  static async open(options: PodsOptions): Promise<Pods> {
    const roots = { root: join(options.root, "cri"), runDir: join(options.runDir, "cri") };
    const containers = new ContainerStore(podContainerRoots(options));
    containers.prepare();
    for (const dir of [podsDir(roots), podRunDirs(roots)]) mkdirSync(dir, { recursive: true, mode: 0o700 });
    spreadDirectories(podRunDirs(roots)); // for hosts whose /run is on a disk
    const lock = await lockFile(join(roots.runDir, "lock"), { timeoutMs: 0, what: `the pods of ${options.root}` });
    const store = new ImageStore(options.root);
    const environment: PodEnvironment = {
      roots,
      containers,
      images: store,
      host: readHostFacts(),
      cgroup: detectCgroupHost(),
      cgroupDriver: options.cgroupDriver,
      networks: new CniOrBridgeNetworks(
        new CniNetwork({ cacheDir: join(roots.root, "cni"), ...options.cni }),
        new BridgeNetworks(networkHost(options, roots.runDir)),
      ),
      env: options.env,
      warn: options.warn,
    };
    const images = new NodeImages({
      store,
      containers: [containers, new ContainerStore(options)],
      env: options.env,
      pinned: options.pinnedImages,
      ...(options.registryConfigRoots ? { configRoots: options.registryConfigRoots } : {}),
    });
    const pods = new Pods(environment, images, lock);
    await loadTable(pods.#table);
    parkMonitors(PARKED_MONITORS);
    return pods;
  }

  /** In the background, so that the first pods start as fast as later ones. */
  rehearse(): void {
    rehearse(this.environment, this.#closing.signal).catch((error) =>
      this.environment.warn(`rehearse pod starts: ${messageOf(error)}`),
    );
  }

  /** Containers go on without us. */
  close(): void {
    this.#closing.abort();
    parkMonitors(0);
    this.#table.closed = true;
    for (const { channel } of this.#table.containers.values()) channel?.close();
    this.#lock.release();
  }

  list(): Pod[] {
    return [...this.#table.pods.values()];
  }

  listContainers(): PodContainer[] {
    return [...this.#table.containers.values()];
  }

  find(ref: string): Pod | undefined {
    return findPod(this.#table, ref);
  }

  get(ref: string): Pod {
    return getPod(this.#table, ref);
  }

  findContainer(ref: string): PodContainer | undefined {
    return findContainer(this.#table, ref);
  }

  getContainer(ref: string): PodContainer {
    return getContainer(this.#table, ref);
  }

  run(config: PodSandboxConfig, runtimeHandler: string): Promise<Pod> {
    return runPod(this.#table, config, runtimeHandler);
  }

  stop(pod: Pod): Promise<void> {
    return stopPod(this.#table, pod);
  }

  remove(pod: Pod): Promise<void> {
    return removePod(this.#table, pod);
  }

  createContainer(pod: Pod, config: ContainerConfig): Promise<PodContainer> {
    return createContainer(this.#table, pod, config);
  }

  startContainer(container: PodContainer): Promise<void> {
    return startContainer(this.#table, container);
  }

  stopContainer(container: PodContainer, options: { graceMs: number; signal?: AbortSignal }): Promise<void> {
    return stopContainer(this.#table, container, options);
  }

  removeContainer(container: PodContainer): Promise<void> {
    return removeContainer(this.#table, container);
  }

  updateResources(container: PodContainer, changes: LinuxContainerResources): Promise<void> {
    return updateResources(this.#table, container, changes);
  }

  /** For whoever looks at the pod; its cgroup is its maker's. */
  async keepPodResources(
    pod: Pod,
    about: { overhead: LinuxContainerResources | undefined; resources: LinuxContainerResources | undefined },
  ): Promise<void> {
    const json = (part: LinuxContainerResources | undefined) => part && LinuxContainerResources.toJSON(part);
    await this.#table.turns.take(pod.id, async () => {
      getPod(this.#table, pod.id); // removed meanwhile: its document would bring it back
      pod.status = { ...pod.status, resources: { overhead: json(about.overhead), resources: json(about.resources) } };
      await writePod(pod.paths, pod.record, pod.status);
    });
  }

  // Of many at once, because 500 containers are ten thousand files. Answers are in the order of what was asked for.

  usages(containers: readonly PodContainer[], extent: UsageExtent): Promise<ContainerUsage[]> {
    return containerUsages(this.#table, containers, extent);
  }

  podUsages(pods: readonly Pod[], extent: UsageExtent): Promise<PodUsage[]> {
    return podUsages(this.#table, pods, extent);
  }

  podInterfaces(pods: readonly Pod[]): Promise<(readonly InterfaceUsage[])[]> {
    return podInterfaces(pods);
  }

  processUsages(containers: readonly PodContainer[]): Promise<ProcessCounts[]> {
    return processUsages(this.environment, containers);
  }

  exec(container: PodContainer, request: ExecRequest): Promise<Session> {
    return execInContainer(this.environment, container, request);
  }

  execSync(
    container: PodContainer,
    about: { command: readonly string[]; timeoutMs: number | undefined; signal: AbortSignal },
  ): Promise<ExecResult> {
    return execSync(this.environment, container, about);
  }

  attach(container: PodContainer, request: SessionRequest): Session {
    return attachToContainer(container, request);
  }

  /** A connection to a port of the pod's localhost. */
  connect(pod: Pod, port: number): Promise<Socket> {
    return connectToPod(pod, port);
  }

  /** The container goes on running. */
  checkpoint(container: PodContainer, about: { location: string; signal: AbortSignal }): Promise<void> {
    return checkpointContainer(this.#table, container, about);
  }

  reopenLog(container: PodContainer): Promise<void> {
    return reopenLog(container);
  }

  follow(signal: AbortSignal): AsyncIterable<PodEvent> {
    return this.#table.events.follow(signal);
  }

  networkCondition(): Promise<NetworkCondition> {
    return this.environment.networks.condition();
  }
}
