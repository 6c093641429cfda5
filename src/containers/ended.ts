// Waiting for the end of everything: init gone, exit recorded, exit lane performed.

import { existsSync } from "node:fs";
import { loadDocument, type StateRecord } from "./record.ts";
import { waitGone } from "./signals.ts";
import { isAlive } from "./state.ts";
import type { Container } from "./store.ts";

const POLL_MS = 2;
/** The exit lane takes milliseconds; a monitor that is this late hangs in the kernel. */
const EXIT_LANE_MS = 10_000;

/**
 * Waits until init is gone and the monitor has recorded it and performed the exit lane (whose last op removes the control
 * socket), or is dead itself. False when `timeoutMs` passed before init was gone.
 */
export async function waitEnded(
  container: Container,
  options: { timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<boolean> {
  const process = loadDocument<StateRecord>(container.paths.stateRecord);
  if (!process) return true;
  if (!(await waitGone(process, options))) return false;
  const deadline = Date.now() + EXIT_LANE_MS;
  while (Date.now() < deadline && isAlive(process.monitorPid, process.monitorStartTime)) {
    const { exitRecord, exitRecordAside, controlSocket } = container.paths;
    if ((existsSync(exitRecord) || existsSync(exitRecordAside)) && !existsSync(controlSocket)) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return true;
}

/** True when nobody will ever finish this container's end: init gone, no record, monitor gone. */
export function isLost(container: Container): boolean {
  if (container.lifeCycle.state !== "exited" || container.lifeCycle.lost === undefined) return false;
  const process = loadDocument<StateRecord>(container.paths.stateRecord);
  return process === undefined || !isAlive(process.monitorPid, process.monitorStartTime);
}
