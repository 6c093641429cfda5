// What happens to containers and pods, for whoever follows it. A follower that does not read loses the oldest events
// rather than holding anybody up.

import type { Pod } from "./table.ts";

export interface PodEvent {
  readonly type: "created" | "started" | "stopped" | "deleted";
  /** A container's id, or the pod's own. */
  readonly id: string;
  /** As it is now, or was when it was removed. */
  readonly pod: Pod;
  readonly atNs: bigint;
}

const MAX_WAITING = 10_000;

export class EventFeed {
  readonly #followers = new Set<(event: PodEvent) => void>();

  publish(event: PodEvent): void {
    for (const follower of this.#followers) follower(event);
  }

  /** Events from now on, until aborted. */
  async *follow(signal: AbortSignal): AsyncGenerator<PodEvent, void, undefined> {
    const waiting: PodEvent[] = [];
    let wake = (): void => undefined;
    const follower = (event: PodEvent): void => {
      waiting.push(event);
      if (waiting.length > MAX_WAITING) waiting.shift();
      wake();
    };
    const onAbort = (): void => wake();
    this.#followers.add(follower);
    signal.addEventListener("abort", onAbort);
    try {
      while (!signal.aborted) {
        const event = waiting.shift();
        if (event) yield event;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      this.#followers.delete(follower);
      signal.removeEventListener("abort", onAbort);
    }
  }
}
