// An operation on a cgroup that the kernel refused, by the field that asked for it, with what can be done about it.

import { type ErrorCode, TsRunError } from "../base/index.ts";
import type { BlamedFailure } from "../executor/index.ts";
import { cgroupFileHint, errnoMeaning } from "../linux/index.ts";
import type { Op, Plan } from "../plan/index.ts";

/** undefined for an operation on anything else. */
export function cgroupFailure(plan: Plan, { lane, index }: BlamedFailure, errno: string): TsRunError | undefined {
  const ops = plan.lanes[lane] ?? [];
  const op = ops[index];
  if (op === undefined) return undefined;
  // What the container writes to, its parent has opened.
  const path =
    op.call === "mkdirat"
      ? stringAt(op, 1)
      : openedPath([...plan.lanes.parent, ...ops], plan.lanes.parent.length + index);
  if (path === undefined || !/\/cgroup\//.test(path)) return undefined;
  const file = path.slice(path.lastIndexOf("/") + 1);
  const isLimit = op.from.startsWith("/linux/resources/");
  const what = isLimit ? `limiting by ${op.from}` : `placing the container in its cgroup (${op.from})`;
  const doing = op.call === "write" ? `writing ${JSON.stringify(stringAt(op, 1))} to` : `${op.call}(2) of`;
  const code: ErrorCode = isLimit && op.call === "openat" && errno === "ENOENT" ? "ERR_UNSUPPORTED" : "ERR_SYSCALL";
  return new TsRunError(code, `${what}: ${doing} ${path}: ${errno} (${errnoMeaning(errno) ?? "unknown"})`, {
    hint: cgroupFileHint(file, errno),
  });
}

/** What the descriptor that op `index` uses, or opens, stands for. */
function openedPath(ops: readonly Op[], index: number): string | undefined {
  const op = ops[index];
  if (op?.call === "openat") return stringAt(op, 1);
  const first = op?.args[0];
  if (typeof first !== "object" || !("fd" in first)) return undefined;
  const open = ops.slice(0, index).findLast(({ call, store }) => call === "openat" && store === first.fd);
  return open && stringAt(open, 1);
}

function stringAt(op: Op, index: number): string | undefined {
  const arg = op.args[index];
  return typeof arg === "object" && "string" in arg ? arg.string : undefined;
}
