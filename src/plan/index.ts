export { capabilityWarnings } from "./capabilities.ts";
export { bytes, type CgroupLimit } from "./cgroup-limit.ts";
export { cgroupLimits, weightOfShares } from "./cgroup-limits.ts";
export { pathSteps } from "./cgroup-ops.ts";
export type { CgroupResources } from "./cgroup-resources.ts";
export { compilePlan } from "./compile.ts";
export { compileExecPlan, type ExecPlanInput } from "./compile-exec.ts";
export { compilePreparation } from "./compile-preparation.ts";
export { compileSandboxPlan, type PinnedNamespace, type SandboxPlanInput } from "./compile-sandbox.ts";
export { deviceList } from "./device-list.ts";
export { type DeviceRule, deviceRules } from "./device-rules.ts";
export { type EncodedPlan, encodePlan } from "./encode.ts";
export type {
  HostDevices,
  HostPort,
  LaneOps,
  Mount,
  NetDevice,
  NetworkAttachment,
  PlanInput,
  PlanPaths,
  Resctrl,
  Stdio,
} from "./input.ts";
export type { Arg, Field, MonitorSettings, Op, Origin, Plan } from "./op.ts";
export {
  cgroupDirectories,
  cgroupEvidence,
  cgroupPathOf,
  cloneIntoCgroupSlot,
  planCgroup,
  planCgroupJoin,
} from "./passes/cgroup.ts";
export { resctrlGroups, tasksOf } from "./passes/intel-rdt.ts";
export { labelWarnings } from "./passes/labels.ts";
export { mountLabelWarnings } from "./passes/mount-label.ts";
export { knownMountOptions } from "./passes/mount-option-words.ts";
export { LAYERS_BY_DESCRIPTOR, stacksLayersByDescriptor } from "./passes/shifted-rootfs.ts";
export { type CompiledSeccomp, compileSeccomp, seccompConstants } from "./seccomp/index.ts";
