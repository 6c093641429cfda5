// The rules on linux.memoryPolicy: config-linux.md's lists, and what set_mempolicy(2) says EINVAL to.

import type { RuntimeLinux } from "./runtime-spec.ts";
import { isNumberList, type Report } from "./violation.ts";

export const MEMORY_POLICY_MODES = [
  "MPOL_DEFAULT",
  "MPOL_BIND",
  "MPOL_INTERLEAVE",
  "MPOL_WEIGHTED_INTERLEAVE",
  "MPOL_PREFERRED",
  "MPOL_PREFERRED_MANY",
  "MPOL_LOCAL",
] as const;
export const MEMORY_POLICY_FLAGS = ["MPOL_F_NUMA_BALANCING", "MPOL_F_RELATIVE_NODES", "MPOL_F_STATIC_NODES"] as const;

const WITHOUT_NODES = ["MPOL_DEFAULT", "MPOL_LOCAL"];
const AT = "/linux/memoryPolicy";

export function validateMemoryPolicy(policy: NonNullable<RuntimeLinux["memoryPolicy"]>, report: Report): void {
  const bad = (field: string, rule: string) => report(`${AT}/${field}`, rule, "memory-policy");
  const { mode, nodes = "", flags = [] } = policy;
  if (!MEMORY_POLICY_MODES.some((known) => known === mode)) {
    bad("mode", `a valid list of constants is ${MEMORY_POLICY_MODES.join(", ")}`);
    return;
  }
  if (nodes.trim() !== "" && !isNumberList(nodes))
    bad("nodes", "a comma-separated list, with dashes to represent ranges: 0-3,7");
  if (WITHOUT_NODES.includes(mode) && nodes.trim() !== "")
    bad("nodes", `some modes require that there are no nodes, and ${mode} is one`);
  // With no nodes at all MPOL_PREFERRED is the same as MPOL_LOCAL.
  if (![...WITHOUT_NODES, "MPOL_PREFERRED"].includes(mode) && nodes.trim() === "")
    bad("nodes", `some modes require that there is at least one node, and ${mode} is one`);
  flags.forEach((name, i) => {
    if (!MEMORY_POLICY_FLAGS.some((known) => known === name))
      bad(`flags/${i}`, `a valid list of constants is ${MEMORY_POLICY_FLAGS.join(", ")}`);
  });
  if (flags.includes("MPOL_F_RELATIVE_NODES") && flags.includes("MPOL_F_STATIC_NODES"))
    bad("flags", "MPOL_F_RELATIVE_NODES and MPOL_F_STATIC_NODES exclude each other (set_mempolicy(2))");
}
