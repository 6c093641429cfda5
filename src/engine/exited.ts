// What happens after an exit that no front door takes care of: --rm and restart policies. Run by the monitor's exit
// command, in a process of its own.

import { existsSync } from "node:fs";
import type { Container } from "../containers/index.ts";
import { remove } from "./remove.ts";
import { recordExit, type Services } from "./services.ts";
import { optionsOf, restartPolicyOf, start } from "./start.ts";

const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 60_000;
/** A container that ran this long did not fail at once: its delay starts anew. */
const STABLE_MS = 10_000;

export async function afterExit(services: Services, id: string): Promise<void> {
  for (;;) {
    const container = services.containers.load(id);
    if (container?.lifeCycle.state !== "exited") return;
    recordExit(services, container);
    if (!shouldRestart(container)) {
      if (optionsOf(container).rm)
        await services.locked(id, (current) => remove(services, current, { force: true, volumes: true }));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, delayOf(container)));
    if (await restartOnce(services, id)) return;
  }
}

/** True when the matter is settled: it runs, or somebody else changed it meanwhile. */
async function restartOnce(services: Services, id: string): Promise<boolean> {
  if (!existsSync(services.containers.paths(id).record)) return true;
  return services.locked(id, async (container) => {
    if (container.lifeCycle.state !== "exited" || !shouldRestart(container)) return true;
    const ranLong = ranForMs(container) >= STABLE_MS;
    const restarting = services.containers.saveStatus(container, {
      restartCount: ranLong ? 1 : container.status.restartCount + 1,
    });
    try {
      const { monitor } = await start(services, restarting);
      monitor.channel.close();
      return true;
    } catch {
      return false; // the reason is in the status; the policy decides whether to try again
    }
  });
}

/**
 * After a boot: starts what its restart policy wants running. "always" means even what somebody had stopped,
 * "unless-stopped" all but that, "on-failure" what the reboot itself ended. Returns the names and what went wrong.
 */
export async function startAfterBoot(
  services: Services,
): Promise<{ started: string[]; failed: { name: string; error: unknown }[] }> {
  const result: Awaited<ReturnType<typeof startAfterBoot>> = { started: [], failed: [] };
  for (const { id, status } of services.containers.list().filter(wantedAfterBoot)) {
    try {
      await services.locked(id, async (container) => {
        if (container.lifeCycle.state === "running") return;
        const { monitor } = await start(services, container);
        monitor.channel.close();
        result.started.push(status.name);
      });
    } catch (error) {
      result.failed.push({ name: status.name, error });
    }
  }
  return result;
}

function wantedAfterBoot(container: Container): boolean {
  if (container.lifeCycle.state !== "exited") return false;
  const policy = restartPolicyOf(container);
  const { lost } = container.lifeCycle;
  if (policy.name === "always") return true;
  if (container.status.stopRequested) return false;
  return policy.name === "unless-stopped" || (policy.name === "on-failure" && lost !== undefined);
}

export function shouldRestart(container: Container): boolean {
  if (container.lifeCycle.state !== "exited" || container.status.stopRequested) return false;
  const policy = restartPolicyOf(container);
  const { exitCode } = container.lifeCycle.exit;
  switch (policy.name) {
    case "no":
      return false;
    case "always":
    case "unless-stopped":
      return true;
    case "on-failure":
      return exitCode !== 0 && (policy.maximumRetries <= 0 || container.status.restartCount < policy.maximumRetries);
  }
}

function ranForMs(container: Container): number {
  if (container.lifeCycle.state !== "exited" || container.lifeCycle.startedAt === undefined) return 0;
  return Date.parse(container.lifeCycle.exit.exitedAt) - Date.parse(container.lifeCycle.startedAt);
}

/** 100 ms, doubled each time, at most a minute. */
function delayOf(container: Container): number {
  if (ranForMs(container) >= STABLE_MS) return FIRST_DELAY_MS;
  return Math.min(FIRST_DELAY_MS * 2 ** container.status.restartCount, MAX_DELAY_MS);
}
