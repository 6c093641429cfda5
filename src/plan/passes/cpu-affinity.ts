// On which CPUs a process runs. Affinity is inherited, and that of whoever called us says nothing about a container.

import type { RuntimeSpec } from "../../oci/index.ts";
import { bitMask, maskOfList, range } from "../bit-mask.ts";
import { op } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op } from "../op.ts";

type Process = NonNullable<RuntimeSpec["process"]>;

/** Of the container's init: all that its cgroup allows. After placement: the kernel intersects both (cpuset(7)). */
export function planCpuAffinity({ host }: PlanInput): LaneOps {
  return { container: [everyCpu(host)] };
}

/** Of an exec: what process.execCPUAffinity says. `initial` is for the parent lane, before anything of the process exists. */
export function execCpuAffinity(process: Process | undefined, host: PlanInput["host"]): { initial: Op[]; final: Op[] } {
  const { initial = "", final = "" } = process?.execCPUAffinity ?? {};
  const set = (name: "initial" | "final", list: string, why: string): Op[] => {
    const mask = maskOfList(list, `/process/execCPUAffinity/${name}`);
    if (mask.length === 0) return [];
    const from = `/process/execCPUAffinity/${name}` as const;
    return [op("sched_setaffinity", [0, mask.length, { bytes: mask }], { from, why })];
  };
  const before = set("initial", initial, `run on CPUs ${initial} until the process is in the container's cgroup`);
  const after = set("final", final, `run on CPUs ${final} from here on`);
  // With only the initial list the kernel decides what becomes of it in the container's cgroup (config.md#linux-process).
  return { initial: before, final: before.length + after.length === 0 ? [everyCpu(host)] : after };
}

/** All CPUs there can ever be, so that one that comes later is not left out; the kernel takes away what cpuset forbids. */
function everyCpu({ lastCpu }: PlanInput["host"]): Op {
  const mask = bitMask(range(0, 64 * Math.floor(lastCpu / 64) + 63));
  return op("sched_setaffinity", [0, mask.length, { bytes: mask }], {
    from: "default:our own CPU affinity is not the container's",
    why: "run on every CPU that the cgroup allows",
  });
}
