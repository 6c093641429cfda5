// Download and unpack events of the same layer made into one story: a layer is done when it is unpacked, not before.

import type { PullProgress } from "./types.ts";

const intervalMs = 100;

export class UnpackProgress {
  readonly #report: ((progress: PullProgress) => void) | undefined;
  readonly #present: ReadonlySet<string>;
  readonly #last = new Map<string, { atMs: number; bytes: number }>();

  /** `present`: layers that are unpacked already and have nothing to tell after their download. */
  constructor(report: ((progress: PullProgress) => void) | undefined, present: ReadonlySet<string>) {
    this.#report = report;
    this.#present = present;
  }

  downloading(event: PullProgress): void {
    const isLast = event.phase === "done" || event.phase === "exists";
    if (!isLast || this.#present.has(event.layer)) this.#report?.(event);
  }

  unpacking(layer: string, bytes: number): void {
    const now = Date.now();
    const last = this.#last.get(layer);
    if (last !== undefined && now - last.atMs < intervalMs) {
      last.bytes = bytes;
      return;
    }
    this.#last.set(layer, { atMs: now, bytes });
    this.#report?.({ layer, phase: "unpacking", current: bytes });
  }

  unpacked(layer: string): void {
    if (this.#present.has(layer)) return;
    const current = this.#last.get(layer)?.bytes ?? 0;
    this.#report?.({ layer, phase: "done", current, total: current });
  }
}
