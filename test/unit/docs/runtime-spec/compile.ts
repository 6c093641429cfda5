// What a field adds to the plan: the sample that has it is compiled with and without it, for a host of each cgroup version.
import { TsRunError } from "../../../../src/base/index.ts";
import type { CgroupHost, HostFacts } from "../../../../src/linux/index.ts";
import { type RuntimeSpec, validateRuntimeSpec } from "../../../../src/oci/index.ts";
import { runtimeSpecSchema } from "../../../../src/oci/runtime-spec-schema.ts";
import { compileExecPlan, type Op, type Plan } from "../../../../src/plan/index.ts";
import { compileRuncPlan } from "../../../golden/plans/compile-runc.ts";
import { cgroupHosts, hostFacts } from "../../../golden/plans/facts.ts";
import { writtenFiles } from "./operation-text.ts";
import { samples } from "./samples.ts";

/** Everything that a host can have. */
const facts: HostFacts = { ...hostFacts([6, 18]), appArmor: true, selinux: true };

export const hosts = { v2: cgroupHosts.v2, v1: everyV1() };

export type Outcome =
  | {
      readonly kind: "plan";
      readonly own: readonly Op[];
      readonly added: readonly Op[];
      readonly removed: readonly Op[];
      readonly files: ReadonlyMap<Op, string>;
    }
  | { readonly kind: "refused"; readonly why: string };

/** Undefined: no sample has the field. */
export function outcomeOf(pointer: string, host: CgroupHost): Outcome | undefined {
  const path = pointer.split("/").slice(1);
  for (const sample of samples) {
    const place = find(sample, path);
    if (place) return compare(sample, place, host);
  }
  return undefined;
}

/** What cannot be left out alone, because its owner needs it, is left out with its owner. */
function compare(sample: RuntimeSpec, place: readonly string[], host: CgroupHost): Outcome {
  const whole = attempt(sample, host);
  if (typeof whole === "string") return { kind: "refused", why: whole };
  const own = operationsFrom(whole, place);
  const files = writtenFiles(whole);
  for (let depth = place.length; depth > 0; depth--) {
    const less = attempt(without(sample, place.slice(0, depth)), host);
    if (typeof less === "string") continue;
    const [after, before] = [texts(whole), texts(less)];
    return { kind: "plan", own, added: absent(after, before), removed: absent(before, after), files };
  }
  return { kind: "plan", own: own.length > 0 ? own : operationsOfList(whole, place), added: [], removed: [], files };
}

/** Those that name the field as their origin. */
function operationsFrom(plan: Plan, place: readonly string[]): Op[] {
  const at = `/${place.map((key) => key.replaceAll("/", "~1")).join("/")}`;
  return Object.values(plan.lanes).flatMap((ops) => ops.filter(({ from }) => `${from}/`.startsWith(`${at}/`)));
}

/** Of a list that must not be empty, such as an id map, nothing can be left out: then those of the list. */
function operationsOfList(plan: Plan, place: readonly string[]): Op[] {
  const owner = place.findIndex((key) => /^\d+$/.test(key));
  return owner > 0 ? operationsFrom(plan, place.slice(0, owner)) : [];
}

function absent(from: ReadonlyMap<string, Op>, other: ReadonlyMap<string, Op>): Op[] {
  return [...from].filter(([text]) => !other.has(text)).map(([, op]) => op);
}

/** A plan, or why there is none. */
function attempt(document: RuntimeSpec, cgroup: CgroupHost): Plan | string {
  const parsed = runtimeSpecSchema.safeParse(document);
  if (!parsed.success) return "a field that is REQUIRED is missing";
  const spec = JSON.parse(JSON.stringify(parsed.data)) as RuntimeSpec;
  const [violation] = validateRuntimeSpec(spec);
  if (violation) return `${violation.pointer}: ${violation.rule}`;
  // Said of what exec starts only.
  if (spec.process?.execCPUAffinity)
    return compileExecPlan({ spec, host: facts, stdio: { kind: "inherit" }, initPidfd: 6 });
  try {
    return compileRuncPlan(spec, { host: facts, sourceKinds: { "/srv/data": "directory" } }, cgroup);
  } catch (error) {
    if (error instanceof TsRunError) return error.message;
    throw error;
  }
}

/** Operations by what they do, without the words about them. */
function texts(plan: Plan): Map<string, Op> {
  const lanes = Object.entries(plan.lanes).flatMap(([lane, ops]) => ops.map((op) => ({ lane, op })));
  return new Map(
    lanes.map(({ lane, op: { from: _, why: __, ...doing } }, i) => [
      JSON.stringify([lane, doing], (_key, value) => (typeof value === "bigint" ? `${value}n` : value)),
      lanes[i]?.op as Op,
    ]),
  );
}

function find(value: unknown, path: readonly string[]): string[] | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return [];
  if (typeof value !== "object" || value === null) return undefined;
  for (const name of key === "*" ? Object.keys(value) : [key]) {
    if (!(name in value)) continue;
    const found = find((value as Record<string, unknown>)[name], rest);
    if (found) return [name, ...found];
  }
  return undefined;
}

function without<T>(value: T, [key, ...rest]: readonly string[]): T {
  if (Array.isArray(value))
    return (
      rest.length === 0
        ? value.filter((_, i) => String(i) !== key)
        : value.map((one, i) => (String(i) === key ? without(one, rest) : one))
    ) as T;
  const { [key ?? ""]: member, ...others } = value as Record<string, unknown>;
  return (rest.length === 0 ? others : { ...others, [key ?? ""]: without(member, rest) }) as T;
}

/** A host with every v1 controller, as runc's first users had. */
function everyV1(): CgroupHost {
  const names = [
    "cpu",
    "cpuset",
    "memory",
    "devices",
    "freezer",
    "blkio",
    "pids",
    "hugetlb",
    "rdma",
    "net_cls",
    "net_prio",
  ];
  const controllers = names.map((name) => [name, { version: 1, root: `/sys/fs/cgroup/${name}` }]);
  return { mode: "v1", controllers: Object.fromEntries(controllers), named: {} };
}
