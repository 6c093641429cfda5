// linux.memoryPolicy: from which NUMA nodes memory comes. It is inherited and survives execve (set_mempolicy(2)).

import { TsRunError } from "../../base/index.ts";
import type { FlagName } from "../../linux/index.ts";
import { maskOfList } from "../bit-mask.ts";
import { NULL, op } from "../build.ts";
import type { PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";

const FROM: Origin = "/linux/memoryPolicy";

const SINCE: Readonly<Record<string, readonly [major: number, minor: number]>> = {
  MPOL_PREFERRED_MANY: [5, 15],
  MPOL_WEIGHTED_INTERLEAVE: [6, 9],
};

/** After placement: the nodes must be among those that the cgroup allows. */
export function memoryPolicy({ spec, host }: PlanInput): Op[] {
  const policy = spec.linux?.memoryPolicy;
  if (!policy) return [];
  const { mode, nodes = "", flags = [] } = policy;
  const [major, minor] = SINCE[mode] ?? [0, 0];
  if (host.kernel[0] < major || (host.kernel[0] === major && host.kernel[1] < minor))
    throw new TsRunError("ERR_UNSUPPORTED", `${FROM}/mode: ${mode} needs Linux ${major}.${minor}`);
  const mask = maskOfList(nodes, `${FROM}/nodes`);
  // maxnode counts one more than there are bits: the kernel takes one away (mm/mempolicy.c).
  const set = mask.length === 0 ? [NULL, 0] : [{ bytes: mask }, mask.length * 8 + 1];
  const words = [mode, ...flags].join("|");
  return [
    op("set_mempolicy", [{ flags: [mode, ...flags] as FlagName[] }, ...set], {
      from: FROM,
      why: `memory policy ${words}${mask.length === 0 ? "" : ` of nodes ${nodes}`}`,
    }),
  ];
}
