// create: everything up to the moment before execve. What fails leaves nothing.

import { closeSync } from "node:fs";
import { TsRunError, writeFileAtomicSync } from "../base/index.ts";
import { killAll, removeCgroup } from "../cgroups/index.ts";
import { blame, type MonitorChannel, nativeProgram, startMonitor } from "../executor/index.ts";
import { waitForExit } from "../native/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { compilePlan, type Plan } from "../plan/index.ts";
import { type Bundle, loadBundle } from "./bundle.ts";
import { checkContainerId } from "./container-id.ts";
import type { RuntimeHost } from "./containers.ts";
import {
  type ProcessRecord,
  type RuntimePaths,
  readDocument,
  readHookLog,
  runtimePaths,
  type StateDocument,
} from "./documents.ts";
import { signalProcess } from "./end.ts";
import { runPoststopHooks } from "./hooks.ts";
import { type SocketActivation, variableOf } from "./init-spec.ts";
import { findNetDevices } from "./net-devices.ts";
import { makeNotifyDir } from "./notify.ts";
import { type ContainerPlacement, placeContainer } from "./placement.ts";
import { planFailure } from "./plan-failure.ts";
import { nullStreams, planInputOf } from "./plan-input.ts";
import { findResctrl, removeResctrlGroups } from "./resctrl.ts";
import { reserveId } from "./reserve-id.ts";
import { removeStateDir } from "./state-dir.ts";
import { fileIdentity, ourselves } from "./status.ts";
import { tellPlan, tellWarnings } from "./warnings.ts";

export interface CreateOptions {
  readonly bundle: string;
  readonly stdio: readonly [number, number, number];
  readonly pidFile?: string;
  readonly consoleSocket?: string;
  readonly pidfdSocket?: string;
  /** A foreground `run`: the monitor stays, serves the terminal and tells the exit code. */
  readonly foreground?: boolean;
  /** Descriptors that the container inherits as 3 and up; the first are those of `listening`. */
  readonly preserve?: readonly number[];
  readonly listening?: SocketActivation;
  readonly noPivot?: boolean;
  readonly noNewKeyring?: boolean;
}

export interface CreatedContainer {
  readonly pid: number;
  readonly spec: RuntimeSpec;
  /** Connected to the monitor; with `foreground` it stays open, and the caller closes it. */
  readonly channel: MonitorChannel;
}

/** Afterwards the container's state is "created", or there is no container. */
export async function createContainer(
  host: RuntimeHost,
  id: string,
  options: CreateOptions,
): Promise<CreatedContainer> {
  checkContainerId(id);
  const bundle = await loadBundle(options.bundle);
  checkTerminal(bundle.spec, options);
  const paths = runtimePaths(host.root, id);
  tellWarnings(host, bundle.spec, bundle.unknown);
  await reserveId(host, id);
  try {
    return await make(host, { id, bundle, paths, options });
  } catch (error) {
    removeStateDir(paths);
    throw error;
  }
}

interface Making {
  readonly id: string;
  readonly bundle: Bundle;
  readonly paths: RuntimePaths;
  readonly options: CreateOptions;
}

async function make(host: RuntimeHost, about: Making): Promise<CreatedContainer> {
  const placement = await placeContainer(host, about.bundle.spec, about.id);
  try {
    return await makePlaced(host, about, placement);
  } catch (error) {
    await placement.abandon();
    throw error;
  }
}

async function makePlaced(host: RuntimeHost, about: Making, placement: ContainerPlacement): Promise<CreatedContainer> {
  const { spec } = placement;
  const { paths, options } = about;
  const state = stateOf(host, spec, { ...about, placed: placement.state });
  if (state.notifies) makeNotifyDir(paths);
  writeFileAtomicSync(paths.config, JSON.stringify(spec), { mode: 0o600, durable: false });
  writeFileAtomicSync(paths.state, JSON.stringify(state), { mode: 0o600, durable: false });
  const { pidfdSocket } = options;
  const plan = compilePlan({
    ...planInputOf(host, spec, { state, paths }),
    ...(pidfdSocket !== undefined && { pidfdSocket }),
  });
  tellPlan(host, plan);
  const { architecture } = host.facts;
  const monitor = startMonitor(plan, { architecture, stdio: options.stdio, preserve: options.preserve ?? [] });
  let pid: number | undefined;
  try {
    pid = await waitCreated(plan, monitor, paths);
    await placement.settle();
    if (options.pidFile !== undefined) writePidFile(options.pidFile, pid);
    // A monitor that does not stay is waited for: once it is gone, init belongs to our caller.
    if (!options.foreground) await waitForExit(monitor.pidFd);
    return { pid, spec, channel: monitor.channel };
  } catch (error) {
    monitor.channel.close();
    await undo(host, { spec, state, paths, pid });
    throw error;
  } finally {
    closeSync(monitor.pidFd);
  }
}

/** After a plan that failed there is no init; after a pid file that could not be written there still is. */
async function undo(
  host: RuntimeHost,
  about: { spec: RuntimeSpec; state: StateDocument; paths: RuntimePaths; pid: number | undefined },
): Promise<void> {
  const { spec, state, paths, pid } = about;
  const record = readDocument<ProcessRecord>(paths.process);
  if (pid !== undefined && record) signalProcess(record, SIGKILL);
  const { cgroupPath } = state;
  if (cgroupPath !== undefined) {
    await killAll(host.cgroup, cgroupPath).catch(() => undefined);
    await removeCgroup(host.cgroup, cgroupPath).catch(() => undefined);
  }
  removeResctrlGroups(spec, state.resctrl, state.id);
  await runPoststopHooks({ spec, state, pid: 0, env: host.env });
}

const SIGKILL = 9;

async function waitCreated(plan: Plan, monitor: ReturnType<typeof startMonitor>, paths: RuntimePaths): Promise<number> {
  for (;;) {
    const message = await monitor.channel.next();
    if (message === undefined)
      throw new TsRunError("ERR_CORRUPT_STATE", "create container: its monitor ended without an answer");
    if (message.type === "created") return message.pid;
    if (message.type === "failed") throw planFailure(plan, blame(monitor, message.failure), readHookLog(paths));
  }
}

/** Engines read it as soon as create returns; it is complete or absent at every moment. */
export function writePidFile(path: string, pid: number): void {
  writeFileAtomicSync(path, String(pid), { durable: false });
}

function checkTerminal(spec: RuntimeSpec, { consoleSocket, foreground }: CreateOptions): void {
  const terminal = spec.process?.terminal ?? false;
  if (terminal && consoleSocket === undefined && !foreground)
    throw new TsRunError("ERR_USAGE", "cannot allocate tty if ts-runc will detach without setting console socket");
  if (consoleSocket !== undefined && (!terminal || foreground))
    throw new TsRunError("ERR_USAGE", "cannot use console socket if ts-runc will not detach or allocate tty");
}

function stateOf(
  host: RuntimeHost,
  spec: RuntimeSpec,
  { id, bundle, options, placed }: Making & { readonly placed: ContainerPlacement["state"] },
): StateDocument {
  const netDevices = findNetDevices(spec);
  const resctrl = findResctrl(spec, id);
  return {
    version: 1,
    ociVersion: spec.ociVersion,
    id,
    bundle: bundle.dir,
    rootfs: bundle.rootfs,
    created: new Date().toISOString(),
    annotations: spec.annotations ?? {},
    ...placed,
    ...(options.consoleSocket !== undefined && { consoleSocket: options.consoleSocket }),
    ...(!spec.process?.terminal && { nullStreams: nullStreams(options.stdio) }),
    ...(options.preserve?.length && { preservedFds: options.preserve.length }),
    ...(options.listening && { listening: options.listening }),
    ...(variableOf(host.env, "NOTIFY_SOCKET") && { notifies: true }),
    ...(netDevices && { netDevices }),
    ...(resctrl && { resctrl }),
    ...(options.noPivot && { noPivot: true }),
    ...(options.noNewKeyring && { noNewKeyring: true }),
    monitor: options.foreground ? "resident" : "transient",
    initProgram: fileIdentity(nativeProgram("monitor")),
    creator: ourselves(),
  };
}
