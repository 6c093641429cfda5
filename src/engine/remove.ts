// rm: of a container that does not run, or with force of any.

import { rmSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import type { Container } from "../containers/index.ts";
import { releaseIdRange } from "./id-ranges.ts";
import { releaseResources } from "./repair.ts";
import { noteStatus, recordExit, type Services } from "./services.ts";
import { optionsOf } from "./start.ts";
import { killContainer } from "./stop.ts";

/** The caller holds the container's lock. */
export async function remove(
  services: Services,
  container: Container,
  options: { force: boolean; volumes: boolean },
): Promise<void> {
  let current = container;
  if (current.lifeCycle.state === "running") {
    if (!options.force) {
      throw new TsRunError("ERR_CONFLICT", `remove ${current.status.name}: it is running`, {
        hint: `stop it first (ts-run stop ${current.status.name}), or remove it anyway: ts-run rm -f ${current.status.name}`,
      });
    }
    noteStatus(services, current, { stopRequested: true });
    await killContainer(services, current);
    current = services.containers.load(current.id) ?? current;
  }
  recordExit(services, current);
  await releaseResources(services, current); // also of one that was never started: a start may have been killed early
  // Volumes first: when we are killed in between, the container still names the rest of them.
  if (options.volumes) {
    const { name, anonymousVolumes } = current.status;
    for (const volume of anonymousVolumes) await removeUnlessUsed(services, volume, name);
  }
  services.containers.remove(current);
  if (optionsOf(current).userns === "private") releaseIdRange(services.options.root, current.id);
  rmSync(services.lockPath(current.id), { force: true });
  services.event("destroy", current);
}

/** Another container may use it as well: then it stays. */
async function removeUnlessUsed(services: Services, volume: string, by: string): Promise<void> {
  try {
    await services.volumes.remove(volume, { force: true, except: by });
  } catch (error) {
    if (!(error instanceof TsRunError) || error.code !== "ERR_CONFLICT") throw error;
  }
}
