// restore: a container out of the files of a checkpoint. Its cgroup and mount points are made by a plan, its processes by criu;
// init becomes our child, and with our end that of our caller's subreaper, like one that create has made.

import { join } from "node:path";
import { TsRunError, writeFileAtomicSync } from "../base/index.ts";
import { killAll, removeCgroup } from "../cgroups/index.ts";
import { performPlan } from "../executor/index.ts";
import { mount, umount } from "../native/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { compilePreparation } from "../plan/index.ts";
import { loadBundle } from "./bundle.ts";
import type { SavedContainer } from "./checkpoint.ts";
import { checkContainerId } from "./container-id.ts";
import type { RuntimeHost } from "./containers.ts";
import { writePidFile } from "./create.ts";
import { type CriuFlags, criuProcess, SAVED_MOUNTS } from "./criu-run.ts";
import { type RuntimePaths, readDocument, runtimePaths, type StateDocument } from "./documents.ts";
import { type ContainerPlacement, placeContainer } from "./placement.ts";
import { planFailure } from "./plan-failure.ts";
import { planInputOf } from "./plan-input.ts";
import { reserveId } from "./reserve-id.ts";
import { restoreProcesses } from "./restore-processes.ts";
import { removeStateDir } from "./state-dir.ts";
import { ourselves, startTimeOf } from "./status.ts";

export interface RestoreOptions extends CriuFlags {
  readonly bundle: string;
  readonly stdio: readonly [number, number, number];
  readonly detach: boolean;
  readonly pidFile?: string;
  readonly consoleSocket?: string;
  readonly lsmProfile?: string;
  readonly lsmMountContext?: string;
}

/** The pid of init, which runs. What fails leaves nothing. */
export async function restoreContainer(host: RuntimeHost, id: string, options: RestoreOptions): Promise<number> {
  checkContainerId(id);
  const criu = criuProcess(host);
  const saved = readSaved(options);
  if (saved.diesWithParent && options.detach)
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      `restore ${id}: it was a foreground run, whose processes die with their parent`,
      {
        hint: "restore it without --detach, or checkpoint one that was made by create or run --detach",
      },
    );
  const bundle = await loadBundle(options.bundle);
  await reserveId(host, id);
  const paths = runtimePaths(host.root, id);
  try {
    const placement = await placeContainer(host, bundle.spec, id);
    try {
      const state = stateOf(id, {
        dir: bundle.dir,
        rootfs: bundle.rootfs,
        spec: placement.spec,
        placed: placement.state,
      });
      return await restorePlaced(host, { criu, saved, options, paths, placement, state });
    } catch (error) {
      await placement.abandon();
      throw error;
    }
  } catch (error) {
    removeStateDir(paths);
    throw error;
  }
}

export interface Restoring {
  readonly criu: ReturnType<typeof criuProcess>;
  readonly saved: SavedContainer;
  readonly options: RestoreOptions;
  readonly paths: RuntimePaths;
  readonly placement: ContainerPlacement;
  readonly state: StateDocument;
}

async function restorePlaced(host: RuntimeHost, about: Restoring): Promise<number> {
  const { options, paths, placement, state } = about;
  writeFileAtomicSync(paths.config, JSON.stringify(placement.spec), { mode: 0o600, durable: false });
  writeFileAtomicSync(paths.state, JSON.stringify(state), { mode: 0o600, durable: false });
  try {
    await prepare(host, about);
    mount({ source: state.rootfs, target: paths.mountpoint, flags: MS_BIND | MS_REC });
    mount({ target: paths.mountpoint, flags: MS_PRIVATE | MS_REC });
    const pid = await restoreProcesses(host, about);
    umount(paths.mountpoint, MNT_DETACH);
    await placement.settle();
    const record = { pid, startTime: startTimeOf(pid), monitorPid: 0, monitorStartTime: 0 };
    writeFileAtomicSync(paths.process, JSON.stringify(record), { mode: 0o600, durable: false });
    if (options.pidFile !== undefined) writePidFile(options.pidFile, pid);
    return pid;
  } catch (error) {
    const { cgroupPath } = state;
    if (cgroupPath !== undefined) {
      await killAll(host.cgroup, cgroupPath).catch(() => undefined);
      await removeCgroup(host.cgroup, cgroupPath).catch(() => undefined);
    }
    throw error;
  }
}

const MS_BIND = 0x1000;
const MS_REC = 0x4000;
const MS_PRIVATE = 0x40000;
const MNT_DETACH = 2;

/** The cgroup with its limits, and places for the mounts. */
async function prepare(host: RuntimeHost, { placement: { spec }, state, paths }: Restoring): Promise<void> {
  const plan = compilePreparation(planInputOf(host, spec, { state, paths }));
  const failure = await performPlan(plan, host.facts.architecture);
  if (failure) throw planFailure(plan, failure);
}

function stateOf(
  id: string,
  about: { dir: string; rootfs: string; spec: RuntimeSpec; placed: ContainerPlacement["state"] },
): StateDocument {
  const { dir, rootfs, spec, placed } = about;
  return {
    version: 1,
    ociVersion: spec.ociVersion,
    id,
    bundle: dir,
    rootfs,
    created: new Date().toISOString(),
    annotations: spec.annotations ?? {},
    ...placed,
    monitor: "transient",
    initProgram: "", // it executes its own from the beginning
    creator: ourselves(),
  };
}

function readSaved({ imagePath }: RestoreOptions): SavedContainer {
  const nothing: SavedContainer = { version: 1, mounts: { files: {}, cgroups: {} }, diesWithParent: false };
  return readDocument<SavedContainer>(join(imagePath, SAVED_MOUNTS)) ?? nothing; // an image that another runtime has made
}
