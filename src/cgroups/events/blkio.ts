// Disk traffic by device and kind. v2 has one file for it; v1 has one per number, whose names depend on the I/O scheduler.

import type { CgroupHost } from "../../linux/index.ts";
import { count, type Json } from "./counter.ts";
import { type Pressure, readPressure } from "./pressure.ts";
import { reader } from "./reader.ts";

interface Entry {
  readonly major: number;
  readonly minor: number;
  readonly op: string;
  readonly value: bigint;
  readonly [more: string]: Json;
}

export interface Blkio {
  readonly psi?: Pressure;
  readonly [list: string]: readonly Entry[] | Pressure | undefined;
}

export function readBlkio(host: CgroupHost, path: string): Blkio {
  const psi = readPressure(host, path, "io");
  const lists = host.controllers.io ? version2(host, path) : version1(host, path);
  return { ...lists, ...(psi && { psi }) };
}

/** "8:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0" */
function version2(host: CgroupHost, path: string): Record<string, Entry[]> {
  const lines = (reader(host, "io", path)("io.stat") ?? "").split("\n");
  const pick = (read: string, write: string): Entry[] =>
    lines.flatMap((line) => [...entryOf(line, read, "Read"), ...entryOf(line, write, "Write")]);
  return { ioServiceBytesRecursive: pick("rbytes", "wbytes"), ioServicedRecursive: pick("rios", "wios") };
}

function entryOf(line: string, key: string, op: string): Entry[] {
  const [device = "", ...pairs] = line.split(" ");
  const value = pairs.find((pair) => pair.startsWith(`${key}=`))?.slice(key.length + 1);
  const [major, minor] = device.split(":");
  return value === undefined ? [] : [{ major: Number(major), minor: Number(minor), op, value: count(value) }];
}

const LISTS = {
  ioServiceBytesRecursive: "io_service_bytes_recursive",
  ioServicedRecursive: "io_serviced_recursive",
  ioQueueRecursive: "io_queued_recursive",
  ioServiceTimeRecursive: "io_service_time_recursive",
  ioWaitTimeRecursive: "io_wait_time_recursive",
  ioMergedRecursive: "io_merged_recursive",
  ioTimeRecursive: "time_recursive",
  sectorsRecursive: "sectors_recursive",
} as const;

/** BFQ's where the disk is served by it, then those of all disks. */
const SOURCES = ["blkio.bfq.", "blkio.throttle."];

function version1(host: CgroupHost, path: string): Record<string, Entry[]> {
  const read = reader(host, "blkio", path);
  const found = Object.entries(LISTS).flatMap(([name, file]) => {
    const lists = SOURCES.map((source) => parse(read(`${source}${file}`)));
    const entries = lists.find((list) => list.length > 0) ?? [];
    return entries.length === 0 ? [] : [[name, entries] as const];
  });
  return Object.fromEntries(found);
}

/** "8:0 Read 5" or, of what has no kinds, "8:0 5"; the sum over all devices is left out. */
function parse(text: string | undefined): Entry[] {
  return [...(text ?? "").matchAll(/^(\d+):(\d+)(?: ([A-Z][a-z]+))? (\d+)$/gm)].map(([, major, minor, op, value]) => ({
    major: Number(major),
    minor: Number(minor),
    op: op ?? "",
    value: count(value),
  }));
}
