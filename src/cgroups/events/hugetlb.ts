// Huge pages in use, by page size; reservations where the kernel counts them (Linux 5.7).

import { readdirSync } from "node:fs";
import { hasErrno } from "../../base/index.ts";
import type { CgroupHost } from "../../linux/index.ts";
import { count, type Json, keyed } from "./counter.ts";
import { reader } from "./reader.ts";

export interface Hugetlb {
  readonly usage: bigint;
  readonly max: bigint;
  readonly failcnt: bigint;
  readonly [more: string]: Json;
}

export function readHugetlb(host: CgroupHost, path: string): Record<string, Hugetlb> {
  const hugetlb = host.controllers.hugetlb;
  if (hugetlb === undefined) return {};
  const read = reader(host, "hugetlb", path);
  const files = new Set(filesIn(`${hugetlb.root}${path}`));
  const suffix = hugetlb.version === 1 ? "limit_in_bytes" : "max";
  const sizes = [...files].flatMap((file) => new RegExp(`^hugetlb\\.(\\d+[KMG]B)\\.${suffix}$`).exec(file)?.[1] ?? []);
  return Object.fromEntries(
    sizes.map((size) => {
      const isReserved = files.has(`hugetlb.${size}.rsvd.${suffix}`);
      return [size, amounts(read, `hugetlb.${size}${isReserved ? ".rsvd" : ""}`, size, hugetlb.version)];
    }),
  );
}

function amounts(read: (file: string) => string | undefined, kind: string, size: string, version: 1 | 2): Hugetlb {
  if (version === 1)
    return {
      usage: count(read(`${kind}.usage_in_bytes`)),
      max: count(read(`${kind}.max_usage_in_bytes`)),
      failcnt: count(read(`${kind}.failcnt`)),
    };
  const events = keyed(read(`hugetlb.${size}.events`));
  return { usage: count(read(`${kind}.current`)), max: 0n, failcnt: events.max ?? 0n };
}

function filesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENODEV")) return [];
    throw error;
  }
}
