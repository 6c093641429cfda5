// A container's log, as far as it goes or as long as it runs.

import type { Container } from "../containers/index.ts";
import { readLogs } from "../logs/index.ts";
import type { LogLine, LogsOptions } from "./engine.ts";
import type { Services } from "./services.ts";
import { stateOf } from "./summary.ts";

export async function* logs(services: Services, container: Container, options: LogsOptions): AsyncIterable<LogLine> {
  const { log } = services.containers.paths(container.id);
  if (!options.follow && container.lifeCycle.state === "created") return; // nothing was ever written
  const { follow, sinceMs, untilMs, tail, signal } = options;
  yield* readLogs(log, { follow, sinceMs, untilMs, tail, signal, isRunning: () => isLive(services, container.id) });
}

/** A follower also waits for a container that is about to be started again. */
function isLive(services: Services, id: string): boolean {
  const container = services.containers.load(id);
  return container !== undefined && !["exited", "dead"].includes(stateOf(services, container));
}
