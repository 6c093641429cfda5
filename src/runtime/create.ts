// create: everything up to the moment before execve. What fails leaves nothing.

import { closeSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { hasErrno, TsRunError, writeFileAtomicSync } from "../base/index.ts";
import { removeCgroup } from "../cgroups/index.ts";
import { blame, type MonitorChannel, startMonitor } from "../executor/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { cgroupPathOf, compilePlan, type Plan } from "../plan/index.ts";
import { type Bundle, loadBundle } from "./bundle.ts";
import { checkContainerId } from "./container-id.ts";
import type { RuntimeHost } from "./containers.ts";
import { type RuntimePaths, runtimePaths, type StateDocument } from "./documents.ts";
import { planFailure } from "./plan-failure.ts";
import { planInputOf } from "./plan-input.ts";
import { ourselves } from "./status.ts";

export interface CreateOptions {
  readonly bundle: string;
  readonly stdio: readonly [number, number, number];
  readonly pidFile?: string;
  readonly consoleSocket?: string;
  /** A foreground `run` serves the terminal itself. */
  readonly servesTerminal?: boolean;
}

export interface CreatedContainer {
  readonly pid: number;
  readonly spec: RuntimeSpec;
  /** Connected to the container's monitor. The caller closes it. */
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
  reserve(paths, id);
  try {
    return await make(host, { id, bundle, paths, options });
  } catch (error) {
    rmSync(paths.dir, { recursive: true, force: true });
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
  const { bundle, paths, options } = about;
  const spec = withCgroup(bundle.spec, about.id);
  const state = stateOf(spec, about);
  writeFileAtomicSync(paths.config, JSON.stringify(spec), { mode: 0o600, durable: false });
  writeFileAtomicSync(paths.state, JSON.stringify(state), { mode: 0o600, durable: false });
  const plan = compilePlan(planInputOf(host, spec, { state, paths }));
  const { architecture } = host.facts;
  const monitor = startMonitor(plan, { architecture, stdio: options.stdio });
  closeSync(monitor.pidFd);
  try {
    const pid = await waitCreated(plan, monitor);
    if (options.pidFile !== undefined) writePidFile(options.pidFile, pid);
    return { pid, spec, channel: monitor.channel };
  } catch (error) {
    monitor.channel.signal(9); // when it was the pid file that failed; a plan that failed left no init
    monitor.channel.close();
    if (state.cgroupPath !== undefined) await removeCgroup(host.cgroup, state.cgroupPath).catch(() => undefined);
    throw error;
  }
}

async function waitCreated(plan: Plan, monitor: ReturnType<typeof startMonitor>): Promise<number> {
  for (;;) {
    const message = await monitor.channel.next();
    if (message === undefined)
      throw new TsRunError("ERR_CORRUPT_STATE", "create container: its monitor ended without an answer");
    if (message.type === "created") return message.pid;
    if (message.type === "failed") throw planFailure(plan, blame(monitor, message.failure));
  }
}

/** Engines read it as soon as create returns; it is complete or absent at every moment. */
export function writePidFile(path: string, pid: number): void {
  writeFileAtomicSync(path, String(pid), { durable: false });
}

function checkTerminal(spec: RuntimeSpec, { consoleSocket, servesTerminal }: CreateOptions): void {
  const terminal = spec.process?.terminal ?? false;
  if (terminal && consoleSocket === undefined && !servesTerminal)
    throw new TsRunError("ERR_USAGE", "cannot allocate tty if ts-runc will detach without setting console socket");
  if (consoleSocket !== undefined && (!terminal || servesTerminal))
    throw new TsRunError("ERR_USAGE", "cannot use console socket if ts-runc will not detach or allocate tty");
}

function reserve(paths: RuntimePaths, id: string): void {
  mkdirSync(dirname(paths.dir), { recursive: true, mode: 0o700 });
  try {
    mkdirSync(paths.dir, { mode: 0o711 }); // only "x" for others: a user namespace's root walks through to the rootfs
  } catch (error) {
    if (!hasErrno(error, "EEXIST")) throw error;
    throw new TsRunError("ERR_CONFLICT", `container with given ID already exists: ${id}`, { cause: error });
  }
  mkdirSync(paths.mountpoint, { mode: 0o755 });
  mkdirSync(dirname(paths.controlSocket), { recursive: true, mode: 0o700 });
}

/** Where the spec leaves it to us, below /ts-runc. */
function withCgroup(spec: RuntimeSpec, id: string): RuntimeSpec {
  if (spec.linux?.cgroupsPath) return spec;
  return { ...spec, linux: { ...spec.linux, cgroupsPath: `/ts-runc/${id}` } };
}

function stateOf(spec: RuntimeSpec, { id, bundle, options }: Making): StateDocument {
  const cgroupPath = cgroupPathOf(spec);
  return {
    version: 1,
    ociVersion: spec.ociVersion,
    id,
    bundle: bundle.dir,
    rootfs: bundle.rootfs,
    created: new Date().toISOString(),
    annotations: spec.annotations ?? {},
    ...(cgroupPath !== undefined && { cgroupPath }),
    ...(options.consoleSocket !== undefined && { consoleSocket: options.consoleSocket }),
    ...(options.servesTerminal && { servesTerminal: true }),
    creator: ourselves(),
  };
}
