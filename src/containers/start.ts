// From a bundle to a running container: facts are gathered, the plan is compiled, a monitor performs it.

import { mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { TsRunError } from "../base/index.ts";
import {
  type BlamedFailure,
  blame,
  type MonitorChannel,
  type StartedMonitor,
  startMonitor,
} from "../executor/index.ts";
import { type CgroupHost, type ErrnoName, errnoName, type HostFacts } from "../linux/index.ts";
import type { LinuxResources, RuntimeSpec } from "../oci/index.ts";
import {
  compilePlan,
  type MonitorSettings,
  type NetworkAttachment,
  type Op,
  type Plan,
  type PlanInput,
} from "../plan/index.ts";
import { mountpointOf } from "./paths.ts";
import { compiledSeccomp } from "./seccomp-cache.ts";
import { bootId } from "./state.ts";
import type { Container, ContainerStore } from "./store.ts";

/** What a start needs to know beyond the bundle. */
export interface StartContext {
  readonly host: HostFacts;
  readonly cgroup: CgroupHost | undefined;
  readonly network?: NetworkAttachment | undefined;
  readonly exitCommand?: MonitorSettings["exitCommand"] | undefined;
  /** Limits that were updated after create, instead of config.json's. */
  readonly resources?: LinuxResources | undefined;
  /** Where its cgroup is to be, instead of config.json's path. */
  readonly cgroupsPath?: string | undefined;
  /** Owners of devices that keep those of the host's in a user namespace. */
  readonly hostDevices?: PlanInput["hostDevices"];
  /** Environment of hooks that name none. */
  readonly hookEnv?: readonly string[];
  /** linux.netDevices as they are on the host. */
  readonly netDevices?: PlanInput["netDevices"] | undefined;
  readonly trace?: boolean;
}

/** A plan that stopped: which op, which errno. The engine turns it into cause, field and hint. */
export class StartFailure extends TsRunError {
  static {
    this.prototype.name = "StartFailure";
  }

  readonly plan: Plan;
  readonly op: Op | undefined;
  readonly lane: string;
  readonly errno: ErrnoName | string;
  readonly failure: BlamedFailure;

  constructor(plan: Plan, failure: BlamedFailure) {
    const op = plan.lanes[failure.lane]?.[failure.index];
    const errno = errnoName(failure.errno) ?? `errno ${failure.errno}`;
    super(
      "ERR_SYSCALL",
      `${op?.why ?? "start container"}: ${op?.call ?? "monitor"}(2) returned ${errno}${op ? ` [${op.from}]` : ""}`,
    );
    this.plan = plan;
    this.op = op;
    this.lane = failure.lane;
    this.errno = errno;
    this.failure = failure;
  }
}

export function planInputOf(store: ContainerStore, container: Container, context: StartContext): PlanInput {
  const { record, paths } = container;
  const created = store.loadSpec(container);
  const { resources, cgroupsPath } = context;
  const spec = {
    ...created,
    linux: { ...created.linux, ...(resources ? { resources } : {}), ...(cgroupsPath ? { cgroupsPath } : {}) },
  };
  return {
    spec,
    sourceKinds: bindSourceKinds(spec, paths.filesDir),
    ...(context.hostDevices ? { hostDevices: context.hostDevices } : {}),
    rootfs: record.rootfs,
    host: context.host,
    ...(context.cgroup ? { cgroup: context.cgroup } : {}),
    ...(context.network ? { network: context.network } : {}),
    stdio: record.terminal ? { kind: "terminal" } : { kind: "pipes", stdin: record.openStdin, once: record.stdinOnce },
    ...(spec.hooks ? { identity: { id: container.id, bundle: paths.dir, callerEnv: context.hookEnv ?? [] } } : {}),
    ...(context.netDevices ? { netDevices: context.netDevices } : {}),
    paths: {
      controlSocket: paths.controlSocket,
      ...(spec.hooks ? { hookLog: paths.hookLog } : {}),
      mountpoint: mountpointOf(store.roots),
      stateRecord: paths.stateRecord,
      exitRecord: paths.exitRecord,
    },
    waitForStart: false,
    ...(record.log.path === "" ? {} : { log: { path: paths.log, ...record.log } }),
    ...(context.exitCommand ? { exitCommand: context.exitCommand } : {}),
  };
}

/** Whether each bind source is a file or a directory: their targets must be the same. Throws ERR_NOT_FOUND for a missing one. */
export function bindSourceKinds(spec: RuntimeSpec, filesDir?: string): Record<string, "file" | "directory"> {
  const kinds: Record<string, "file" | "directory"> = {};
  for (const { type, source, options = [], destination } of spec.mounts ?? []) {
    if (source === undefined || !(type === "bind" || options.includes("bind") || options.includes("rbind"))) continue;
    const stat = statSync(source, { throwIfNoEntry: false });
    if (!stat && filesDir !== undefined && source.startsWith(`${filesDir}/`)) {
      kinds[source] = "file"; // ours: hosts and the like, written when the container starts
      continue;
    }
    if (!stat) {
      throw new TsRunError(
        "ERR_NOT_FOUND",
        `mount ${source} at ${destination}: the host has no such file or directory`,
        {
          hint: "create it, or remove and create the container again without this mount",
        },
      );
    }
    kinds[source] = stat.isDirectory() ? "directory" : "file";
  }
  return kinds;
}

/** Of the last time that it ran. */
function removeTraces({ paths, record }: Container): void {
  // An overlay that is mounted volatile marks its work directory and refuses it the next time.
  const stain = join(paths.workDir, "work", "incompat");
  if (record.rootfs.options.includes("volatile")) rmSync(stain, { recursive: true, force: true });
  for (const stale of [paths.exitRecord, paths.exitRecordAside, paths.stateRecord, paths.controlSocket, paths.hookLog])
    rmSync(stale, { force: true });
}

export interface StartedContainer {
  readonly monitor: StartedMonitor;
  readonly plan: Plan;
  readonly pid: number;
}

/**
 * Starts a container that does not run. `greet` may send messages that are there before the container's
 * first byte of output. Throws StartFailure when the plan stops; nothing of the attempt is left then but its status.
 */
export async function startContainer(
  store: ContainerStore,
  container: Container,
  context: StartContext,
  greet?: (channel: MonitorChannel) => void,
): Promise<StartedContainer> {
  const { paths } = container;
  const input = planInputOf(store, container, context);
  const profile = input.spec.linux?.seccomp;
  const plan = compilePlan(
    profile ? { ...input, seccomp: compiledSeccomp(store.roots.root, profile, context.host.architecture) } : input,
  );
  mkdirSync(paths.runDir, { recursive: true, mode: 0o700 });
  if (container.status.startedAt !== undefined) removeTraces(container);
  store.saveStatus(container, {
    stopRequested: false,
    startedAt: new Date().toISOString(),
    bootId: bootId(),
    startError: undefined as never,
    startExitCode: undefined as never,
  });
  const monitor = startMonitor(plan, {
    architecture: context.host.architecture,
    trace: context.trace ?? false,
    ...(greet ? { greet } : {}),
  });
  for (;;) {
    const message = await monitor.channel.next();
    if (message === undefined) {
      monitor.channel.close();
      throw new TsRunError(
        "ERR_CORRUPT_STATE",
        `start container ${container.status.name}: its monitor ended without an answer`,
        {
          hint: "it was killed from outside, or the host is out of memory; see `dmesg`",
        },
      );
    }
    if (message.type === "started") return { monitor, plan, pid: message.pid };
    if (message.type === "failed") {
      monitor.channel.close();
      throw new StartFailure(plan, blame(monitor, message.failure));
    }
  }
}
