// Hears of a container's end from its monitor, which has recorded it by then, and puts right what a killed monitor left.

import { messageOf, nowNs } from "../base/index.ts";
import { stopScope } from "../cgroups/index.ts";
import { isLost, saveDocument, waitEnded } from "../containers/index.ts";
import type { MonitorChannel } from "../executor/index.ts";
import { placeOf, podStatusOf, release } from "./cgroup-place.ts";
import type { PodEnvironment } from "./environment.ts";
import { runPoststop } from "./late-hooks.ts";
import type { PodContainer, PodTable } from "./table.ts";

/** From here on `container.stored` says "exited" as soon as that is true; `container.ended` resolves after its last hook. */
export function follow(table: PodTable, container: PodContainer, channel: MonitorChannel): void {
  container.channel = channel;
  container.ended = untilEnd(table, container, channel).catch((error) =>
    table.environment.warn(`follow container ${container.id}: ${messageOf(error)}`),
  );
}

async function untilEnd(table: PodTable, container: PodContainer, channel: MonitorChannel): Promise<void> {
  for (;;) {
    const message = await channel.next();
    if (message === undefined || message.type === "exited") break;
  }
  channel.close();
  delete container.channel;
  if (table.closed) return;
  await recordEnd(table, container);
  await finish(table, container);
}

/**
 * What follows an end that is recorded. A scope is meant to end with its last process, but systemd learns of that by reading
 * a file of the cgroup, which the monitor may have removed before: such a scope would stay active. Never rejects.
 */
export async function finish(table: PodTable, container: PodContainer): Promise<void> {
  const { unit } = podStatusOf(container.stored).cgroup ?? {};
  try {
    if (unit !== undefined) await stopScope(unit);
  } catch (error) {
    table.environment.warn(`end the scope of container ${container.id}: ${messageOf(error)}`);
  }
  await runPoststop(table, container);
}

/** Brings `container.stored` up to date with an end that has happened. */
export async function recordEnd(table: PodTable, container: PodContainer): Promise<void> {
  const { containers } = table.environment;
  await waitEnded(container.stored);
  container.stored = containers.load(container.id) ?? container.stored;
  if (isLost(container.stored)) await repair(table.environment, container);
  table.events.publish({ type: "stopped", id: container.id, pod: container.pod, atNs: nowNs() });
}

/** The monitor was killed, and the container with it: nobody else takes its cgroup away or says when it ended. */
async function repair(environment: PodEnvironment, container: PodContainer): Promise<void> {
  const { containers } = environment;
  const { lifeCycle, paths } = container.stored;
  if (lifeCycle.state !== "exited") return;
  await release(environment, placeOf(environment, container.stored));
  saveDocument(paths.exitRecord, {
    ...lifeCycle.exit,
    exitedAt: new Date().toISOString(),
    evidence: { ...lifeCycle.exit.evidence, lost: lifeCycle.lost ?? "" },
  });
  container.stored = containers.load(container.id) ?? container.stored;
}
