// Reads a container's log across its rotated files (path.N oldest ... path.1, path newest), and follows it.
//
// Rotation renames path -> path.1 and makes a new path. A follower keeps the old file open, drains it, and then goes on
// with the files that are newer than it, found by inode: nothing is lost or read twice, however often it rotated.

import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { ChangeWatcher } from "./change.ts";
import { LogFile } from "./log-file.ts";
import { LineJoiner, type LogLine, type Part, parsePart, timestampMs } from "./log-line.ts";

const GAP_ATTEMPTS = 50;

export interface ReadLogsOptions {
  readonly follow?: boolean;
  /** Milliseconds since the epoch. */
  readonly sinceMs?: number | undefined;
  readonly untilMs?: number | undefined;
  /** Only the last lines. */
  readonly tail?: number | undefined;
  readonly signal?: AbortSignal;
  /** Following ends when this says false and everything is read. */
  readonly isRunning?: () => boolean;
  /** How long a follower sleeps without a notification. */
  readonly pollMs?: number;
}

export async function* readLogs(path: string, options: ReadLogsOptions = {}): AsyncGenerator<LogLine> {
  const joiner = new LineJoiner();
  const { sinceMs = Number.NEGATIVE_INFINITY, untilMs = Number.POSITIVE_INFINITY } = options;
  const isBounded = options.sinceMs !== undefined || options.untilMs !== undefined;
  for await (const batch of parts(path, options)) {
    for (const part of batch) {
      const line = joiner.add(part);
      if (!line) continue;
      if (isBounded) {
        const time = timestampMs(line.timestamp);
        if (time >= untilMs) return; // times only grow
        if (time < sinceMs) continue;
      }
      yield { timestamp: line.timestamp, stream: line.stream, content: line.content };
    }
  }
  if (options.signal?.aborted) return;
  for (const line of joiner.rest()) {
    const time = timestampMs(line.timestamp);
    if (time >= sinceMs && time < untilMs) yield line;
  }
}

/** In batches: a promise per record would cost more than reading it. */
async function* parts(path: string, options: ReadLogsOptions): AsyncGenerator<Part[]> {
  const never = new AbortController().signal;
  const { signal = never, pollMs = 250 } = options;
  // Watching begins before reading: a change in between is then noticed, not slept through.
  const watcher = options.follow ? new ChangeWatcher(path, signal, pollMs) : undefined;
  let files = await openChain(path);
  try {
    if (options.tail !== undefined) await seekToTail(files, options.tail, options.untilMs);
    for (;;) {
      const running = options.isRunning?.() ?? true; // asked before reading: what it wrote before it ended is then read
      for (const file of files) yield* partsOf(file, signal);
      if (!watcher || signal.aborted) return;
      const { next, moved } = await advance(path, files);
      files = next;
      if (moved) continue;
      if (!running) return;
      await watcher.next();
      if (signal.aborted) return;
    }
  } finally {
    watcher?.close();
    await Promise.all(files.map((file) => file.close()));
  }
}

async function* partsOf(file: LogFile, signal: AbortSignal): AsyncGenerator<Part[]> {
  for await (const records of file.records()) {
    if (signal.aborted) return;
    yield records.map(parsePart).filter((part) => part !== undefined);
  }
}

/** Every file of the log that is newer than `until`, oldest first. */
async function openChain(path: string, until?: string): Promise<LogFile[]> {
  for (let attempt = 0; ; attempt++) {
    const { files, gap } = await openOnce(path, until);
    if (!gap || attempt === GAP_ATTEMPTS) return files.reverse();
    await Promise.all(files.map((file) => file.close()));
    await sleep(1);
  }
}

/**
 * Opened newest first: a rotation meanwhile moves files away from us, never past us. `gap`: path.N is missing but
 * path.N+1 is there, because a rotation is between two of its renames.
 */
async function openOnce(path: string, until: string | undefined): Promise<{ files: LogFile[]; gap: boolean }> {
  const files: LogFile[] = [];
  for (let index = 0; ; index++) {
    const file = await LogFile.open(index === 0 ? path : `${path}.${index}`);
    if (!file && index === 0) continue; // between the rename and the new file there is no path, only path.1
    if (!file) return { files, gap: existsSync(`${path}.${index + 1}`) };
    if (file.identity === until) {
      await file.close();
      return { files, gap: false };
    }
    if (files.some(({ identity }) => identity === file.identity)) await file.close();
    else files.push(file);
  }
}

/** After everything was read: stay with the newest file, unless newer ones came. They are read next, after the rest of the old one. */
async function advance(path: string, files: readonly LogFile[]): Promise<{ next: LogFile[]; moved: boolean }> {
  const current = files.at(-1);
  for (const file of files.slice(0, -1)) await file.close();
  const newer = await openChain(path, current?.identity);
  return { next: current ? [current, ...newer] : newer, moved: newer.length > 0 };
}

/** Positions the chain so that the last `tail` lines (before `untilMs`) are read; older files are skipped to their ends. */
async function seekToTail(files: readonly LogFile[], tail: number, untilMs = Number.POSITIVE_INFINITY): Promise<void> {
  const seen = new Set<string>(); // streams whose last line was met
  let missing = tail;
  let done = tail <= 0;
  for (const file of [...files].reverse()) {
    const end = await file.size();
    if (done) {
      file.seek(end);
      continue;
    }
    const found = await offsetOfTail(file, { wanted: missing, untilMs, seen });
    file.seek(found.offset ?? end);
    missing -= found.lines;
    done = found.complete;
  }
}

interface Wanted {
  readonly wanted: number;
  readonly untilMs: number;
  readonly seen: Set<string>;
}

interface Tail {
  readonly lines: number;
  /** Undefined: nothing of this file. */
  readonly offset: number | undefined;
  /** The beginning of the first wanted line was found; if not, it may be in an older file. */
  readonly complete: boolean;
}

/** Goes backwards until one line end more than wanted: behind it begins the first wanted line, with all its parts. */
async function offsetOfTail(file: LogFile, { wanted, untilMs, seen }: Wanted): Promise<Tail> {
  let lines = 0;
  let offset: number | undefined;
  for await (const { record, offset: at } of file.recordsBackwards()) {
    const part = parsePart(record);
    if (!part || timestampMs(part.timestamp) >= untilMs) continue;
    // A part that nothing completes yet is a line, too.
    if (!part.partial || (lines < wanted && !seen.has(part.stream))) {
      if (lines === wanted) return { lines, offset, complete: true };
      lines++;
    }
    seen.add(part.stream);
    offset = at;
  }
  return { lines, offset: offset === undefined ? undefined : 0, complete: false };
}
