// What every engine operation works with. Facts about the host are gathered on first use and kept: a warm service reads
// them once, a cold command only those it needs.

import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { hasErrno } from "../base/index.ts";
import { detectCgroupHost, parseOomEvidence } from "../cgroups/index.ts";
import {
  type Container,
  type ContainerStatus,
  ContainerStore,
  containerPaths,
  isAlive,
  loadDocument,
  type Roots,
  type StateRecord,
} from "../containers/index.ts";
import { readHostFacts } from "../executor/index.ts";
import { ImageStore } from "../images/index.ts";
import type { CgroupHost, HostFacts } from "../linux/index.ts";
import { type FileLock, lockFile } from "../native/index.ts";
import type { NetworkHost } from "../network/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { EventLog } from "./event-log.ts";
import { exchangeWithKernel } from "./netlink-exchange.ts";
import type { EngineEvent } from "./types.ts";
import { VolumeStore } from "./volumes.ts";

export interface EngineOptions extends Roots {
  /** Command that starts this ts-run again (exit commands): ["/usr/bin/node", "/opt/ts-run/bin/ts-run"]. */
  readonly selfCommand: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Bridge, addresses and ports belong to a network namespace of the host, whatever --run-dir says. */
const NETWORK_STATE = "/run/ts-run/network";

/** The bridge that all containers and pods of this host share; leases of the caller are those with `runDir`. */
export function networkHost({ root }: Pick<Roots, "root">, runDir: string): NetworkHost {
  return {
    configPath: join(root, "network.json"),
    stateDir: join(NETWORK_STATE, String(statSync("/proc/self/ns/net").ino)),
    exchange: exchangeWithKernel,
    runDir,
    isAlive: (id, dir) => isPod(dir, id) || isRunning(dir, id) || isLocked(join(dir, "locks", id)),
  };
}

export class Services {
  readonly options: EngineOptions;
  readonly containers: ContainerStore;
  readonly images: ImageStore;
  readonly volumes: VolumeStore;
  readonly events: EventLog;
  private hostFacts: HostFacts | undefined;
  private cgroupFacts: CgroupHost | undefined;

  constructor(options: EngineOptions) {
    this.options = options;
    this.containers = new ContainerStore(options);
    this.images = new ImageStore(options.root);
    this.volumes = new VolumeStore(options.root, (volume) => usersOfVolume(this.containers, volume));
    this.events = new EventLog(options.runDir, () => recordExits(this));
  }

  /** Makes the directories that everything else relies on. */
  prepare(): void {
    this.containers.prepare();
    mkdirSync(join(this.options.runDir, "locks"), { recursive: true, mode: 0o700 });
  }

  get host(): HostFacts {
    this.hostFacts ??= readHostFacts();
    return this.hostFacts;
  }

  get cgroup(): CgroupHost {
    this.cgroupFacts ??= detectCgroupHost();
    return this.cgroupFacts;
  }

  get network(): NetworkHost {
    return networkHost(this.options, this.options.runDir);
  }

  /** Runs `act` while no other command changes this container. */
  async locked<T>(id: string, act: (container: Container) => Promise<T>): Promise<T> {
    const name = this.containers.load(id)?.status.name ?? id;
    const lock = await lockFile(this.lockPath(id), { timeoutMs: 60_000, what: `container ${name}` });
    try {
      return await act(this.containers.get(id));
    } finally {
      lock.release();
    }
  }

  /** Removes what killed commands left half done. What is in use, or being made by a living process, stays. */
  async sweep(): Promise<void> {
    this.containers.sweep();
    await this.volumes.sweep();
    this.images.content.sweep();
    for (const id of readdirSync(join(this.options.runDir, "locks"))) {
      if (existsSync(this.containers.paths(id).dir)) continue;
      const lock = lockFile.tryNow(this.lockPath(id));
      if (lock) rmSync(this.lockPath(id), { force: true });
      lock?.release();
    }
  }

  /** Whether another command is at work on this container. */
  isBusy(id: string): boolean {
    return isLocked(this.lockPath(id));
  }

  lockPath(id: string): string {
    return join(this.options.runDir, "locks", id);
  }

  event(action: string, container: Container, attributes: Record<string, string> = {}, time?: string): void {
    const event: Omit<EngineEvent, "time"> = {
      type: "container",
      action,
      id: container.id,
      name: container.status.name,
      attributes: { image: container.record.image.reference, ...container.record.labels, ...attributes },
    };
    this.events.append(time === undefined ? event : { ...event, time });
  }
}

/** Asked of other run directories too, whose containers we know nothing else about. */
function isRunning(runDir: string, id: string): boolean {
  const { stateRecord } = containerPaths({ root: "/", runDir }, id);
  const process = loadDocument<StateRecord>(stateRecord);
  return process !== undefined && isAlive(process.pid, process.startTime);
}

/** A pod (src/pods) holds its network without a process; its run directory goes with it. */
function isPod(runDir: string, id: string): boolean {
  return existsSync(join(runDir, "pods", id));
}

function isLocked(path: string): boolean {
  if (!existsSync(path)) return false;
  const lock = lockFile.tryNow(path);
  lock?.release();
  return lock === undefined;
}

function usersOfVolume(containers: ContainerStore, volume: string): string[] {
  const marker = `/volumes/${volume}/_data`;
  return containers
    .list()
    .filter(({ paths }) => {
      // Not loadSpec(): a container that is being removed at this moment has none, and uses nothing.
      const spec = loadDocument<RuntimeSpec>(paths.config);
      return spec?.mounts?.some((mount) => mount.source?.endsWith(marker));
    })
    .map((container) => container.status.name);
}

/** Writes the "die" (and "oom") events of exits that happened while nobody looked. */
export function recordExits(services: Services): void {
  for (const container of services.containers.list()) recordExit(services, container);
}

export function recordExit(services: Services, container: Container): void {
  if (!isExitToRecord(container)) return;
  // Whoever waited for the exit and whoever follows the events notice it at the same moment: one of them writes it.
  const lock = briefLock(join(services.options.runDir, "exits.lock"));
  try {
    const current = services.containers.load(container.id);
    if (current && isExitToRecord(current)) writeExit(services, current);
  } finally {
    lock?.release();
  }
}

function isExitToRecord({ lifeCycle, status }: Container): boolean {
  if (lifeCycle.state !== "exited" || status.startError !== undefined) return false;
  if (lifeCycle.lost !== undefined) return false; // the record of how is still to come, from the monitor or from repair
  return (status.engine as EngineStatus | undefined)?.dieRecorded !== lifeCycle.exit.exitedAt;
}

/** For steps of some milliseconds, most of them fsync. After a second it goes without: an event twice is better than a command that hangs. */
function briefLock(path: string): FileLock | undefined {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let attempt = 0; attempt < 1000; attempt++) {
    const lock = lockFile.tryNow(path);
    if (lock) return lock;
    Atomics.wait(clock, 0, 0, 1);
  }
  return undefined;
}

function writeExit(services: Services, container: Container): void {
  if (container.lifeCycle.state !== "exited") return;
  const { exit } = container.lifeCycle;
  const engine = engineStatus(container);
  if (parseOomEvidence(exit.evidence, exit.exitCode).oomKilled) services.event("oom", container, {}, exit.exitedAt);
  services.event("die", container, { exitCode: String(exit.exitCode) }, exit.exitedAt);
  noteStatus(services, container, { engine: { ...engine, dieRecorded: exit.exitedAt } });
}

/** saveStatus() for what is good to know later, but must not keep anybody from looking at or removing a container. */
export function noteStatus(services: Services, container: Container, changes: Partial<ContainerStatus>): void {
  try {
    services.containers.saveStatus(container, changes);
  } catch (error) {
    if (!isFull(error)) throw error;
  }
}

/** A full disk. It must not keep anybody from making room. */
export function isFull(error: unknown): boolean {
  return hasErrno(error, "ENOSPC", "EDQUOT");
}

/** The engine's own mutable part of a container's status. */
export interface EngineStatus {
  readonly ports?: readonly { hostIp: string; hostPort: number; containerPort: number; protocol: "tcp" | "udp" }[];
  readonly ip?: string;
  readonly gateway?: string;
  readonly macAddress?: string;
  readonly prefixLength?: number;
  readonly paused?: boolean;
  /** exitedAt of the exit whose "die" event was written. */
  readonly dieRecorded?: string;
  /** Set by update: replaces the option of create. */
  readonly restart?: import("./types.ts").RestartPolicy;
  /** Set by update, over the limits of create; the next start takes them as well. */
  readonly resources?: Partial<import("./types.ts").ResourceOptions>;
}

export function engineStatus(container: Container): EngineStatus {
  return (container.status.engine ?? {}) as EngineStatus;
}
