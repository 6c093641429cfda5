// config.json in, plan.json out, for every folder beside this file. A change of behaviour shows as a diff of a plan;
// `UPDATE_GOLDEN=1 npx vitest run test/golden` writes the plans anew. case.json says what is not in config.json: the
// host (cgroup, kernel), standard streams, network, and for exec what the container's config.json cannot know.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { RuntimeSpec } from "../../../src/oci/index.ts";
import {
  compileExecPlan,
  compilePlan,
  encodePlan,
  type NetworkAttachment,
  type Plan,
  type PlanInput,
} from "../../../src/plan/index.ts";
import { cgroupHosts, hostFacts } from "./facts.ts";
import { planText } from "./plan-text.ts";

interface Case {
  readonly about: string;
  readonly exec?: boolean;
  readonly kernel?: [number, number];
  readonly cgroup?: "v2" | "hybrid" | "none";
  readonly stdio?: PlanInput["stdio"];
  readonly rootfs?: PlanInput["rootfs"];
  readonly waitForStart?: boolean;
  readonly sourceKinds?: PlanInput["sourceKinds"];
  readonly network?: Omit<NetworkAttachment, "release"> & {
    release: readonly { protocol: number; messages: string; why: string }[];
  };
}

const here = import.meta.dirname;
const names = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const read = <T>(name: string, file: string): T => JSON.parse(readFileSync(path.join(here, name, file), "utf8")) as T;

function compile(spec: RuntimeSpec, about: Case): Plan {
  const host = hostFacts(about.kernel ?? [6, 18]);
  const cgroup = about.cgroup === "none" ? undefined : cgroupHosts[about.cgroup ?? "v2"];
  const stdio = about.stdio ?? { kind: "pipes", stdin: false };
  if (about.exec) {
    const placed = cgroup && { host: cgroup, pathIn: () => "/ts-run/golden" };
    return compileExecPlan({ spec, host, stdio, initPidfd: 6, ...(placed && { cgroup: placed }) });
  }
  return compilePlan({
    spec,
    host,
    stdio,
    ...(cgroup && { cgroup }),
    rootfs: about.rootfs ?? {
      type: "overlay",
      source: "overlay",
      lowerDirs: ["/var/lib/ts-run/snapshots/b/fs", "/var/lib/ts-run/snapshots/a/fs"],
      upperDir: "/var/lib/ts-run/containers/golden/upper",
      workDir: "/var/lib/ts-run/containers/golden/work",
      options: [],
    },
    paths: {
      controlSocket: "/run/ts-run/containers/golden/ctl",
      mountpoint: "/run/ts-run/rootfs",
      stateRecord: "/run/ts-run/containers/golden/state.json",
      exitRecord: "/var/lib/ts-run/containers/golden/exit.json",
    },
    waitForStart: about.waitForStart ?? false,
    sourceKinds: about.sourceKinds ?? {},
    log: { path: "/var/lib/ts-run/containers/golden/container.log", maxBytes: 10485760, maxFiles: 5 },
    ...(about.network && { network: attachment(about.network) }),
  });
}

function attachment(network: NonNullable<Case["network"]>): NetworkAttachment {
  const release = network.release.map((step) => ({ ...step, messages: Buffer.from(step.messages, "hex") }));
  return { ...network, release };
}

describe("the plan of", () => {
  for (const name of names) {
    const about = read<Case>(name, "case.json");
    test(`${name}: ${about.about}`, () => {
      const plan = compile(read<RuntimeSpec>(name, "config.json"), about);
      const text = planText(plan);
      const golden = path.join(here, name, "plan.json");
      if (process.env.UPDATE_GOLDEN) writeFileSync(golden, text);
      expect(text).toBe(readFileSync(golden, "utf8"));
      for (const architecture of ["x64", "arm64"] as const) {
        expect(encodePlan(plan, architecture).lanes).toEqual(["parent", ...others(plan), "exit"]);
      }
    });
  }
});

function others(plan: Plan): string[] {
  return Object.keys(plan.lanes).filter((name) => name !== "parent" && name !== "exit");
}
