// A memory limit below what is in use: v1's kernel reclaims what it can and then refuses; v2's kills. With
// memory/checkBeforeUpdate v2 is made to behave as v1.

import { TsRunError } from "../base/index.ts";
import type { CgroupHost } from "../linux/index.ts";
import { bytes } from "../plan/index.ts";
import { readNumber, readText, writeText } from "./files.ts";

export function isBelowUsage(host: CgroupHost, path: string, limit: number): boolean {
  return limit > 0 && memoryInUse(host, path) > limit;
}

function memoryInUse(host: CgroupHost, path: string): number {
  const memory = host.controllers.memory;
  const file = memory?.version === 1 ? "memory.usage_in_bytes" : "memory.current";
  return memory === undefined ? 0 : (readNumber(`${memory.root}${path}/${file}`) ?? 0);
}

/**
 * Throws ERR_CONFLICT when more than `limit` stays in use. memory.high makes the kernel reclaim down to the limit without
 * killing, and slows growth down until the caller has written the limit itself; then it calls what this returns.
 */
export function makeRoom(host: CgroupHost, path: string, limit: number | undefined): () => void {
  const memory = host.controllers.memory;
  if (limit === undefined || memory?.version !== 2 || !isBelowUsage(host, path, limit)) return () => undefined;
  const file = `${memory.root}${path}/memory.high`;
  const before = readText(file) ?? "max";
  const write = (value: string) => writeText(file, value, `updating cgroup ${path}`);
  write(String(limit));
  const ours = readText(file); // rounded to pages
  const release = (): void => {
    if (readText(file) === ours) write(before); // else the update has set it meanwhile
  };
  if (!isBelowUsage(host, path, limit)) return release;
  release();
  throw moreInUse(host, path, limit);
}

export function moreInUse(host: CgroupHost, path: string, limit: number): TsRunError {
  const used = memoryInUse(host, path);
  return new TsRunError(
    "ERR_CONFLICT",
    `updating cgroup ${path}: it uses ${bytes(used)} (${used} bytes), more than the new limit of ${bytes(limit)} (${limit} bytes)`,
    { hint: `choose a limit above ${bytes(used)}, or let the container free memory first` },
  );
}
