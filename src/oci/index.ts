export { defaultSeccomp, parseSeccompProfile } from "./default-seccomp.ts";
export {
  defaultCapabilities,
  defaultDeviceRules,
  defaultMaskedPaths,
  defaultMounts,
  defaultReadonlyPaths,
} from "./default-spec.ts";
export type * from "./runtime-spec.ts";
export { nameOfSource, type Sources, sourceOf } from "./sources.ts";
