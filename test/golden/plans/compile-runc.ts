// The plan that ts-runc would make of a spec, on a host that is all values.
import type { CgroupHost } from "../../../src/linux/index.ts";
import type { RuntimeSpec } from "../../../src/oci/index.ts";
import { compilePlan, type NetDevice, type Plan, type PlanInput } from "../../../src/plan/index.ts";
import { cgroupHosts, hostFacts } from "./facts.ts";

export function compileRuncPlan(
  spec: RuntimeSpec,
  change: Partial<PlanInput> = {},
  cgroup: CgroupHost = cgroupHosts.v2,
): Plan {
  return compilePlan({
    spec,
    host: hostFacts([6, 18]),
    cgroup,
    stdio: spec.process?.terminal ? { kind: "terminal", consoleSocket: "/run/console.sock" } : { kind: "inherit" },
    rootfs: { type: "bind", source: "/bundle/rootfs", options: [] },
    paths: { controlSocket: "/run/ts-runc/c1/ctl", mountpoint: "/run/ts-runc/c1/rootfs" },
    waitForStart: true,
    identity: { id: "c1", bundle: "/bundle", callerEnv: [] },
    sourceKinds: {},
    netDevices: Object.fromEntries(Object.keys(spec.linux?.netDevices ?? {}).map((name, i) => [name, device(i)])),
    programs: { copyTree: "/usr/lib/ts-run/copy-tree" },
    resctrl: { root: "/sys/fs/resctrl", groupExists: true, schemata: "MB:0=100\nL3:0=f\n" },
    ...change,
  });
}

function device(n: number): NetDevice {
  const ip = `192.0.2.${n + 1}`;
  return { index: 40 + n, addresses: [{ ip, peer: ip, prefixLength: 24, broadcast: "192.0.2.255", flags: 0 }] };
}
