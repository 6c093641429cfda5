// Makes a pod's namespaces and takes them away. A namespace lives by the bind mount of its file, so that no process is
// needed for it and it outlives every server.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { hasErrno, TsRunError } from "../base/index.ts";
import { StartFailure } from "../containers/index.ts";
import type { PodSandboxConfig } from "../cri-wire/index.ts";
import { blame, closeWhenReaped, startMonitor } from "../executor/index.ts";
import { mount, umount } from "../native/index.ts";
import { compileSandboxPlan, type NetworkAttachment, type Plan } from "../plan/index.ts";
import type { PodEnvironment } from "./environment.ts";
import type { PodPaths } from "./paths.ts";
import { idMappings, sandboxSpec } from "./sandbox-spec.ts";

const MNT_DETACH = 2;
const MS_NOSUID = 2;
const MS_NODEV = 4;
const MS_NOEXEC = 8;
const SHM_BYTES = 64 * 1024 * 1024;

/** Everything that was made is taken back when it fails. */
export async function makeSandbox(
  environment: PodEnvironment,
  about: { readonly paths: PodPaths; readonly config: PodSandboxConfig; readonly network?: NetworkAttachment },
): Promise<void> {
  const { paths, config, network } = about;
  const { spec, pins, sharesIpc } = sandboxSpec(config, paths);
  try {
    for (const pin of Object.values(pins)) writeFileSync(pin, "", { mode: 0o600 });
    if (sharesIpc) mountShm(paths, config);
    if (Object.keys(pins).length === 0) return;
    const plan = compileSandboxPlan({ spec, pins, host: environment.host, ...(network ? { network } : {}) });
    await performPlan(plan, environment);
  } catch (error) {
    unmakeSandbox(paths);
    throw error;
  }
}

function mountShm(paths: PodPaths, config: PodSandboxConfig): void {
  const owner = idMappings(config)?.uidMappings[0]?.hostID ?? 0;
  mkdirSync(paths.shm, { recursive: true, mode: 0o755 });
  mount({
    source: "shm",
    target: paths.shm,
    fstype: "tmpfs",
    flags: MS_NOSUID | MS_NODEV | MS_NOEXEC,
    data: `mode=1777,size=${SHM_BYTES},uid=${owner},gid=${owner}`,
  });
}

/** Has a monitor perform a plan whose process ends by itself. Throws StartFailure where the plan stops. */
export async function performPlan(plan: Plan, { host }: Pick<PodEnvironment, "host">): Promise<void> {
  const monitor = startMonitor(plan, { architecture: host.architecture });
  try {
    for (;;) {
      const message = await monitor.channel.next();
      if (message?.type === "failed") throw new StartFailure(plan, blame(monitor, message.failure));
      if (message?.type === "exited" && message.exitCode === 0) return;
      if (message === undefined || message.type === "exited")
        throw new TsRunError("ERR_CORRUPT_STATE", "make the pod's namespaces: the monitor was killed on the way");
    }
  } finally {
    monitor.channel.close();
    closeWhenReaped(monitor);
  }
}

/** Idempotent. Processes that are still inside keep their namespaces; nobody else finds them any more. */
export function unmakeSandbox(paths: PodPaths): void {
  for (const pin of [...Object.values(paths.pins), paths.shm]) {
    unmountAll(pin);
    rmSync(pin, { recursive: true, force: true });
  }
}

/** A pin may be mounted over more than once where a server was killed at the wrong moment. Idempotent. */
export function unmountAll(path: string): void {
  for (;;) {
    try {
      umount(path, MNT_DETACH);
    } catch (error) {
      // EINVAL: not a mount point
      if (hasErrno(error, "EINVAL", "ENOENT", "ENOTDIR")) return;
      throw error;
    }
  }
}
