// The rules of config-linux.md on resources.blockIO.

import type { LinuxResources } from "./runtime-spec.ts";
import { isWithin, type Report } from "./violation.ts";

type BlockIo = NonNullable<LinuxResources["blockIO"]>;

export function validateBlockIo(blockIO: BlockIo, at: string, report: Report): void {
  const bad = (field: string, rule: string) => report(`${at}/${field}`, rule, "block-io");
  const weights = { weight: blockIO.weight, leafWeight: blockIO.leafWeight };
  for (const [name, value] of Object.entries(weights)) if (!isWeight(value)) bad(name, WEIGHT);
  blockIO.weightDevice?.forEach(({ major, minor, weight, leafWeight }, i) => {
    const entry = `weightDevice/${i}`;
    if (weight === undefined && leafWeight === undefined)
      bad(entry, "you MUST specify at least one of weight or leafWeight in a given entry");
    for (const [name, value] of Object.entries({ weight, leafWeight }))
      if (!isWeight(value)) bad(`${entry}/${name}`, WEIGHT);
    if (!isDevice(major, minor)) bad(entry, DEVICE);
  });
  for (const name of THROTTLES)
    blockIO[name]?.forEach(({ major, minor }, i) => {
      if (!isDevice(major, minor)) bad(`${name}/${i}`, DEVICE);
    });
}

const THROTTLES = [
  "throttleReadBpsDevice",
  "throttleWriteBpsDevice",
  "throttleReadIOPSDevice",
  "throttleWriteIOPSDevice",
] as const;
const WEIGHT = "weights range from 10 to 1000 (cgroup-v1/blkio-controller.txt); 0 leaves them alone";
const DEVICE = "major, minor numbers for device";

function isWeight(value = 0): boolean {
  return value === 0 || isWithin(value, 10, 1000);
}

function isDevice(major: number, minor: number): boolean {
  return isWithin(major, 0, 2 ** 12 - 1) && isWithin(minor, 0, 2 ** 20 - 1);
}
