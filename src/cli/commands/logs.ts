// ts-run logs: the container's output as it was written, each stream to its own.

import { writeSync } from "node:fs";
import type { Command } from "../command.ts";
import type { LogLine } from "../engine.ts";
import { usageError } from "../usage-error.ts";
import { parseInteger } from "../values/number.ts";
import { parseTime } from "../values/time.ts";

const BATCH_BYTES = 64 * 1024;

export const command: Command = {
  name: "logs",
  summary: "Print the output of a container",
  usage: "CONTAINER",
  options: [
    { name: "follow", short: "f", kind: "boolean", help: "Keep printing until the container exits" },
    { name: "since", kind: "string", value: "TIME", help: "Only lines since a time, or an age such as 10m" },
    { name: "until", kind: "string", value: "TIME", help: "Only lines before a time, or an age such as 10m" },
    { name: "tail", short: "n", kind: "string", value: "LINES", help: "Only the last lines (all)" },
    { name: "timestamps", short: "t", kind: "boolean", help: "Print the time before each line" },
  ],
  positionals: { min: 1, max: 1, complete: "container" },
  examples: ["ts-run logs -f --tail 20 web", "ts-run logs --since 10m -t web"],
  run: async (services, args, context) => {
    const [since, until, tail] = [args.last("since"), args.last("until"), args.last("tail")];
    const range = {
      ...(since ? { sinceMs: parseTime(since.value, since.typed) } : {}),
      ...(until ? { untilMs: parseTime(until.value, until.typed) } : {}),
      // docker: "all" and negative numbers mean everything
      ...(tail && tail.value !== "all" ? tailOf(parseInteger(tail.value, tail.typed)) : {}),
    };
    if ((range.sinceMs ?? 0) > (range.untilMs ?? Number.POSITIVE_INFINITY))
      throw usageError("flags --since and --until: the range is empty");
    const options = { follow: args.boolean("follow"), signal: context.signal, ...range };
    const lines = (await services.engine()).logs(args.positional(0), options);
    await printLines(lines, context.streams, args.boolean("timestamps"));
    return 0;
  },
};

function tailOf(lines: number): { tail?: number } {
  return lines < 0 ? {} : { tail: lines };
}

/** Batches what is ready at once: a system call per line would make a gigabyte of log take minutes. */
async function printLines(
  lines: AsyncIterable<LogLine>,
  streams: { stdout: number; stderr: number },
  timestamps: boolean,
): Promise<void> {
  let batch: Buffer[] = [];
  let size = 0;
  let target = streams.stdout;
  let flushing: NodeJS.Immediate | undefined;
  let failure: unknown;
  const flush = () => {
    if (flushing) clearImmediate(flushing);
    flushing = undefined;
    const bytes = Buffer.concat(batch);
    [batch, size] = [[], 0];
    writeAll(target, bytes);
  };
  const flushLater = () => {
    try {
      flush();
    } catch (error) {
      failure = error; // thrown where the loop can be left
    }
  };
  for await (const line of lines) {
    if (failure !== undefined) throw failure;
    const fd = line.stream === "stdout" ? streams.stdout : streams.stderr;
    if (fd !== target || size > BATCH_BYTES) flush();
    target = fd;
    if (timestamps) batch.push(Buffer.from(`${line.timestamp} `));
    batch.push(line.content);
    size += line.content.length;
    flushing ??= setImmediate(flushLater);
  }
  flush();
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if ((error as { code?: unknown }).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}
