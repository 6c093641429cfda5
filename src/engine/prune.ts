// Removes every container that has ended or was never started.

import { TsRunError } from "../base/index.ts";
import { remove } from "./remove.ts";
import type { Services } from "./services.ts";
import { stateOf } from "./summary.ts";
import { diskUsage } from "./volumes.ts";

export async function prune(services: Services): Promise<{ deleted: string[]; reclaimedBytes: number }> {
  const deleted: string[] = [];
  let reclaimedBytes = 0;
  for (const { id } of services.containers.list()) {
    try {
      const bytes = await services.locked(id, async (container) => {
        if (!["created", "exited"].includes(stateOf(services, container))) return undefined;
        const size = diskUsage(container.paths.dir);
        await remove(services, container, { force: false, volumes: false });
        return size;
      });
      if (bytes === undefined) continue;
      deleted.push(id);
      reclaimedBytes += bytes;
    } catch (error) {
      // Removed by somebody else meanwhile: that is what was wanted.
      if (!(error instanceof TsRunError) || error.code !== "ERR_NOT_FOUND") throw error;
    }
  }
  return { deleted, reclaimedBytes };
}
