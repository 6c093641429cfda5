export { defaultSeccomp, parseSeccompProfile } from "./default-seccomp.ts";
export {
  defaultCapabilities,
  defaultDeviceRules,
  defaultMaskedPaths,
  defaultMounts,
  defaultReadonlyPaths,
} from "./default-spec.ts";
export {
  MAX_CONFIG_BYTES,
  parseRuntimeProcess,
  parseRuntimeResources,
  parseRuntimeSpec,
  parseSpecText,
} from "./parse-runtime-spec.ts";
export type * from "./runtime-spec.ts";
export { nameOfSource, type Sources, sourceOf } from "./sources.ts";
export { type Violation, validateRuntimeProcess, validateRuntimeSpec } from "./validate-runtime-spec.ts";
