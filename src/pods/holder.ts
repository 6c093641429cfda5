// The one process a pod may need: PID 1 of a PID namespace that its containers share. Our own init program without a
// program to run, in an empty root of its own, without capabilities, under a monitor as a container's init is.

import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { TsRunError } from "../base/index.ts";
import {
  isAlive,
  loadDocument,
  mountpointOf,
  namespacePath,
  type Roots,
  StartFailure,
  type StateRecord,
  signalInit,
  waitGone,
} from "../containers/index.ts";
import type { PodSandboxConfig } from "../cri-wire/index.ts";
import { blame, closeWhenReaped, nativeProgram, startMonitor } from "../executor/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { compilePlan, type Plan } from "../plan/index.ts";
import { cgroupsPath } from "./cgroup-paths.ts";
import { endScope, place } from "./cgroup-place.ts";
import type { PodEnvironment } from "./environment.ts";
import { holderRootfs, type PodPaths } from "./paths.ts";
import { sandboxSpec } from "./sandbox-spec.ts";

interface HeldPod {
  readonly id: string;
  readonly config: PodSandboxConfig;
  readonly paths: PodPaths;
}

const NOBODY = 65534;
const SIGKILL = 9;
const PROGRAM = "/pause";

/** Path of the PID namespace that the pod's containers share; made when the first of them asks. One caller at a time. */
export async function sharedPidNamespace(environment: PodEnvironment, pod: HeldPod): Promise<string> {
  const living = findHolder(pod.paths) ?? (await startHolder(environment, pod));
  return namespacePath(living.pid, "pid");
}

/** Idempotent; takes whatever still runs in the shared namespace with it. */
export async function stopHolder(
  { cgroupDriver }: Pick<PodEnvironment, "cgroupDriver">,
  { id, config, paths }: Pick<HeldPod, "id" | "paths"> & { readonly config: PodSandboxConfig | undefined },
): Promise<void> {
  if (!existsSync(paths.holderRecord)) return;
  const holder = findHolder(paths);
  if (holder) {
    signalInit(holder, SIGKILL);
    await waitGone(holder, { timeoutMs: 10_000 });
  }
  if (config) await endScope(cgroupsPath(cgroupDriver, config, id));
  rmSync(paths.holderRecord, { force: true });
}

export function findHolder(paths: PodPaths): StateRecord | undefined {
  const record = loadDocument<StateRecord>(paths.holderRecord);
  return record && isAlive(record.pid, record.startTime) ? record : undefined;
}

async function startHolder(environment: PodEnvironment, pod: HeldPod): Promise<StateRecord> {
  const { host } = environment;
  prepareRootfs(environment.roots);
  rmSync(pod.paths.holderRecord, { force: true });
  const placement = await place(environment, holderSpec(environment, pod), pod.id);
  const plan = holderPlan(environment, pod, placement.spec);
  const monitor = startMonitor(plan, { architecture: host.architecture });
  closeWhenReaped(monitor);
  try {
    for (;;) {
      const message = await monitor.channel.next();
      if (message?.type === "failed") throw new StartFailure(plan, blame(monitor, message.failure));
      if (message?.type === "started") break;
      if (message === undefined) throw lost(pod.id);
    }
    await placement.settle();
  } catch (error) {
    await placement.abandon();
    throw error;
  } finally {
    monitor.channel.close();
  }
  const record = findHolder(pod.paths);
  if (!record) throw lost(pod.id);
  return record;
}

function lost(id: string): TsRunError {
  return new TsRunError(
    "ERR_CORRUPT_STATE",
    `make the shared PID namespace of pod ${id}: its first process was killed`,
  );
}

function holderSpec({ cgroupDriver }: PodEnvironment, pod: HeldPod): RuntimeSpec {
  const { pins } = sandboxSpec(pod.config, pod.paths);
  return {
    ociVersion: "1.3.0",
    root: { path: "rootfs", readonly: true },
    // Every container gets the devices of the specification; not in the directory that all holders share.
    mounts: [
      { destination: "/dev", type: "tmpfs", source: "tmpfs", options: ["nosuid", "noexec", "mode=755", "size=64k"] },
    ],
    process: {
      args: [PROGRAM],
      cwd: "/",
      user: { uid: NOBODY, gid: NOBODY },
      capabilities: { bounding: [], effective: [], permitted: [] },
      noNewPrivileges: true,
    },
    linux: {
      namespaces: [
        { type: "mount" },
        { type: "pid" },
        ...Object.entries(pins).map(([type, path]) => ({ type: type as "ipc", path })),
      ],
      cgroupsPath: cgroupsPath(cgroupDriver, pod.config, pod.id),
      resources: { devices: [{ allow: false, access: "rwm" }] },
    },
  };
}

function holderPlan({ roots, host, cgroup }: PodEnvironment, pod: HeldPod, spec: RuntimeSpec): Plan {
  return compilePlan({
    spec,
    rootfs: { type: "bind", source: holderRootfs(roots), options: [] },
    host,
    cgroup,
    stdio: { kind: "inherit" }, // nothing: the monitor's own are /dev/null
    paths: { mountpoint: mountpointOf(roots), stateRecord: pod.paths.holderRecord },
    waitForStart: false,
  });
}

/** A copy, because the holder must not depend on where ts-run is installed, nor show it. */
function prepareRootfs(roots: Roots): void {
  const target = join(holderRootfs(roots), PROGRAM);
  // With its mount point, which the root of a pod's user namespace could not make here.
  mkdirSync(join(holderRootfs(roots), "dev"), { recursive: true, mode: 0o755 });
  if (existsSync(target)) return;
  const aside = `${target}.new`;
  copyFileSync(nativeProgram("init"), aside);
  chmodSync(aside, 0o555);
  renameSync(aside, target);
}
