// The plan as JSON: every call with its arguments, its reason and its source; bytes as hex.

import type { ExplainInput } from "../engine/index.ts";
import { sourceOf } from "../oci/index.ts";
import type { Op } from "../plan/index.ts";
import { callText } from "./call-text.ts";

export interface PlanDocument {
  readonly title: string;
  readonly lanes: Readonly<Record<string, readonly OpDocument[]>>;
  readonly monitor: unknown;
}

export interface OpDocument {
  readonly call: string;
  readonly args: unknown;
  readonly text: string;
  readonly why: string;
  readonly from: string;
  readonly source?: string;
  readonly [more: string]: unknown;
}

export function planDocument(input: ExplainInput): PlanDocument {
  const lanes = Object.entries(input.plan.lanes).map(
    ([name, ops]) => [name, ops.map((op) => opDocument(op, input))] as const,
  );
  return { title: input.title, lanes: Object.fromEntries(lanes), monitor: input.plan.monitor };
}

function opDocument(op: Op, input: ExplainInput): OpDocument {
  const { call, args, why, from, ...rest } = op;
  const source = sourceOf(from, input);
  const text = callText(op, { maxString: Number.POSITIVE_INFINITY });
  return {
    call,
    args: plain(args),
    text,
    why,
    from,
    ...(source === undefined ? {} : { source }),
    ...(plain(rest) as object),
  };
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex");
  if (typeof value === "bigint")
    return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : `0x${value.toString(16)}`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
