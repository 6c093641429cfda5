// Size of the terminal behind a descriptor, asked afresh each time, so that redrawing follows a resize.

import { WriteStream } from "node:tty";

// Only asked for its size and never written to; kept, because each one opens the terminal again.
const streams = new Map<number, WriteStream>();

export function terminalSize(fd: number): { columns: number; rows: number } {
  try {
    const stream = streams.get(fd) ?? new WriteStream(fd);
    streams.set(fd, stream);
    const [columns, rows] = stream.getWindowSize();
    return { columns: columns || 80, rows: rows || 24 };
  } catch {
    return { columns: 80, rows: 24 }; // no terminal after all
  }
}

export function terminalWidth(fd: number): number {
  return terminalSize(fd).columns;
}
