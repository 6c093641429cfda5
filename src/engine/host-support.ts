// Flags that this host cannot honour are refused by name before anything is made. What a flag becomes (a cgroup file, a
// namespace) would be refused later as well, but then in the words of config.json instead of the user's.

import type { HostFacts } from "../linux/index.ts";
import { LAYERS_BY_DESCRIPTOR, stacksLayersByDescriptor } from "../plan/index.ts";
import { planIdMappings } from "./id-mappings.ts";
import { checkResourceSupport, type HostAbout, type Refusal, refused } from "./resource-support.ts";
import type { RunOptions } from "./types.ts";

export function checkHostSupport(options: RunOptions, host: HostAbout): void {
  const refusal =
    securityRefusal(options, host.host) ??
    namespaceRefusal(options, host.host) ??
    idmapRefusal(options) ??
    ulimitRefusal(options, host.host);
  if (refusal) throw refused(refusal);
  checkResourceSupport(options.resources, host, options.flagOf);
}

const NETWORK_SYSCTLS = "net.";
const IPC_SYSCTLS = /^(kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)$|fs\.mqueue\.)/;
const UTS_SYSCTLS = /^kernel\.(hostname|domainname)$/;

function securityRefusal(options: RunOptions, host: HostFacts): Refusal | undefined {
  const { apparmor, seccomp, flagOf } = options;
  if (apparmor !== undefined && apparmor !== "unconfined" && !host.appArmor) {
    return {
      flag: flagOf.apparmor ?? `--security-opt apparmor=${apparmor}`,
      reason: "AppArmor is not enabled in this host's kernel",
      hint: "leave the flag out, or boot with apparmor=1 security=apparmor",
    };
  }
  if (typeof seccomp === "object" && !host.seccomp) {
    return {
      flag: flagOf.seccomp ?? `--security-opt seccomp=${seccomp.file}`,
      reason: "this host's kernel has no seccomp filters",
      hint: "it was built without CONFIG_SECCOMP_FILTER; use another kernel or seccomp=unconfined",
    };
  }
  return sysctlRefusal(options);
}

/** A kernel parameter that no namespace of the container holds would be changed for the whole host. */
function sysctlRefusal({ sysctls, network, ipc, uts, flagOf }: RunOptions): Refusal | undefined {
  for (const [name, value] of Object.entries(sysctls)) {
    const key = name.replaceAll("/", ".");
    const flag = flagOf[`sysctls.${name}`] ?? `--sysctl ${name}=${value}`;
    const owner = key.startsWith(NETWORK_SYSCTLS)
      ? "network"
      : IPC_SYSCTLS.test(key)
        ? "ipc"
        : UTS_SYSCTLS.test(key)
          ? "uts"
          : undefined;
    if (owner === undefined) {
      return {
        flag,
        reason: `${key} belongs to no namespace: it would change for the whole host`,
        hint: `set it on the host (sysctl -w ${key}=${value}), or leave it out`,
      };
    }
    const shared = { network, ipc, uts }[owner];
    if (shared === "host") {
      return {
        flag,
        reason: `the container uses the host's ${owner} namespace, so it would change for the whole host`,
        hint: `drop it, or drop --${owner} host`,
      };
    }
  }
  return undefined;
}

function namespaceRefusal(
  { pid, userns, cgroupns, timeOffsets, flagOf }: RunOptions,
  host: HostFacts,
): Refusal | undefined {
  if (userns !== undefined && userns !== "host") {
    const flag = flagOf.userns ?? "--userns";
    if (!host.userNamespaces) {
      return {
        flag,
        reason: "user namespaces are switched off on this host",
        hint: "switch them on: sysctl -w user.max_user_namespaces=15000, or use --userns host",
      };
    }
    if (!stacksLayersByDescriptor(host.kernel)) {
      return {
        flag,
        reason: `shifting the ids of image layers needs Linux ${LAYERS_BY_DESCRIPTOR.join(".")}, this host runs ${host.kernel.join(".")}`,
        hint: "use a newer kernel, or leave the flag out",
      };
    }
    if (typeof pid === "object") {
      return {
        flag: flagOf.pid ?? `--pid container:${pid.container}`,
        reason: "a /proc of another container's processes cannot be mounted from a user namespace",
        hint: `drop one of the two: --pid or ${flag}`,
      };
    }
    const highest = Math.max(...planIdMappings(userns).uidMappings.map(({ hostID, size }) => hostID + size));
    if (highest > 2 ** 32 - 1) {
      return { flag, reason: "the mapping goes beyond the highest user id", hint: "choose a lower first host id" };
    }
  }
  if (cgroupns === "private" && !host.cgroupNamespaces) {
    return {
      flag: flagOf.cgroupns ?? "--cgroupns private",
      reason: "this kernel has no cgroup namespaces",
      hint: "use --cgroupns host",
    };
  }
  if (timeOffsets !== undefined && !host.timeNamespaces) {
    return {
      flag: flagOf.timeOffsets ?? "--time-offset",
      reason: "this kernel has no time namespaces",
      hint: "they came with Linux 5.6 (CONFIG_TIME_NS); leave the flag out",
    };
  }
  return undefined;
}

function idmapRefusal({ mounts, userns, flagOf }: RunOptions): Refusal | undefined {
  if (userns !== undefined && userns !== "host") return undefined;
  const index = mounts.findIndex((mount) => mount.type === "bind" && mount.idmap);
  if (index === -1) return undefined;
  return {
    flag: flagOf[`mounts.${index}`] ?? "--mount idmap",
    reason: "idmap shows files under the container's ids, and without a user namespace these are the host's",
    hint: "add --userns private, or leave idmap out",
  };
}

/** Raising a hard limit takes CAP_SYS_RESOURCE, which root in a container on this host may lack. */
function ulimitRefusal({ ulimits, flagOf }: RunOptions, host: HostFacts): Refusal | undefined {
  if (host.capabilities.includes("CAP_SYS_RESOURCE")) return undefined;
  for (const [index, { name, hard }] of ulimits.entries()) {
    const most = host.hardLimits[`RLIMIT_${name.toUpperCase()}`];
    if (most === undefined || most === (1n << 64n) - 1n || (hard >= 0 && BigInt(hard) <= most)) continue;
    return {
      flag: flagOf[`ulimits.${index}`] ?? `--ulimit ${name}`,
      reason: `the hard limit of ts-run itself is ${most}, and it lacks CAP_SYS_RESOURCE to raise it`,
      hint: `use at most ${most}`,
    };
  }
  return undefined;
}
