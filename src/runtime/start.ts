// start: the byte that a created container waits for; it then becomes its program.

import { TsRunError } from "../base/index.ts";
import { MonitorChannel } from "../executor/index.ts";
import { compilePlan, encodePlan } from "../plan/index.ts";
import { getContainer, loadSpec, type RuntimeContainer, type RuntimeHost } from "./containers.ts";
import { planFailure } from "./plan-failure.ts";
import { planInputOf } from "./plan-input.ts";

/** Resolves when the program executes. Throws in the words of an OCI runtime when it cannot be executed. */
export async function startContainer(host: RuntimeHost, id: string): Promise<void> {
  const container = getContainer(host, id);
  if (container.status !== "created") {
    const why =
      container.status === "stopped"
        ? "cannot start a container that has stopped"
        : `cannot start an already ${container.status} container`;
    throw new TsRunError("ERR_CONFLICT", `${why}: ${id}`);
  }
  const channel = MonitorChannel.connect(container.paths.controlSocket);
  try {
    await releaseInit(host, container, channel);
  } finally {
    channel.close();
  }
}

/** The same over a connection that is there already. */
export async function releaseInit(
  host: RuntimeHost,
  container: RuntimeContainer,
  channel: MonitorChannel,
): Promise<void> {
  channel.start();
  for (;;) {
    const message = await channel.next();
    if (message === undefined) throw new TsRunError("ERR_CORRUPT_STATE", `start ${container.id}: its monitor is gone`);
    if (message.type === "started") return;
    if (message.type === "exited")
      throw new TsRunError("ERR_CONFLICT", `start ${container.id}: it ended before its program was executed`);
    if (message.type === "failed") {
      // The plan that create performed, compiled once more: only its words are needed.
      const plan = compilePlan(planInputOf(host, loadSpec(container), container));
      const { lanes } = encodePlan(plan, host.facts.architecture);
      const { lane, op, errno } = message.failure;
      throw planFailure(plan, { lane: lanes[lane] ?? "", index: op, errno });
    }
  }
}
