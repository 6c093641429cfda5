export { detectCgroupHost } from "./detect.ts";
export {
  type CgroupSample,
  type Json,
  type OutOfMemoryWatch,
  readSample,
  stringify,
  watchOutOfMemory,
} from "./events/index.ts";
export { freeze, isFrozen, thaw } from "./freeze.ts";
export { findLeftoverCgroups, type LeftoverCgroup } from "./leftovers.ts";
export { type OomReport, parseOomEvidence } from "./oom.ts";
export { cgroupPaths } from "./placement.ts";
export { killAll, listProcesses, signalAll } from "./processes.ts";
export { removeCgroup } from "./remove.ts";
export { type CgroupStats, memoryLimit, readStats } from "./stats.ts";
export {
  inWholePercents,
  parseScopeName,
  propertiesOfAnnotations,
  requireSystemd,
  type ScopeName,
  type ScopeRequest,
  SYSTEMD_PROPERTY,
  startScope,
  stopScope,
  type UnitProperty,
  updateScope,
} from "./systemd/index.ts";
export { type UpdatedCgroup, updateCgroup } from "./update.ts";
export {
  type CgroupUsage,
  type DeviceUsage,
  type Pressure,
  type PressureLine,
  readUsage,
  readUsages,
  type UsageExtent,
} from "./usage.ts";
