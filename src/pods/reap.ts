// Monitors are our children while we live: somebody has to take note of their end, or they stay as zombies.

import { closeSync } from "node:fs";
import type { StartedMonitor } from "../executor/index.ts";
import { waitForExit } from "../native/index.ts";

/** Closes the pidfd when the monitor has ended. */
export function closeWhenReaped({ pidFd }: Pick<StartedMonitor, "pidFd">): void {
  const close = (): void => closeSync(pidFd);
  waitForExit(pidFd).then(close, close);
}
