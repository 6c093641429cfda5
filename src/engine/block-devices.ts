// Which disks the rate limits are about.

import { statSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import { splitDevice } from "./create.ts";
import type { ResourceOptions } from "./types.ts";

type Rates = Pick<ResourceOptions, "deviceReadBps" | "deviceWriteBps" | "deviceReadIops" | "deviceWriteIops">;

/** major:minor by path. Throws ERR_USAGE for what is no block device. */
export function blockDeviceNumbers(rates: Partial<Rates>): Record<string, readonly [number, number]> {
  const { deviceReadBps = [], deviceWriteBps = [], deviceReadIops = [], deviceWriteIops = [] } = rates;
  const paths = [...deviceReadBps, ...deviceWriteBps, ...deviceReadIops, ...deviceWriteIops].map(({ path }) => path);
  return Object.fromEntries(paths.map((path) => [path, numbersOf(path)]));
}

function numbersOf(path: string): readonly [number, number] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isBlockDevice()) return splitDevice(stat.rdev);
  throw new TsRunError("ERR_USAGE", `limit ${path}: it is not a block device of this host`, {
    hint: "`lsblk -p` lists them",
  });
}
