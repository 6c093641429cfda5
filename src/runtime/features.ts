// `features` of runtime-spec features.md: every object of the specification is implemented, and constants are asked of what
// implements them. Only supportedFlags is about this host.

import { type Architecture, CAPABILITIES, type FlagName, flagValue } from "../linux/index.ts";
import { seccompKnowsFlags } from "../native/index.ts";
import {
  HOOK_NAMES,
  MEMORY_POLICY_FLAGS,
  MEMORY_POLICY_MODES,
  NAMESPACE_TYPES,
  SECCOMP_OPERATORS,
} from "../oci/index.ts";
import { knownMountOptions, seccompConstants } from "../plan/index.ts";
import { ANNOTATIONS_WITH_EFFECT } from "./annotations.ts";
import type { RuntimeHost } from "./containers.ts";

/** Lists in alphabetical order, as runc prints them. */
export function features({ facts }: Pick<RuntimeHost, "facts">): unknown {
  return {
    ociVersionMin: "1.0.0",
    ociVersionMax: "1.3.0",
    hooks: HOOK_NAMES,
    mountOptions: knownMountOptions().toSorted(),
    linux: {
      namespaces: NAMESPACE_TYPES.toSorted(),
      capabilities: CAPABILITIES,
      cgroup: {
        v1: true,
        v2: true,
        systemd: true,
        systemdUser: false,
        rdma: true,
      },
      seccomp: seccompFeatures(facts.architecture),
      apparmor: { enabled: true },
      selinux: { enabled: true },
      intelRdt: { enabled: true, schemata: true, monitoring: true },
      memoryPolicy: { modes: MEMORY_POLICY_MODES, flags: MEMORY_POLICY_FLAGS },
      mountExtensions: { idmap: { enabled: knownMountOptions().includes("idmap") } },
      netDevices: { enabled: true },
    },
    potentiallyUnsafeConfigAnnotations: ANNOTATIONS_WITH_EFFECT,
  };
}

function seccompFeatures(architecture: Architecture) {
  const { actions, architectures, flags } = seccompConstants(architecture);
  return {
    enabled: true,
    actions: actions.toSorted(),
    operators: SECCOMP_OPERATORS.toSorted(),
    archs: architectures.toSorted(),
    knownFlags: flags.toSorted(),
    supportedFlags: flags.filter((name) => isSupported(name, architecture)).toSorted(),
  };
}

function isSupported(name: string, architecture: Architecture): boolean {
  const bits = (flag: string) => Number(flagValue(flag as FlagName, architecture));
  // The kernel takes it only together with the one it is about (kernel/seccomp.c).
  const listener = name === "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV" ? bits("SECCOMP_FILTER_FLAG_NEW_LISTENER") : 0;
  return seccompKnowsFlags(bits(name) | listener);
}
