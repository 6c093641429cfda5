// Pressure stall information: which part of the time processes waited for a resource. Counted in the v2 hierarchy.

import type { CgroupHost } from "../../linux/index.ts";
import { readText } from "../files.ts";
import { count, type Json } from "./counter.ts";

interface Stalls {
  readonly avg10: number;
  readonly avg60: number;
  readonly avg300: number;
  /** Microseconds. */
  readonly total: bigint;
  readonly [more: string]: Json;
}

export interface Pressure {
  readonly some: Stalls;
  readonly full: Stalls;
  readonly [more: string]: Json;
}

/** undefined where the kernel does not count it. */
export function readPressure(host: CgroupHost, path: string, resource: "cpu" | "memory" | "io"): Pressure | undefined {
  if (host.unifiedRoot === undefined) return undefined;
  const text = readText(`${host.unifiedRoot}${path}/${resource}.pressure`);
  return text === undefined ? undefined : { some: stalls(text, "some"), full: stalls(text, "full") };
}

/** "some avg10=0.00 avg60=0.00 avg300=0.00 total=12" */
function stalls(text: string, kind: "some" | "full"): Stalls {
  const line = text.split("\n").find((one) => one.startsWith(`${kind} `)) ?? "";
  const value = (name: string) => new RegExp(`\\b${name}=([\\d.]+)`).exec(line)?.[1];
  const average = (name: string) => Number(value(name) ?? 0);
  return { avg10: average("avg10"), avg60: average("avg60"), avg300: average("avg300"), total: count(value("total")) };
}
