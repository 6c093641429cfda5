// linux.resources.memory -> the memory controller's files of v1 or v2.

import { TsRunError } from "../base/index.ts";
import {
  type Add,
  amount,
  bytes,
  type CgroupLimit,
  type Context,
  collect,
  isUnlimited,
  type Pointer,
} from "./cgroup-limit.ts";
import type { CgroupResources } from "./cgroup-resources.ts";

type Memory = NonNullable<CgroupResources["memory"]>;

/** Zero is what Go programs write for "not set". */
export function memoryLimits({ memory = {} }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "memory", (add, version) => {
    const v1 = version === 1;
    const { limit, reservation, swappiness } = memory;
    // v1 refuses memsw below the limit, and a fresh cgroup has memsw unlimited: limit first.
    if (limit) {
      const file = v1 ? "memory.limit_in_bytes" : "memory.max";
      add(file, amount(limit, v1), "memory/limit", `memory is limited to ${bytes(limit)}`);
    }
    addSwap(add, memory, v1, context.pointer);
    addKernelLimits(add, memory, v1, context.pointer);
    if (reservation) {
      const file = v1 ? "memory.soft_limit_in_bytes" : "memory.low";
      const why = `${bytes(reservation)} are reclaimed last when the host is short of memory`;
      add(file, amount(reservation, v1), "memory/reservation", why);
    }
    if (swappiness !== undefined)
      add(v1 && "memory.swappiness", swappiness, "memory/swappiness", "how willingly its memory is swapped out");
    // False asks for nothing: since Linux 5.11, and in v2 always, children count.
    if (memory.useHierarchy === true && v1) {
      const why = "child cgroups count towards the limit";
      add("memory.use_hierarchy", 1, "memory/useHierarchy", why, { ignore: ["ENOENT"] });
    }
    if (memory.disableOOMKiller === true) {
      const why = "processes wait at the limit instead of being killed";
      add(v1 && "memory.oom_control", 1, "memory/disableOOMKiller", why);
    }
  });
}

/** Without swap accounting in the kernel, "no limit" is what there is anyway, and "no swap at all" no less than that. */
const unlessCounted: Partial<CgroupLimit> = { ignore: ["ENOENT"] };

function addSwap(add: Add, { limit = 0, swap = 0 }: Memory, v1: boolean, pointer: Pointer): void {
  const field = swap ? "memory/swap" : "memory/limit";
  // As runc has it: no limit on memory and no word about swap means no limit on either.
  if ((swap && isUnlimited(swap)) || (!swap && limit && isUnlimited(limit))) {
    const file = v1 ? "memory.memsw.limit_in_bytes" : "memory.swap.max";
    add(file, amount(-1, v1), field, "swap is not limited", unlessCounted);
    return;
  }
  if (!swap) return;
  if (!limit || (!isUnlimited(limit) && swap < limit)) {
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      `limiting by ${pointer}/memory/swap: it is memory plus swap, so it needs a memory limit that is not above it`,
      { hint: `set ${pointer}/memory/limit to at most ${swap}` },
    );
  }
  if (v1) {
    add("memory.memsw.limit_in_bytes", swap, field, `memory and swap together: ${bytes(swap)}`);
    return;
  }
  const rest = isUnlimited(limit) ? swap : swap - limit;
  const why = `swap is limited to ${bytes(rest)} (the spec's number includes memory)`;
  add("memory.swap.max", rest, field, why, rest === 0 ? unlessCounted : {});
}

/**
 * Kernel memory and TCP buffers are part of what memory/limit counts, so a limit on them that is not below it holds
 * without being written. v1 still has a limit for TCP buffers alone; one for kernel memory is ignored since Linux 5.16.
 */
function addKernelLimits(add: Add, memory: Memory, v1: boolean, pointer: Pointer): void {
  const { kernelTCP = 0 } = memory;
  if (kernelTCP && v1) {
    const why = `TCP buffers are limited to ${bytes(kernelTCP)}`;
    const extra = holdsAnyway(memory, kernelTCP) ? unlessCounted : {};
    add("memory.kmem.tcp.limit_in_bytes", amount(kernelTCP, true), "memory/kernelTCP", why, extra);
  } else refuseBelowLimit(memory, "kernelTCP", pointer);
  refuseBelowLimit(memory, "kernel", pointer);
}

function holdsAnyway({ limit }: Memory, value: number): boolean {
  return isUnlimited(value) || (limit !== undefined && limit > 0 && value >= limit);
}

function refuseBelowLimit(memory: Memory, field: "kernel" | "kernelTCP", pointer: Pointer): void {
  const value = memory[field];
  if (!value || holdsAnyway(memory, value)) return;
  const what = field === "kernel" ? "kernel memory" : "TCP buffers";
  throw new TsRunError(
    "ERR_UNSUPPORTED",
    `limiting by ${pointer}/memory/${field}: the kernel has no limit for ${what} apart from the one for all memory`,
    { hint: `memory/limit counts ${what} too: set it to at most ${value}, or leave memory/${field} out` },
  );
}
