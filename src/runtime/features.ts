// `features` of runtime-spec features.md: what this runtime really does on this host.

import { CAPABILITIES } from "../linux/index.ts";
import type { RuntimeHost } from "./containers.ts";

// biome-ignore format: a table
const MOUNT_OPTIONS = [
  "async", "atime", "bind", "defaults", "dev", "diratime", "exec", "iversion", "loud", "noatime", "nodev", "nodiratime",
  "noexec", "noiversion", "nomand", "norelatime", "nostrictatime", "nosuid", "nosymfollow", "private", "ratime", "rbind",
  "rdev", "rdiratime", "relatime", "rexec", "rnoatime", "rnodev", "rnodiratime", "rnoexec", "rnorelatime",
  "rnostrictatime", "rnosuid", "rnosymfollow", "ro", "rprivate", "rrelatime", "rro", "rrw", "rshared", "rslave",
  "rstrictatime", "rsuid", "rsymfollow", "runbindable", "rw", "shared", "slave", "strictatime", "suid", "symfollow",
  "unbindable",
];
const ACTIONS = ["ALLOW", "ERRNO", "KILL", "KILL_PROCESS", "KILL_THREAD", "LOG", "TRACE", "TRAP"];
const OPERATORS = ["EQ", "GE", "GT", "LE", "LT", "MASKED_EQ", "NE"];
const ARCHITECTURES = { x64: ["X86", "X86_64", "X32"], arm64: ["AARCH64", "ARM"] };

export function features({ facts, cgroup }: RuntimeHost): unknown {
  const filterFlags = ["TSYNC", "LOG", "SPEC_ALLOW"].map((name) => `SECCOMP_FILTER_FLAG_${name}`);
  return {
    ociVersionMin: "1.0.0",
    ociVersionMax: "1.3.0",
    hooks: [],
    mountOptions: MOUNT_OPTIONS,
    linux: {
      namespaces: ["cgroup", "ipc", "mount", "network", "pid", "time", "user", "uts"].filter(
        (name) =>
          (name !== "user" || facts.userNamespaces) &&
          (name !== "time" || facts.timeNamespaces) &&
          (name !== "cgroup" || facts.cgroupNamespaces),
      ),
      capabilities: CAPABILITIES.filter((name) => facts.capabilities.includes(name)),
      cgroup: {
        v1: cgroup.mode !== "v2",
        v2: cgroup.mode !== "v1",
        systemd: false,
        systemdUser: false,
        rdma: cgroup.controllers.rdma !== undefined,
      },
      seccomp: {
        enabled: facts.seccomp,
        actions: ACTIONS.map((name) => `SCMP_ACT_${name}`),
        operators: OPERATORS.map((name) => `SCMP_CMP_${name}`),
        archs: ARCHITECTURES[facts.architecture].map((name) => `SCMP_ARCH_${name}`),
        knownFlags: filterFlags,
        supportedFlags: facts.seccomp ? filterFlags : [],
      },
      apparmor: { enabled: facts.appArmor },
      selinux: { enabled: facts.selinux },
      intelRdt: { enabled: false },
      memoryPolicy: { modes: [], flags: [] },
      mountExtensions: { idmap: { enabled: false } },
      netDevices: { enabled: false },
    },
  };
}
