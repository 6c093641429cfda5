// What the monitor records about the cgroup when the container is gone, before the exit lane removes it.

import { cgroupPathOf } from "../cgroup-path.ts";
import type { PlanInput } from "../input.ts";
import type { MonitorSettings } from "../op.ts";

/** What the monitor should read into the exit record before the exit lane removes the cgroup. */
export function cgroupEvidence(input: PlanInput): NonNullable<MonitorSettings["evidence"]> {
  const path = cgroupPathOf(input.spec);
  if (input.cgroup === undefined || path === undefined) return [];
  const files = {
    1: ["memory.oom_control", "memory.max_usage_in_bytes", "memory.limit_in_bytes"],
    2: ["memory.events", "memory.peak", "memory.max"],
  };
  const { memory, cpu, cpuacct, pids } = input.cgroup.controllers;
  const wanted = [
    ...(memory ? files[memory.version].map((file) => [memory.root, file] as const) : []),
    ...(cpu ? [[cpu.root, "cpu.stat"] as const] : []),
    ...(cpuacct?.version === 1 ? [[cpuacct.root, "cpuacct.usage"] as const] : []),
    ...(pids ? ["pids.peak", "pids.events", "pids.max"].map((file) => [pids.root, file] as const) : []),
  ];
  const evidence = wanted.map(([root, file]) => ({ name: file, path: `${root}${path}/${file}` }));
  return memory === undefined ? evidence : [...evidence, { name: "kmsg", path: "/dev/kmsg", needle: path }];
}
