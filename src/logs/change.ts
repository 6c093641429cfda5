// Waiting for a log to change: inotify on its directory, which sees writes and renames alike, and a slow poll behind it
// for file systems that notify nobody and for the moment the container exits.

import { watch } from "node:fs";
import { basename, dirname } from "node:path";

export class ChangeWatcher {
  readonly #watcher: ReturnType<typeof watch> | undefined;
  #changed = false;
  #wake: (() => void) | undefined;
  readonly #pollMs: number;
  readonly #signal: AbortSignal;

  constructor(path: string, signal: AbortSignal, pollMs: number) {
    this.#pollMs = pollMs;
    this.#signal = signal;
    this.#watcher = openWatcher(path, () => this.#notice());
    signal.addEventListener("abort", this.#notice);
  }

  #notice = (): void => {
    this.#changed = true;
    this.#wake?.();
  };

  /** Returns at once when something changed since the last call. */
  async next(): Promise<void> {
    if (!this.#changed && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.#pollMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = undefined;
    this.#changed = false;
  }

  close(): void {
    this.#signal.removeEventListener("abort", this.#notice);
    this.#watcher?.close();
  }
}

function openWatcher(path: string, notice: () => void): ReturnType<typeof watch> | undefined {
  const name = basename(path);
  try {
    const watcher = watch(dirname(path), (_event, changed) => {
      if (changed === null || changed.startsWith(name)) notice();
    });
    watcher.on("error", () => watcher.close()); // the directory went away; the poll goes on
    return watcher;
  } catch {
    return undefined; // no inotify instances left (fs.inotify.max_user_instances): the poll does it alone
  }
}
