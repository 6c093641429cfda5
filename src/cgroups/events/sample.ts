// One sample of everything that a container's cgroups count, in the form of runc's `events` (runc, types/events.go).
// Counters are bigints: "no limit" is 2^64 - 1, which a double cannot hold.

import type { CgroupHost } from "../../linux/index.ts";
import { listProcesses } from "../processes.ts";
import { type Blkio, readBlkio } from "./blkio.ts";
import { count, type Json, limitOf } from "./counter.ts";
import { type Cpu, type Cpuset, readCpu, readCpuset } from "./cpu.ts";
import { type Hugetlb, readHugetlb } from "./hugetlb.ts";
import { type Memory, readMemory } from "./memory.ts";
import { reader } from "./reader.ts";

export interface CgroupSample {
  readonly cpu: Cpu;
  readonly cpuset: Cpuset;
  readonly memory: Memory;
  /** A limit of 0 is none. */
  readonly pids: { readonly current: bigint; readonly limit: bigint };
  readonly blkio: Blkio;
  readonly hugetlb: Readonly<Record<string, Hugetlb>>;
  readonly [more: string]: Json | undefined;
}

export function readSample(host: CgroupHost, path: string): CgroupSample {
  return {
    cpu: readCpu(host, path),
    cpuset: readCpuset(host, path),
    memory: readMemory(host, path),
    pids: readPids(host, path),
    blkio: readBlkio(host, path),
    hugetlb: readHugetlb(host, path),
  };
}

function readPids(host: CgroupHost, path: string): CgroupSample["pids"] {
  const read = reader(host, "pids", path);
  const current = read("pids.current");
  const limit = limitOf(read("pids.max"));
  return {
    current: current === undefined ? BigInt(listProcesses(host, path).length) : count(current),
    limit: limit === NO_LIMIT ? 0n : limit,
  };
}

const NO_LIMIT = limitOf("max");
