// Where a pod's files are: what must outlive a reboot under the state root, what a reboot must erase under the run dir.

import { join } from "node:path";
import type { Roots } from "../containers/index.ts";
import type { PinnedNamespace } from "../plan/index.ts";

export interface PodPaths {
  readonly dir: string;
  readonly record: string;
  readonly status: string;
  /** hosts, hostname and resolv.conf, bound into every container. */
  readonly filesDir: string;
  readonly runDir: string;
  /** Files that hold the pod's namespaces by a bind mount. */
  readonly pins: Readonly<Record<PinnedNamespace, string>>;
  /** The tmpfs that containers share as /dev/shm. */
  readonly shm: string;
  /** State of the process that a shared PID namespace lives by. */
  readonly holderRecord: string;
}

export function podPaths({ root, runDir }: Roots, id: string): PodPaths {
  const dir = join(root, "pods", id);
  const run = join(runDir, "pods", id);
  return {
    dir,
    record: join(dir, "record.json"),
    status: join(dir, "status.json"),
    filesDir: join(dir, "files"),
    runDir: run,
    pins: { network: join(run, "net"), ipc: join(run, "ipc"), uts: join(run, "uts"), user: join(run, "user") },
    shm: join(run, "shm"),
    holderRecord: join(run, "holder.json"),
  };
}

/** Contains nothing but the program that holds a PID namespace, at /pause. */
export function holderRootfs({ runDir }: Pick<Roots, "runDir">): string {
  return join(runDir, "holder");
}
