// Plans of small specs: one good spec, and what a test changes in it.
import type { HostFacts } from "../../../src/linux/index.ts";
import type { RuntimeLinux, RuntimeProcess, RuntimeSpec } from "../../../src/oci/index.ts";
import {
  compileExecPlan,
  compilePlan,
  type ExecPlanInput,
  type Op,
  type Plan,
  type PlanInput,
} from "../../../src/plan/index.ts";
import { hostFacts } from "../../golden/plans/facts.ts";

export interface Change {
  readonly process?: Partial<RuntimeProcess>;
  readonly linux?: RuntimeLinux;
  readonly spec?: Partial<RuntimeSpec>;
  readonly host?: Partial<HostFacts>;
  readonly input?: Partial<PlanInput>;
  readonly exec?: Partial<ExecPlanInput>;
}

export function specOf({ process, linux, spec }: Change = {}): RuntimeSpec {
  return {
    ociVersion: "1.3.0",
    root: { path: "/bundle/rootfs" },
    process: { user: { uid: 0, gid: 0 }, args: ["/bin/true"], cwd: "/", ...process },
    mounts: [{ destination: "/proc", type: "proc", source: "proc" }],
    ...spec,
    linux: { ...linux, namespaces: [{ type: "mount" }, ...(linux?.namespaces ?? [])] },
  };
}

export function planOf(change: Change = {}): Plan {
  return compilePlan({
    spec: specOf(change),
    host: { ...hostFacts([6, 18]), ...change.host },
    rootfs: { type: "bind", source: "/bundle/rootfs", options: [] },
    stdio: { kind: "inherit" },
    paths: { mountpoint: "/run/rootfs" },
    waitForStart: false,
    ...change.input,
  });
}

export function execPlanOf(change: Change = {}): Plan {
  return compileExecPlan({
    spec: specOf(change),
    host: { ...hostFacts([6, 18]), ...change.host },
    stdio: { kind: "inherit" },
    initPidfd: 6,
    ...change.exec,
  });
}

/** The ops of a lane that a field, or anything below it, asked for. */
export function opsFrom(plan: Plan, pointer: string, lane = "container"): readonly Op[] {
  return (plan.lanes[lane] ?? []).filter(({ from }) => from === pointer || from.startsWith(`${pointer}/`));
}
