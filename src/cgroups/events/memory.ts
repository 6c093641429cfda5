// Memory, swap and kernel memory. As with runc, swap is memory plus swap on both versions.

import type { CgroupHost } from "../../linux/index.ts";
import { count, type Json, keyed, limitOf } from "./counter.ts";
import { type Pressure, readPressure } from "./pressure.ts";
import { reader } from "./reader.ts";

interface Amounts {
  readonly limit: bigint;
  readonly usage: bigint;
  readonly max: bigint;
  readonly failcnt: bigint;
  readonly [more: string]: Json;
}

export interface Memory {
  readonly cache: bigint;
  readonly usage: Amounts;
  readonly swap: Amounts;
  readonly kernel: Amounts;
  readonly kernelTCP: Amounts;
  /** memory.stat */
  readonly raw: Readonly<Record<string, bigint>>;
  readonly psi?: Pressure;
  readonly [more: string]: Json | undefined;
}

const NONE: Amounts = { limit: 0n, usage: 0n, max: 0n, failcnt: 0n };

export function readMemory(host: CgroupHost, path: string): Memory {
  const read = reader(host, "memory", path);
  const raw = keyed(read("memory.stat"));
  const psi = readPressure(host, path, "memory");
  const rest = { raw, ...(psi && { psi }) };
  if (host.controllers.memory?.version === 1) {
    const amounts = (kind: string) => version1(read, kind);
    return {
      ...{ cache: raw.cache ?? 0n, usage: amounts("memory"), swap: amounts("memory.memsw") },
      ...{ kernel: amounts("memory.kmem"), kernelTCP: amounts("memory.kmem.tcp") },
      ...rest,
    };
  }
  const usage = version2(read, "memory");
  const swap = version2(read, "memory.swap");
  return { cache: raw.file ?? 0n, usage, swap: sum(usage, swap), kernel: NONE, kernelTCP: NONE, ...rest };
}

type Read = (file: string) => string | undefined;

function version1(read: Read, kind: string): Amounts {
  const value = (name: string) => count(read(`${kind}.${name}`));
  return {
    limit: value("limit_in_bytes"),
    usage: value("usage_in_bytes"),
    max: value("max_usage_in_bytes"),
    failcnt: value("failcnt"),
  };
}

function version2(read: Read, kind: string): Amounts {
  return {
    limit: limitOf(read(`${kind}.max`)),
    usage: count(read(`${kind}.current`)),
    max: count(read(`${kind}.peak`)), // since Linux 5.19, of swap since 6.5
    failcnt: 0n,
  };
}

/** The peaks of two things are not the peak of their sum. */
function sum(memory: Amounts, swap: Amounts): Amounts {
  const isUnlimited = swap.limit === limitOf("max") || memory.limit === limitOf("max");
  return {
    limit: isUnlimited ? limitOf("max") : memory.limit + swap.limit,
    usage: memory.usage + swap.usage,
    max: 0n,
    failcnt: 0n,
  };
}
