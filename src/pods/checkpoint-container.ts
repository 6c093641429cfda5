// A running container into a tar archive: criu's images in checkpoint/, config.json as spec.dump, who it is in config.dump.

import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { chmod, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { create } from "tar";
import { messageOf, TsRunError } from "../base/index.ts";
import { mountpointOf } from "../containers/index.ts";
import { ContainerConfig } from "../cri-wire/index.ts";
import { dumpContainer } from "../runtime/index.ts";
import { placeOf } from "./cgroup-place.ts";
import { type PodContainer, type PodTable, runningProcess } from "./table.ts";

/** Nothing is at `location` unless all of it is. Throws ERR_UNSUPPORTED without criu. */
export async function checkpointContainer(
  table: PodTable,
  container: PodContainer,
  about: { readonly location: string; readonly signal: AbortSignal },
): Promise<void> {
  const { root } = table.environment.roots;
  // Of the size of the container's memory: on disk.
  const work = mkdtempSync(join(root, "checkpoint-"));
  try {
    await table.turns.take(container.id, () => dump(table, container, { work, signal: about.signal }));
    await pack(work, about.location);
  } catch (error) {
    if (!(error instanceof TsRunError) || error.code !== "ERR_SYSCALL") throw error;
    throw new TsRunError(error.code, error.message, { cause: error }); // its hint names a log that goes now
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function dump(
  { environment }: PodTable,
  container: PodContainer,
  { work, signal }: { work: string; signal: AbortSignal },
): Promise<void> {
  const { containers, cgroup, env, roots } = environment;
  const { pid } = runningProcess(container, "checkpoint");
  const spec = containers.loadSpec(container.stored);
  const host = { cgroup, env: Object.entries(env).flatMap(([name, value = ""]) => `${name}=${value}`), signal };
  const dumped = {
    id: container.id,
    pid,
    spec,
    rootfs: mountpointOf(roots),
    cgroupPath: placeOf(environment, container.stored)?.path,
    diesWithParent: true,
    external: hostStreams(pid),
  };
  // Connections and locks of files are kept, as containerd and CRI-O have it for the kubelet.
  const flags = { tcpEstablished: true, fileLocks: true, shellJob: container.config.tty, extUnixSk: true };
  await dumpContainer(host, dumped, {
    imagePath: join(work, "checkpoint"),
    workPath: work,
    leaveRunning: true,
    ...flags,
  });
  writeFileSync(join(work, "spec.dump"), JSON.stringify(spec), { mode: 0o600 });
  writeFileSync(join(work, "config.dump"), JSON.stringify(description(container)), { mode: 0o600 });
}

/** Standard streams that are files of the host, such as its /dev/null: no mount of the container's leads to them. */
function hostStreams(pid: number): string[] {
  const mountinfo = readFileSync(`/proc/${pid}/mountinfo`, "utf8");
  return ["0", "1", "2"].flatMap((stream) => {
    const { ino } = statSync(`/proc/${pid}/fd/${stream}`);
    const mount = /^mnt_id:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/fdinfo/${stream}`, "utf8"))?.[1];
    const isPath = readlinkSync(`/proc/${pid}/fd/${stream}`).startsWith("/");
    const isOwn = new RegExp(`^${mount} `, "m").test(mountinfo);
    return isPath && !isOwn ? [`file[${Number(mount).toString(16)}:${ino.toString(16)}]`] : [];
  });
}

function description({ id, pod, config, origin, stored }: PodContainer): object {
  const { createdAt, image } = stored.record;
  return { id, podId: pod.id, createdAt, image, imageRef: origin.imageRef, config: ContainerConfig.toJSON(config) };
}

async function pack(work: string, location: string): Promise<void> {
  const aside = `${location}.tmp-${process.pid}`;
  try {
    mkdirSync(dirname(location), { recursive: true, mode: 0o700 });
    await create({ cwd: work, file: aside, portable: true }, ["config.dump", "spec.dump", "dump.log", "checkpoint"]);
    await chmod(aside, 0o600); // it has the container's memory in it
    await rename(aside, location);
  } catch (error) {
    rmSync(aside, { force: true });
    throw new TsRunError("ERR_SYSCALL", `write checkpoint ${location}: ${messageOf(error)}`, { cause: error });
  }
}
