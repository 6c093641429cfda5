// kill and delete.

import { closeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { hasErrno, TsRunError } from "../base/index.ts";
import { killAll, removeCgroup, signalAll, stopScope, thaw } from "../cgroups/index.ts";
import { pidfdOpen, pidfdSendSignal } from "../native/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { findContainer, getContainer, initOf, type RuntimeContainer, type RuntimeHost } from "./containers.ts";
import { readDocument } from "./documents.ts";
import { runPoststopHooks } from "./hooks.ts";
import { removeResctrlGroups } from "./resctrl.ts";
import { removeStateDir } from "./state-dir.ts";
import { isAlive } from "./status.ts";

/** Sends a signal to init, or with `all` to every process of the container. Throws ERR_CONFLICT when it does not run. */
export async function killContainer(
  host: RuntimeHost,
  id: string,
  options: { signal: number; all?: boolean },
): Promise<void> {
  const container = getContainer(host, id);
  const { cgroupPath } = container.state;
  if (options.all && cgroupPath !== undefined) {
    if (container.status === "stopped") return; // what it left behind is removed by delete
    // Numbers work as well as names in process.kill(), and real-time signals have only numbers.
    await unlessGone(signalAll(host.cgroup, cgroupPath, options.signal as unknown as NodeJS.Signals));
    return;
  }
  const init = initOf(container, "signal");
  if (!signalProcess(init, options.signal))
    throw new TsRunError("ERR_CONFLICT", `cannot signal container ${id}: container not running (it has just ended)`);
}

/** By pidfd, checked after opening: the signal cannot hit another process that got the number. */
export function signalProcess(record: { pid: number; startTime: number }, signal: number): boolean {
  let fd: number;
  try {
    fd = pidfdOpen(record.pid);
  } catch (error) {
    if (hasErrno(error, "ESRCH", "EINVAL")) return false;
    throw error;
  }
  try {
    return isAlive(record.pid, record.startTime) && pidfdSendSignal(fd, signal);
  } finally {
    closeSync(fd);
  }
}

const END_MS = 10_000;
const SIGKILL = 9;

/**
 * Removes a stopped or created container; with `force` any, and none is no error then. Everything of it is gone
 * afterwards: processes, cgroups, state.
 */
export async function deleteContainer(host: RuntimeHost, id: string, options: { force?: boolean } = {}): Promise<void> {
  const container = options.force ? findContainer(host, id) : getContainer(host, id);
  if (container === undefined) return;
  const { status } = container;
  if (!options.force && status !== "stopped" && status !== "created")
    throw new TsRunError("ERR_CONFLICT", `cannot delete container ${id} that is not stopped: ${status}`, {
      hint: `ts-runc kill ${id} KILL, or ts-runc delete --force ${id}`,
    });
  await end(host, container);
  const spec = readDocument<RuntimeSpec>(container.paths.config);
  if (spec) {
    removeResctrlGroups(spec, container.state.resctrl, id);
    await runHooks(host, container, spec);
  }
  removeStateDir(container.paths);
}

/** A poststop hook that fails is no reason to keep the container (runtime-spec, runtime.md#lifecycle step 12): it is told. */
async function runHooks(host: RuntimeHost, container: RuntimeContainer, spec: RuntimeSpec): Promise<void> {
  if (!spec.hooks?.poststop?.length) return;
  const failures = await runPoststopHooks({ spec, state: container.state, pid: 0, env: host.env });
  for (const failure of failures) host.warn(failure.message);
}

async function end(host: RuntimeHost, container: RuntimeContainer): Promise<void> {
  const { state, process: init } = container;
  if (init) signalProcess(init, SIGKILL);
  // v1's freezer holds back even SIGKILL
  if (state.cgroupPath !== undefined && container.status === "paused")
    await unlessGone(thaw(host.cgroup, state.cgroupPath));
  // A monitor that stays records the exit and performs the exit lane; what is left is done here.
  const deadline = Date.now() + END_MS;
  while (init && (isAlive(init.monitorPid, init.monitorStartTime) || isAlive(init.pid, init.startTime))) {
    if (Date.now() > deadline)
      throw new TsRunError("ERR_TIMEOUT", `delete ${container.id}: its init (pid ${init.pid}) does not end`);
    await sleep(2);
  }
  if (state.cgroupPath === undefined) return;
  await unlessGone(killAll(host.cgroup, state.cgroupPath)); // of a container whose monitor was killed
  if (state.systemdUnit !== undefined) await stopScope(state.systemdUnit);
  await removeCgroup(host.cgroup, state.cgroupPath);
}

/** The monitor's exit lane removes the cgroup as soon as init is gone, also between two of our steps. */
async function unlessGone(step: Promise<void>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!hasErrno(error, "ENODEV", "ENOENT")) throw error;
  }
}
