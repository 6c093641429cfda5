// Has a monitor perform a plan whose process ends by itself.

import { closeSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import type { Architecture } from "../linux/index.ts";
import { waitForExit } from "../native/index.ts";
import type { Plan } from "../plan/index.ts";
import { type BlamedFailure, blame, startMonitor } from "./start-monitor.ts";

/** Where it stopped; undefined: everything is done. */
export async function performPlan(plan: Plan, architecture: Architecture): Promise<BlamedFailure | undefined> {
  const monitor = startMonitor(plan, { architecture });
  try {
    for (;;) {
      const message = await monitor.channel.next();
      if (message?.type === "failed") return blame(monitor, message.failure);
      if (message?.type === "exited" && message.exitCode === 0) return undefined;
      if (message === undefined || message.type === "exited")
        throw new TsRunError("ERR_CORRUPT_STATE", "perform a plan: its monitor was killed on the way");
    }
  } finally {
    monitor.channel.close();
    await waitForExit(monitor.pidFd);
    closeSync(monitor.pidFd);
  }
}
