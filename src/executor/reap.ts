// Monitors are our children while we live: somebody has to take note of their end, or they stay as zombies.

import { closeSync } from "node:fs";
import { waitForExit } from "../native/index.ts";

/** Closes the pidfd when the monitor has ended. */
export function closeWhenReaped({ pidFd }: { readonly pidFd: number }): void {
  const close = (): void => closeSync(pidFd);
  waitForExit(pidFd).then(close, close);
}
