// The optional trace of a plan's execution: memory shared with the interpreter, one record per performed op
// (native/plan.h, struct ts_trace). Read while it runs or afterwards; records appear in the order they were finished.

import { readSync } from "node:fs";
import { memfd } from "../native/index.ts";

export interface TraceRecord {
  readonly lane: number;
  readonly op: number;
  readonly pid: number;
  /** What the system call returned; negative is an errno. */
  readonly result: bigint;
  readonly startNs: bigint;
  readonly durationNs: bigint;
}

export interface TraceReader {
  readonly fd: number;
  /** Records that were completed since the last call. */
  read(): TraceRecord[];
}

const HEADER_SIZE = 16;
const RECORD_SIZE = 32;
const CAPACITY = 4096;

export function createTrace(): TraceReader {
  const initial = Buffer.alloc(HEADER_SIZE + RECORD_SIZE * CAPACITY);
  initial.writeBigUInt64LE(BigInt(CAPACITY), 8);
  const fd = memfd("ts-run-trace", initial, { seal: false });
  let seen = 0;
  const read = (): TraceRecord[] => {
    const header = Buffer.alloc(8);
    readSync(fd, header, 0, 8, 0);
    const count = Math.min(Number(header.readBigUInt64LE(0)), CAPACITY);
    const records: TraceRecord[] = [];
    const record = Buffer.alloc(RECORD_SIZE);
    for (; seen < count; seen++) {
      readSync(fd, record, 0, RECORD_SIZE, HEADER_SIZE + seen * RECORD_SIZE);
      const lane = record.readUInt16LE(0);
      if (lane === 0) break; // claimed, not written yet
      records.push({
        lane: lane - 1,
        op: record.readUInt16LE(2),
        pid: record.readUInt32LE(4),
        result: record.readBigInt64LE(8),
        startNs: record.readBigUInt64LE(16),
        durationNs: record.readBigUInt64LE(24),
      });
    }
    return records;
  };
  return { fd, read };
}
