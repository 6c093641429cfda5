export { bytes, type CgroupLimit } from "./cgroup-limit.ts";
export { cgroupLimits, weightOfShares } from "./cgroup-limits.ts";
export { pathSteps } from "./cgroup-ops.ts";
export type { CgroupResources } from "./cgroup-resources.ts";
export type { HostPort, NetworkAttachment } from "./input.ts";
export {
  cgroupDirectories,
  cgroupEvidence,
  cgroupPathOf,
  cloneIntoCgroupSlot,
  planCgroup,
  planCgroupJoin,
} from "./passes/cgroup.ts";
