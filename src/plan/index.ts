export { bytes, type CgroupLimit, cgroupLimits, weightOfShares } from "./cgroup-limits.ts";
export { pathSteps } from "./cgroup-ops.ts";
export type { CgroupResources } from "./cgroup-resources.ts";
export {
  cgroupDirectories,
  cgroupEvidence,
  cgroupPathOf,
  cloneIntoCgroupSlot,
  planCgroup,
  planCgroupJoin,
} from "./passes/cgroup.ts";
