// The directory of a new container, made by one mkdir: whoever makes it has the id.

import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { hasErrno, TsRunError } from "../base/index.ts";
import { findContainer, type RuntimeHost } from "./containers.ts";
import { runtimePaths } from "./documents.ts";
import { deleteContainer } from "./end.ts";

/** Throws ERR_CONFLICT when there is such a container. */
export async function reserveId(host: RuntimeHost, id: string): Promise<void> {
  await removeAbandoned(host, id);
  const paths = runtimePaths(host.root, id);
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

/** A create that was killed before it had a container is no reason to refuse the next one. */
async function removeAbandoned(host: RuntimeHost, id: string): Promise<void> {
  const found = findContainer(host, id);
  if (found?.status === "stopped" && found.process === undefined) await deleteContainer(host, id, { force: true });
}
