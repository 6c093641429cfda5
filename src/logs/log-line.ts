// The one log format, CRI text: `2026-01-31T12:00:00.000000000Z stdout F text\n`. P marks a part of a line that goes on
// in the next part of the same stream, F its end.

export interface LogLine {
  readonly timestamp: string; // RFC 3339, nanoseconds, as in the log
  readonly stream: "stdout" | "stderr";
  /** Raw bytes of one line, with its "\n" unless the line is a partial one. */
  readonly content: Buffer;
}

export interface Part {
  readonly timestamp: string;
  readonly stream: "stdout" | "stderr";
  /** True for P: the line goes on. */
  readonly partial: boolean;
  /** With the record's newline when the line ends here, without it when it goes on. */
  readonly content: Buffer;
}

const SPACE = 0x20;

/** One record with its newline; undefined when it is none (a torn write, a foreign file). */
export function parsePart(record: Buffer): Part | undefined {
  const first = record.indexOf(SPACE);
  const second = record.indexOf(SPACE, first + 1);
  if (first < 20 || second < 0) return undefined;
  const stream = record.toString("latin1", first + 1, second);
  if (stream !== "stdout" && stream !== "stderr") return undefined;
  // The tag may carry more tags after a colon; the text begins after the next space, or is empty.
  const third = record.indexOf(SPACE, second + 1);
  const tag = record[second + 1];
  if (tag !== 0x50 && tag !== 0x46) return undefined;
  const partial = tag === 0x50;
  const start = third < 0 ? record.length - 1 : third + 1;
  const content = record.subarray(start, partial ? record.length - 1 : record.length);
  return { timestamp: record.toString("latin1", 0, first), stream, partial, content };
}

/** Puts P parts together per stream; two streams may interleave. */
export class LineJoiner {
  readonly #open = new Map<string, { timestamp: string; parts: Buffer[] }>();

  /** The line that this part completes, if it does. The line carries the time of its first part. */
  add(part: Part): LogLine | undefined {
    const open = this.#open.get(part.stream);
    if (part.partial) {
      if (open) open.parts.push(part.content);
      else this.#open.set(part.stream, { timestamp: part.timestamp, parts: [part.content] });
      return undefined;
    }
    this.#open.delete(part.stream);
    if (!open) return part;
    return { timestamp: open.timestamp, stream: part.stream, content: Buffer.concat([...open.parts, part.content]) };
  }

  /** What never got its end, as when the container died in the middle of a line. */
  rest(): LogLine[] {
    const lines = [...this.#open].map(([stream, { timestamp, parts }]) => ({
      timestamp,
      stream: stream as LogLine["stream"],
      content: Buffer.concat(parts),
    }));
    this.#open.clear();
    return lines.sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
  }
}

/** Milliseconds since the epoch of a log timestamp, nanoseconds as the fraction's rest cut off. */
export function timestampMs(timestamp: string): number {
  return Date.parse(timestamp);
}
