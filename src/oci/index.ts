export { defaultSeccomp, parseSeccompProfile } from "./default-seccomp.ts";
export {
  defaultCapabilities,
  defaultDeviceRules,
  defaultMaskedPaths,
  defaultMounts,
  defaultReadonlyPaths,
} from "./default-spec.ts";
export { OPTIONAL_MOUNT_OPTIONS, REQUIRED_MOUNT_OPTIONS } from "./mount-options.ts";
export {
  MAX_CONFIG_BYTES,
  parseRuntimeProcess,
  parseRuntimeResources,
  parseRuntimeSpec,
  parseSpecText,
  unknownProperties,
} from "./parse-runtime-spec.ts";
export * from "./runtime-spec.ts";
export { nameOfSource, type Sources, sourceOf } from "./sources.ts";
export { MEMORY_POLICY_FLAGS, MEMORY_POLICY_MODES } from "./validate-memory-policy.ts";
export { validateRuntimeProcess, validateRuntimeResources, validateRuntimeSpec } from "./validate-runtime-spec.ts";
export { SECCOMP_ACTIONS, SECCOMP_ARCHITECTURES, SECCOMP_FLAGS, SECCOMP_OPERATORS } from "./validate-seccomp.ts";
export { namespaceOfSysctl, sysctlPath } from "./validate-sysctl.ts";
export { type Violation, violationText } from "./violation.ts";
export { warningsOf } from "./warnings.ts";
