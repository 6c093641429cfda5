// Where a container's files are. Durable ones under the state root, those that a reboot must erase under the run dir.

import { join } from "node:path";

export interface Roots {
  /** /var/lib/ts-run */
  readonly root: string;
  /** /run/ts-run, a tmpfs */
  readonly runDir: string;
  /** Where what containers write is, when not beside their records. */
  readonly layersDir?: string;
}

/** Of the containers of pods, which end with a reboot like their records. What they write may not fit into memory. */
export function podContainerRoots({ root, runDir }: Roots): Roots {
  const run = join(runDir, "cri");
  return { root: join(run, "records"), runDir: run, layersDir: join(root, "cri", "layers") };
}

export interface ContainerPaths {
  readonly dir: string;
  readonly config: string;
  readonly record: string;
  readonly status: string;
  /** Written by the monitor when init is gone; absent while it runs. */
  readonly exitRecord: string;
  /** Where the monitor writes it when the state root's disk is full. */
  readonly exitRecordAside: string;
  /** Has the two below; the container's own directory when there is no layersDir. */
  readonly layerDir: string;
  readonly upperDir: string;
  readonly workDir: string;
  /** hosts, hostname, resolv.conf */
  readonly filesDir: string;
  readonly log: string;
  readonly runDir: string;
  /** Written by the monitor when init exists. */
  readonly stateRecord: string;
  readonly controlSocket: string;
  /** What hooks of the last start wrote. */
  readonly hookLog: string;
  /** There while something is to be done after the exit (--rm, --restart): the condition of the monitor's exit command. */
  readonly afterExit: string;
}

export function containerPaths(roots: Roots, id: string): ContainerPaths {
  const dir = join(roots.root, "containers", id);
  const runDir = join(roots.runDir, "containers", id);
  const layerDir = roots.layersDir === undefined ? dir : join(roots.layersDir, id);
  return {
    dir,
    config: join(dir, "config.json"),
    record: join(dir, "record.json"),
    status: join(dir, "status.json"),
    exitRecord: join(dir, "exit.json"),
    exitRecordAside: join(runDir, "exit.json"),
    layerDir,
    upperDir: join(layerDir, "upper"),
    workDir: join(layerDir, "work"),
    filesDir: join(dir, "files"),
    log: join(dir, "container.log"),
    runDir,
    stateRecord: join(runDir, "state.json"),
    // sun_path holds 108 bytes: 64 of id fit with any run dir of up to 20 bytes, longer ones are refused at create.
    controlSocket: join(runDir, "ctl"),
    hookLog: join(runDir, "hooks.log"),
    afterExit: join(runDir, "after-exit"),
  };
}

/** Empty directory onto which every container's rootfs is mounted, each in its own mount namespace: the host never sees one. */
export function mountpointOf(roots: Roots): string {
  return join(roots.runDir, "rootfs");
}

export function namesDir(roots: Roots): string {
  return join(roots.root, "names");
}

/** Namespace of a process as a path that setns(2) and a spec's `path` take; kind as in /proc/<pid>/ns. */
export function namespacePath(pid: number, kind: string): string {
  return `/proc/${pid}/ns/${kind}`;
}
