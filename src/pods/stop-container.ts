// StopContainer and RemoveContainer. Both are idempotent, and neither waits for a slow stop that somebody else asked for.

import { existsSync } from "node:fs";
import { nowNs, TsRunError } from "../base/index.ts";
import { killAll } from "../cgroups/index.ts";
import { signalInit } from "../containers/index.ts";
import { signalNumber } from "../linux/index.ts";
import { placeOf, release } from "./cgroup-place.ts";
import type { PodContainer, PodTable } from "./table.ts";
import { removeVolumes } from "./volumes.ts";

const SIGKILL = 9;
const SIGTERM = 15;
const KILL_MS = 10_000;

/** Stop signal, `graceMs`, SIGKILL. Resolves when the container has ended and that is recorded. */
export async function stopContainer(
  table: PodTable,
  container: PodContainer,
  options: { readonly graceMs: number; readonly signal?: AbortSignal },
): Promise<void> {
  const { lifeCycle } = container.stored;
  if (lifeCycle.state !== "running") return;
  if (options.graceMs > 0) {
    signalInit(lifeCycle.process, signalNumber(container.origin.stopSignal) ?? SIGTERM);
    if (await endedWithin(container, options.graceMs, options.signal)) return;
    if (options.signal?.aborted)
      throw new TsRunError("ERR_CANCELLED", `stop container ${container.id}: the caller no longer waits`);
  }
  await kill(table, container);
}

/** SIGKILL to init, which takes its PID namespace along; where that is shared, to everything in the cgroup. */
async function kill(table: PodTable, container: PodContainer): Promise<void> {
  const { lifeCycle } = container.stored;
  if (lifeCycle.state !== "running") return;
  signalInit(lifeCycle.process, SIGKILL);
  if (await endedWithin(container, KILL_MS / 2)) return;
  const where = placeOf(table.environment, container.stored);
  if (where) await killAll(table.environment.cgroup, where.path, { timeoutMs: KILL_MS / 2 });
  if (await endedWithin(container, KILL_MS / 2)) return;
  throw new TsRunError(
    "ERR_TIMEOUT",
    `kill container ${container.id}: its init (pid ${lifeCycle.process.pid}) does not die`,
    {
      hint: "it hangs in the kernel (a dead disk or network file system); see /proc/PID/stack",
    },
  );
}

/** Its poststop hooks have their time as well, but no end waits for one that takes longer. */
async function endedWithin(container: PodContainer, ms: number, signal?: AbortSignal): Promise<boolean> {
  const hasEnded = (): boolean => container.stored.lifeCycle.state !== "running";
  if (hasEnded()) return true;
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const patience = new Promise<boolean>((resolve) => {
    onAbort = () => resolve(false);
    timer = setTimeout(() => resolve(false), Math.min(ms, 2 ** 31 - 1));
    signal?.addEventListener("abort", onAbort);
    if (signal?.aborted) resolve(false);
  });
  try {
    return (await Promise.race([(container.ended ?? Promise.resolve()).then(() => true), patience])) || hasEnded();
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener("abort", onAbort);
  }
}

/** Also of one that runs: it is killed first. */
export async function removeContainer(table: PodTable, container: PodContainer): Promise<void> {
  await table.turns.take(container.id, async () => {
    if (!table.containers.has(container.id)) return;
    container.removing = true;
    await stopContainer(table, container, { graceMs: 0 });
    await container.ended;
    const { environment } = table;
    // The monitor has removed it, unless the container never ran or its start was cut short.
    if (existsSync(container.stored.paths.config)) await release(environment, placeOf(environment, container.stored));
    table.discards.add(environment.containers.setAside(container.stored));
    await removeVolumes(environment, container.id);
    table.containers.delete(container.id);
    table.layers.forget(container.id);
    table.rates.forget(container.id);
    table.names.delete(container.stored.status.name);
    table.events.publish({ type: "deleted", id: container.id, pod: container.pod, atNs: nowNs() });
  });
}
