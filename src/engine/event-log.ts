// Events of containers and images as JSON lines under the run dir, so that they start anew with each boot. Exits are not
// written by anybody at the time (the monitor has no Node): they are taken from the exit records when somebody looks.

import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  watch,
} from "node:fs";
import { dirname, join } from "node:path";
import { nowRfc3339 } from "../base/index.ts";
import type { EngineEvent } from "./types.ts";

const MAX_BYTES = 8 * 1024 * 1024;

export class EventLog {
  private readonly path: string;
  /** Called before reading: lets the engine append the exits that nobody has seen yet. */
  private readonly catchUp: () => void;

  constructor(runDir: string, catchUp: () => void) {
    this.path = join(runDir, "events.jsonl");
    this.catchUp = catchUp;
  }

  append(event: Omit<EngineEvent, "time"> & { time?: string }): void {
    const line = `${JSON.stringify({ time: event.time ?? nowRfc3339(), ...event })}\n`;
    try {
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
      // One write with O_APPEND: lines of several processes never mix.
      appendFileSync(this.path, line, { mode: 0o600 });
      if (statSync(this.path).size > MAX_BYTES) renameSync(this.path, `${this.path}.1`);
    } catch {
      // An event that cannot be written (full tmpfs) must not fail what it reports.
    }
  }

  async *read(options: { sinceMs?: number; untilMs?: number; signal: AbortSignal }): AsyncIterable<EngineEvent> {
    const startMs = options.sinceMs ?? Date.now();
    const wanted = (event: EngineEvent): boolean => {
      const time = Date.parse(event.time);
      return time >= startMs && (options.untilMs === undefined || time <= options.untilMs);
    };
    this.catchUp();
    const files = [`${this.path}.1`, this.path].filter(existsSync);
    let offset = 0;
    for (const file of files) {
      const { events, end } = readEvents(file, 0);
      yield* events.filter(wanted);
      offset = end;
    }
    const past = options.untilMs !== undefined && options.untilMs <= Date.now();
    while (!past && !options.signal.aborted && (options.untilMs === undefined || Date.now() < options.untilMs)) {
      await changed(
        dirname(this.path),
        Math.min(500, (options.untilMs ?? Number.POSITIVE_INFINITY) - Date.now()),
        options.signal,
      );
      this.catchUp();
      if (!existsSync(this.path)) continue;
      if (statSync(this.path).size < offset) offset = 0; // moved aside: a new file began
      const { events, end } = readEvents(this.path, offset);
      offset = end;
      yield* events.filter(wanted);
    }
  }
}

function readEvents(path: string, from: number): { events: EngineEvent[]; end: number } {
  const fd = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(Math.max(0, statSync(path).size - from));
    const size = readSync(fd, bytes, 0, bytes.length, from);
    const complete = bytes.subarray(0, size).lastIndexOf(10) + 1;
    const lines = bytes.toString("utf8", 0, complete).split("\n").filter(Boolean);
    return { events: lines.map((line) => JSON.parse(line) as EngineEvent), end: from + complete };
  } finally {
    closeSync(fd);
  }
}

/** Resolves at the next change in a directory, at the time-out or when aborted. */
function changed(dir: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const watcher = watch(dir, () => end());
    const timer = setTimeout(() => end(), Math.max(1, timeoutMs));
    const end = (): void => {
      watcher.close();
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    signal.addEventListener("abort", end);
  });
}
