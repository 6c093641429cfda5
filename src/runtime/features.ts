// `features` of runtime-spec features.md. What this version implements is asked of what implements it: the plan compiler
// for fields, the filter compiler for seccomp. Only supportedFlags is about this host.

import { type Architecture, CAPABILITIES, type FlagName, flagValue } from "../linux/index.ts";
import { seccompKnowsFlags } from "../native/index.ts";
import {
  HOOK_NAMES,
  MEMORY_POLICY_FLAGS,
  MEMORY_POLICY_MODES,
  NAMESPACE_TYPES,
  type RuntimeSpec,
  SECCOMP_OPERATORS,
} from "../oci/index.ts";
import { knownMountOptions, seccompConstants, unsupportedFields } from "../plan/index.ts";
import { ANNOTATIONS_WITH_EFFECT } from "./annotations.ts";
import type { RuntimeHost } from "./containers.ts";

const ONE: RuntimeSpec = { ociVersion: "1.3.0", linux: { namespaces: [{ type: "mount" }] } };

/** Lists in alphabetical order, as runc prints them. */
export function features({ facts }: Pick<RuntimeHost, "facts">): unknown {
  const hasMemoryPolicy = does({ linux: { memoryPolicy: { mode: "MPOL_DEFAULT" } } });
  return {
    ociVersionMin: "1.0.0",
    ociVersionMax: "1.3.0",
    hooks: HOOK_NAMES.filter((name) => does({ hooks: { [name]: [{ path: "/bin/true" }] } })),
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
      intelRdt: intelRdtFeatures(),
      memoryPolicy: {
        modes: hasMemoryPolicy ? MEMORY_POLICY_MODES : [],
        flags: hasMemoryPolicy ? MEMORY_POLICY_FLAGS : [],
      },
      mountExtensions: { idmap: { enabled: knownMountOptions().includes("idmap") } },
      netDevices: { enabled: does({ linux: { netDevices: { eth1: {} } } }) },
    },
    potentiallyUnsafeConfigAnnotations: ANNOTATIONS_WITH_EFFECT,
  };
}

function does(change: Partial<RuntimeSpec>): boolean {
  return unsupportedFields({ ...ONE, ...change, linux: { ...ONE.linux, ...change.linux } }).length === 0;
}

function intelRdtFeatures() {
  return {
    enabled: does({ linux: { intelRdt: { closID: "a" } } }),
    schemata: does({ linux: { intelRdt: { schemata: [] } } }),
    monitoring: does({ linux: { intelRdt: { enableMonitoring: true } } }),
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
