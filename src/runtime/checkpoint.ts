// checkpoint: a running container's processes into files, by criu.

import { mkdirSync, readFileSync, readlinkSync, statSync, writeFileSync, writeSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { TsRunError } from "../base/index.ts";
import { type CriuOptions, criuFeatures, requestCriu } from "../criu/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { getContainer, initOf, loadSpec, type RuntimeHost } from "./containers.ts";
import { EXTERNAL_NAMESPACES, externalMounts } from "./criu-mounts.ts";
import { type CriuFlags, criuProcess, DESCRIPTORS, SAVED_MOUNTS, withDirectories } from "./criu-run.ts";
import { deleteContainer } from "./end.ts";

export interface CheckpointOptions extends CriuFlags {
  /** Relative to imagePath: the images of the pre-dump before. */
  readonly parentPath?: string;
  readonly leaveRunning?: boolean;
  readonly preDump?: boolean;
  readonly tcpSkipInFlight?: boolean;
  readonly linkRemap?: boolean;
  readonly pageServer?: { readonly address: string; readonly port: number };
  /** Descriptor that receives a zero byte once lazy pages are served. */
  readonly statusFd?: number;
}

/** What is written beside the images, for restore. */
export interface SavedContainer {
  readonly version: 1;
  readonly mounts: ReturnType<typeof externalMounts>["saved"];
  /** Its processes die with their parent (prctl(2), PR_SET_PDEATHSIG): a foreground run. */
  readonly diesWithParent: boolean;
}

/** What there is to know of a running container whose processes are saved. */
export interface DumpedContainer {
  readonly id: string;
  /** Of its init. */
  readonly pid: number;
  readonly spec: RuntimeSpec;
  readonly rootfs: string;
  readonly cgroupPath?: string | undefined;
  readonly diesWithParent: boolean;
  /** What else belongs to others, in criu's words ("file[<mount id>:<inode>]"). */
  readonly external?: readonly string[];
}

type DumpHost = Pick<RuntimeHost, "cgroup" | "env" | "criu" | "signal" | "debug">;

/** The container is gone afterwards, unless it was only looked at (pre-dump) or is to go on. */
export async function checkpointContainer(host: RuntimeHost, id: string, options: CheckpointOptions): Promise<void> {
  const container = getContainer(host, id);
  if (container.status !== "running" && container.status !== "paused")
    throw new TsRunError("ERR_CONFLICT", `container ${id} cannot be checkpointed in ${container.status} state`);
  const { rootfs, cgroupPath, monitor } = container.state;
  const { pid } = initOf(container, "checkpoint");
  const diesWithParent = monitor === "resident";
  const dumped = { id, pid, spec: loadSpec(container), rootfs, cgroupPath, diesWithParent };
  await dumpContainer(host, dumped, options);
  if (!options.preDump && !options.leaveRunning) await deleteContainer(host, id, { force: true });
}

/** criu's images and what restore needs beside them, in `options.imagePath`. */
export async function dumpContainer(
  host: DumpHost,
  dumped: DumpedContainer,
  options: CheckpointOptions,
): Promise<void> {
  const criu = criuProcess(host);
  checkParent(options);
  await checkFeatures(criu, options);
  const about = { logFile: options.preDump ? "pre-dump.log" : "dump.log", what: `checkpoint ${dumped.id}` };
  await withDirectories(options, { ...about, root: dumped.rootfs }, async (common) => {
    const dump = dumpOptions(host, dumped, options);
    if (!options.preDump) saveDescription(dumped, options, dump.saved);
    await requestCriu(criu, {
      type: options.preDump ? "preDump" : "dump",
      options: { ...common, ...dump.options },
      onNotify: ({ script }) => {
        host.debug?.(`criu: ${script}`);
        if (script === "status-ready" && options.statusFd !== undefined) writeSync(options.statusFd, Buffer.alloc(1));
      },
    });
  });
}

function dumpOptions(
  host: DumpHost,
  { pid, spec, cgroupPath, external = [] }: DumpedContainer,
  options: CheckpointOptions,
) {
  const mountinfo = readFileSync(`/proc/${pid}/mountinfo`, "utf8");
  const { byPlace, saved } = externalMounts(spec, { mountinfo, host: host.cgroup });
  const freezer = host.cgroup.controllers.freezer?.root ?? host.cgroup.unifiedRoot;
  const { parentPath, pageServer } = options;
  const found: Partial<CriuOptions> = {
    pid,
    leaveRunning: (options.leaveRunning ?? false) || (options.preDump ?? false),
    tcpSkipInFlight: options.tcpSkipInFlight ?? false,
    linkRemap: options.linkRemap ?? false,
    externalMounts: byPlace,
    external: [...joinedNamespaces(spec.linux?.namespaces ?? []), ...external],
    ...(cgroupPath !== undefined && freezer !== undefined && { freezeCgroup: join(freezer, cgroupPath) }),
    ...((options.preDump || parentPath) && { trackMemory: true }),
    ...(parentPath && { parentImage: parentPath }),
    ...(pageServer && { pageServer }),
  };
  return { options: found, saved };
}

/** Those that belong to others are not saved; restore joins them again under these names. */
function joinedNamespaces(namespaces: readonly { readonly type: string; readonly path?: string }[]): string[] {
  return namespaces.flatMap(({ type, path }) => {
    const name = EXTERNAL_NAMESPACES[type];
    return path === undefined || name === undefined ? [] : [`${name.kernel}[${statSync(path).ino}]:${name.key}`];
  });
}

function saveDescription(
  { pid, diesWithParent }: DumpedContainer,
  { imagePath }: CriuFlags,
  mounts: SavedContainer["mounts"],
): void {
  const streams = [0, 1, 2].map((stream) => readlinkSync(`/proc/${pid}/fd/${stream}`));
  const saved: SavedContainer = { version: 1, mounts, diesWithParent };
  mkdirSync(imagePath, { recursive: true, mode: 0o700 });
  writeFileSync(join(imagePath, DESCRIPTORS), JSON.stringify(streams), { mode: 0o600 });
  writeFileSync(join(imagePath, SAVED_MOUNTS), JSON.stringify(saved), { mode: 0o600 });
}

function checkParent({ imagePath, parentPath }: CheckpointOptions): void {
  if (!parentPath) return;
  if (isAbsolute(parentPath)) throw new TsRunError("ERR_USAGE", "--parent-path must be relative to --image-path");
  const found = statSync(join(imagePath, parentPath), { throwIfNoEntry: false });
  if (!found?.isDirectory())
    throw new TsRunError("ERR_USAGE", `invalid --parent-path ${parentPath}: no such directory`);
}

async function checkFeatures(criu: ReturnType<typeof criuProcess>, options: CheckpointOptions): Promise<void> {
  if (!options.preDump && !options.parentPath && !options.lazyPages) return;
  const features = await criuFeatures(criu);
  if (!features.memoryTracking && (options.preDump || options.parentPath))
    throw new TsRunError("ERR_UNSUPPORTED", "checkpoint by --pre-dump: this kernel does not track changed memory", {
      hint: "it needs CONFIG_MEM_SOFT_DIRTY; checkpoint without --pre-dump and --parent-path works",
    });
  if (!features.lazyPages && options.lazyPages)
    throw new TsRunError("ERR_UNSUPPORTED", "checkpoint with --lazy-pages: criu and this kernel cannot do it together");
}
