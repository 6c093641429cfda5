// StartContainer: the bundle becomes a running container, once.

import { closeSync, existsSync, fchmodSync, openSync, readFileSync } from "node:fs";
import { messageOf, nowNs, TsRunError } from "../base/index.ts";
import {
  type StartContext,
  type StartedContainer,
  StartFailure,
  startContainer as startBundle,
} from "../containers/index.ts";
import { diagnoseStart } from "../engine/index.ts";
import { closeWhenReaped, readHostDevices } from "../executor/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { findNetDevices, planFailure } from "../runtime/index.ts";
import { place, podStatusOf } from "./cgroup-place.ts";
import { refuseUnlessReady } from "./create-container.ts";
import { follow } from "./follow.ts";
import { findHolder } from "./holder.ts";
import { expectPoststop, hookEnvironment, runPoststart, runPoststop } from "./late-hooks.ts";
import type { PodContainer, PodTable } from "./table.ts";

/** Why and with which exit code a start failed: containerd's words, which the kubelet shows. */
const START_ERROR_CODE = 128;

export async function startContainer(table: PodTable, container: PodContainer): Promise<void> {
  await table.turns.take(container.id, () => start(table, container));
}

async function start(table: PodTable, container: PodContainer): Promise<void> {
  const { containers } = table.environment;
  const { state } = container.stored.lifeCycle;
  if (container.removing || state !== "created")
    throw new TsRunError(
      "ERR_CONFLICT",
      `start container ${container.id}: it has ${container.removing ? "been removed" : state}`,
    );
  refuseUnlessReady(container.pod);
  try {
    const spec = withUpdates(containers.loadSpec(container.stored), container);
    checkPidNamespace(container, spec);
    openLog(container);
    const { monitor, pid } = await startIn(table, container, spec);
    container.stored = containers.load(container.id) ?? container.stored;
    follow(table, container, monitor.channel);
    await runPoststart(table, container, { spec, pid });
    // It may have ended already: then what it wrote is to be in its log before anybody is told.
    if (container.stored.lifeCycle.state !== "running") await container.ended;
  } catch (error) {
    const explained = recordFailure(table, container, error);
    await runPoststop(table, container);
    const ended = container.stored.lifeCycle.state === "exited";
    if (ended) table.events.publish({ type: "stopped", id: container.id, pod: container.pod, atNs: nowNs() });
    throw explained;
  }
  table.events.publish({ type: "started", id: container.id, pod: container.pod, atNs: nowNs() });
}

async function startIn(
  { environment }: PodTable,
  container: PodContainer,
  spec: RuntimeSpec,
): Promise<StartedContainer> {
  const { containers, host, cgroup } = environment;
  const placement = await place(environment, spec, container.id);
  const { cgroupPath: path, systemdUnit: unit } = placement.state;
  try {
    if (unit !== undefined && path !== undefined)
      container.stored = containers.saveStatus(container.stored, {
        engine: { ...podStatusOf(container.stored), cgroup: { path, unit } },
      });
    expectPoststop(environment, container, spec);
    const context: StartContext = {
      host,
      cgroup,
      cgroupsPath: path,
      resources: placement.spec.linux?.resources,
      hostDevices: readHostDevices(spec.linux?.devices ?? []),
      hookEnv: hookEnvironment(environment),
      netDevices: findNetDevices(spec),
    };
    const started = await startBundle(containers, container.stored, context);
    closeWhenReaped(started.monitor);
    await placement.settle();
    return started;
  } catch (error) {
    await placement.abandon();
    throw error;
  }
}

/** Limits that were changed since the container was created. */
function withUpdates(spec: RuntimeSpec, { stored }: PodContainer): RuntimeSpec {
  const { resources } = podStatusOf(stored);
  return resources ? { ...spec, linux: { ...spec.linux, resources } } : spec;
}

/** The number of a process that is gone may belong to another by now. */
function checkPidNamespace(container: PodContainer, spec: RuntimeSpec): void {
  const joined = spec.linux?.namespaces?.find(({ type }) => type === "pid")?.path;
  const holder = findHolder(container.pod.paths);
  const isShared = container.origin.pidNamespace === "pod";
  if (!isShared || joined === `/proc/${holder?.pid}/ns/pid`) return;
  throw new TsRunError("ERR_CONFLICT", `start container ${container.id}: the PID namespace of its pod is gone`);
}

/** Here and not by the monitor, which goes without a log rather than without the container. */
function openLog({ stored }: PodContainer): void {
  const { path } = stored.record.log;
  if (!path) return;
  try {
    const fd = openSync(path, "a", 0o640);
    fchmodSync(fd, 0o640);
    closeSync(fd);
  } catch (error) {
    throw new TsRunError("ERR_NOT_FOUND", `open log ${path}: ${messageOf(error)}`, { cause: error });
  }
}

/** Leaves the container exited with reason StartError, and the error in words. */
function recordFailure(table: PodTable, container: PodContainer, error: unknown): unknown {
  const { containers, warn } = table.environment;
  const explained = error instanceof StartFailure ? explain(table, container, error) : error;
  try {
    container.stored = containers.saveStatus(container.stored, {
      startError: messageOf(explained),
      startExitCode: START_ERROR_CODE,
      startedAt: container.stored.status.startedAt ?? new Date().toISOString(),
    });
  } catch (failure) {
    warn(`record the failed start of container ${container.id}: ${messageOf(failure)}`);
  }
  return explained;
}

function explain({ environment }: PodTable, { stored }: PodContainer, error: StartFailure): Error {
  const { containers, host } = environment;
  if (!error.op?.from.startsWith("/hooks/")) return diagnoseStart({ containers, host }, stored, error);
  const { hookLog } = stored.paths;
  return planFailure(error.plan, error.failure, existsSync(hookLog) ? readFileSync(hookLog, "utf8") : "");
}
