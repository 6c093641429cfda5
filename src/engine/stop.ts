// stop, kill, pause and unpause.

import { TsRunError } from "../base/index.ts";
import { freeze, isFrozen, killAll, thaw } from "../cgroups/index.ts";
import { type Container, type StateRecord, signalInit, waitEnded } from "../containers/index.ts";
import { signalName, signalNumber } from "../linux/index.ts";
import { cgroupOf, repairLost } from "./repair.ts";
import { noteStatus, recordExit, type Services } from "./services.ts";
import { optionsOf } from "./start.ts";

export { cgroupOf } from "./repair.ts";

const DEFAULT_TIMEOUT_MS = 10_000;
const SIGKILL = 9;

export function isPaused(services: Services, container: Container): boolean {
  const path = container.lifeCycle.state === "running" ? cgroupOf(services, container) : undefined;
  return path !== undefined && isFrozen(services.cgroup, path);
}

/** Stop signal, grace period, SIGKILL. Idempotent. The caller holds the lock. */
export async function stop(
  services: Services,
  container: Container,
  options: { timeoutMs?: number; signal?: string },
): Promise<void> {
  if (!container.status.stopRequested) noteStatus(services, container, { stopRequested: true });
  if (container.lifeCycle.state !== "running") {
    await repairLost(services, container);
    return;
  }
  const { stopSignal, stopTimeoutMs } = optionsOf(container);
  const image = services.images.find(container.record.image.id);
  const number = parseSignal(options.signal ?? stopSignal ?? image?.config.StopSignal ?? "SIGTERM");
  const timeoutMs = options.timeoutMs ?? stopTimeoutMs ?? DEFAULT_TIMEOUT_MS;
  signalInit(container.lifeCycle.process, number);
  await thawIfPaused(services, container);
  const ended = timeoutMs < 0 ? await waitEnded(container) : await waitEnded(container, { timeoutMs });
  if (!ended) await killContainer(services, container);
  finish(services, container, "stop");
}

/** SIGKILL to init, which takes its pid namespace with it; where that is shared, to everything in the cgroup. */
export async function killContainer(services: Services, container: Container): Promise<void> {
  if (container.lifeCycle.state !== "running") return;
  signalInit(container.lifeCycle.process, SIGKILL);
  await thawIfPaused(services, container);
  const path = cgroupOf(services, container);
  if (!(await waitEnded(container, { timeoutMs: 5_000 })) && path !== undefined) await killAll(services.cgroup, path);
  if (!(await waitEnded(container, { timeoutMs: 5_000 }))) {
    throw new TsRunError(
      "ERR_TIMEOUT",
      `kill ${container.status.name}: its init (pid ${container.lifeCycle.process.pid}) does not die`,
      {
        hint: "it hangs in the kernel (a dead disk or network file system); see /proc/PID/stack",
      },
    );
  }
}

/** A frozen process on cgroup v1 gets no signal, not even SIGKILL, until it is thawed. */
async function thawIfPaused(services: Services, container: Container): Promise<void> {
  const path = cgroupOf(services, container);
  if (path !== undefined && isFrozen(services.cgroup, path)) await thaw(services.cgroup, path);
}

export async function kill(services: Services, container: Container, signal: string): Promise<void> {
  const number = parseSignal(signal);
  const process = runningProcess(container, "kill");
  const ends = number === SIGKILL || number === signalNumber("SIGTERM") || number === signalNumber("SIGINT");
  if (ends) noteStatus(services, container, { stopRequested: true });
  services.event("kill", container, { signal: String(number) });
  signalInit(process, number);
  if (number !== SIGKILL) return;
  await thawIfPaused(services, container);
  await waitEnded(container, { timeoutMs: 10_000 });
  finish(services, container, undefined);
}

/**
 * A signal that must not wait for the command that has the container's lock, which may be a stop with an hour of grace.
 * False when nobody has it, or nothing runs: then the ordinary way is open.
 */
export function signalIfBusy(services: Services, container: Container, signal: string): boolean {
  const { lifeCycle } = container;
  if (lifeCycle.state !== "running" || !services.isBusy(container.id)) return false;
  const number = parseSignal(signal);
  services.event("kill", container, { signal: String(number) });
  return signalInit(lifeCycle.process, number);
}

export async function pause(services: Services, container: Container): Promise<void> {
  runningProcess(container, "pause");
  const path = pausable(services, container, "pause");
  if (isFrozen(services.cgroup, path))
    throw new TsRunError("ERR_CONFLICT", `pause ${container.status.name}: it is paused already`);
  await freeze(services.cgroup, path);
  services.event("pause", container);
}

export async function unpause(services: Services, container: Container): Promise<void> {
  runningProcess(container, "unpause");
  const path = pausable(services, container, "unpause");
  if (!isFrozen(services.cgroup, path))
    throw new TsRunError("ERR_CONFLICT", `unpause ${container.status.name}: it is not paused`);
  await thaw(services.cgroup, path);
  services.event("unpause", container);
}

export function runningProcess(container: Container, what: string): StateRecord {
  if (container.lifeCycle.state === "running") return container.lifeCycle.process;
  throw new TsRunError("ERR_CONFLICT", `${what} ${container.status.name}: it is not running`, {
    hint: `start it first: ts-run start ${container.status.name}`,
  });
}

export function parseSignal(text: string): number {
  const number = signalNumber(text);
  if (number !== undefined) return number;
  throw new TsRunError("ERR_USAGE", `signal ${JSON.stringify(text)}: there is no such signal`, {
    hint: `names as in ${signalName(15) ?? "SIGTERM"}, TERM or 15`,
  });
}

function pausable(services: Services, container: Container, what: string): string {
  const path = cgroupOf(services, container);
  if (path !== undefined) return path;
  throw new TsRunError("ERR_UNSUPPORTED", `${what} ${container.status.name}: it has no cgroup`);
}

function finish(services: Services, container: Container, event: string | undefined): void {
  const after = services.containers.load(container.id);
  if (!after) return;
  recordExit(services, after);
  if (event !== undefined) services.event(event, after);
}
