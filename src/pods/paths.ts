// Where a pod's files are: in the run dir, which a reboot erases as it ends the pod. To make a file on a disk takes up to
// ten times as long (ext4 passes over every inode that was freed lately).

import { join } from "node:path";
import { isId } from "../base/index.ts";
import type { Roots } from "../containers/index.ts";
import type { PinnedNamespace } from "../plan/index.ts";

export interface PodPaths {
  /** The pod, once it is made. */
  readonly document: string;
  /** The same, of a pod that has to be known after a reboot. */
  readonly durableDocument: string;
  readonly runDir: string;
  /** What is being made, from before anything of it is there. */
  readonly intent: string;
  /** hosts, hostname and resolv.conf, bound into every container. */
  readonly filesDir: string;
  /** Files that hold the pod's namespaces by a bind mount. */
  readonly pins: Readonly<Record<PinnedNamespace, string>>;
  /** The tmpfs that containers share as /dev/shm. */
  readonly shm: string;
  /** State of the process that a shared PID namespace lives by. */
  readonly holderRecord: string;
}

const DOCUMENT = ".json";

export function podsDir({ root }: Pick<Roots, "root">): string {
  return join(root, "pods");
}

export function podRunDirs({ runDir }: Pick<Roots, "runDir">): string {
  return join(runDir, "pods");
}

/** undefined for a file that is no pod's document. */
export function podIdOf(fileName: string): string | undefined {
  const id = fileName.endsWith(DOCUMENT) ? fileName.slice(0, -DOCUMENT.length) : "";
  return isId(id) ? id : undefined;
}

export function podPaths({ root, runDir }: Roots, id: string): PodPaths {
  const run = join(podRunDirs({ runDir }), id);
  return {
    document: join(run, "pod.json"),
    durableDocument: join(podsDir({ root }), `${id}${DOCUMENT}`),
    runDir: run,
    intent: join(run, "intent.json"),
    filesDir: join(run, "files"),
    pins: { network: join(run, "net"), ipc: join(run, "ipc"), uts: join(run, "uts"), user: join(run, "user") },
    shm: join(run, "shm"),
    holderRecord: join(run, "holder.json"),
  };
}

/** Contains nothing but the program that holds a PID namespace, at /pause. */
export function holderRootfs({ runDir }: Pick<Roots, "runDir">): string {
  return join(runDir, "holder");
}
