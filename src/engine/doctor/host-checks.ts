// The kernel and what it lets us do.

import type { CgroupController, CgroupHost, HostFacts } from "../../linux/index.ts";
import type { Check } from "../doctor.ts";
import type { DoctorFinding } from "../engine.ts";
import { error, ok, readText, warning } from "./findings.ts";

export const hostChecks: readonly Check[] = [
  { what: "kernel", look: ({ host }) => [kernel(host.kernel, readText("/proc/sys/kernel/osrelease") ?? "")] },
  { what: "capabilities", look: ({ host }) => [capabilities(host.capabilities)] },
  { what: "namespaces", look: ({ host }) => [namespaces(host), userNamespaces(host, readText)] },
  { what: "cgroups", look: ({ cgroup }) => cgroups(cgroup) },
  {
    what: "seccomp",
    look: ({ host }) => [
      host.seccomp
        ? ok("seccomp", "system calls can be filtered")
        : error(
            "seccomp",
            "this kernel cannot filter system calls",
            "use a kernel with CONFIG_SECCOMP_FILTER; without, only --security-opt seccomp=unconfined runs",
          ),
    ],
  },
  { what: "security modules", look: ({ host }) => [securityModules(host)] },
  { what: "limits", look: ({ host }) => limits(host, readText) },
];

/** [since, what needs it], and what is done without. */
const NEWER: readonly (readonly [kernel: readonly [number, number], without: string])[] = [
  [[5, 14], "no cgroup.kill: processes that outlive their container are killed one by one"],
  [[6, 8], "no lowerdir+: images of very many layers may not fit into one mount option"],
];

export function kernel(version: readonly [number, number], release: string): DoctorFinding {
  const older = (than: readonly [number, number]): boolean =>
    version[0] < than[0] || (version[0] === than[0] && version[1] < than[1]);
  if (older([5, 12]))
    return error(
      "kernel",
      `${release} is too old: mount_setattr(2) came with 5.12`,
      "boot a newer kernel (Debian 12 and Ubuntu 22.04 have one)",
    );
  const missing = NEWER.filter(([since]) => older(since)).map(
    ([since, without]) => `${without} (since ${since.join(".")})`,
  );
  return ok("kernel", [release, ...missing].join("; "));
}

const NEEDED: readonly (readonly [name: string, why: string])[] = [
  ["CAP_SYS_ADMIN", "to mount and to make namespaces"],
  ["CAP_NET_ADMIN", "for the bridge and published ports"],
  ["CAP_MKNOD", "for the devices of containers and images"],
  ["CAP_CHOWN", "to unpack images"],
  ["CAP_DAC_OVERRIDE", "to unpack images"],
  ["CAP_FOWNER", "to unpack images"],
  ["CAP_SETFCAP", "to unpack programs with capabilities"],
  ["CAP_SETUID", "to become the container's user"],
  ["CAP_SETGID", "to become the container's user"],
  ["CAP_SYS_CHROOT", "to join mount namespaces"],
  ["CAP_KILL", "to stop containers"],
];

export function capabilities(held: readonly string[]): DoctorFinding {
  const missing = NEEDED.filter(([name]) => !held.includes(name));
  if (missing.length > 0) {
    return error(
      "capabilities",
      `ts-run lacks ${missing.map(([name, why]) => `${name} (${why})`).join(", ")}`,
      "run it as root (sudo ts-run doctor); inside a container that takes --privileged",
    );
  }
  if (!held.includes("CAP_SYS_RESOURCE")) {
    return warning(
      "capabilities",
      "without CAP_SYS_RESOURCE, --oom-score-adj cannot go below our own and --ulimit not above our own hard limits",
      "start ts-run where root has it; other flags are not affected",
    );
  }
  return ok("capabilities", `${held.length} held, nothing needed is missing`);
}

function namespaces(host: HostFacts): DoctorFinding {
  const missing = [
    ...(host.cgroupNamespaces ? [] : ["cgroup"]),
    ...(host.timeNamespaces ? [] : ["time (--time-offset)"]),
  ];
  return missing.length === 0
    ? ok("namespaces", "mount, pid, network, uts, ipc, cgroup and time")
    : warning(
        "namespaces",
        `this kernel has no ${missing.join(" and no ")} namespaces`,
        "use a kernel with CONFIG_CGROUP_NS and CONFIG_TIME_NS",
      );
}

type Read = (path: string) => string | undefined;

/** Only --userns needs them. */
export function userNamespaces(host: Pick<HostFacts, "userNamespaces">, read: Read): DoctorFinding {
  const what = "user namespaces";
  if (!host.userNamespaces)
    return warning(what, "this kernel has none, so --userns cannot be used", "use a kernel with CONFIG_USER_NS");
  const most = read("/proc/sys/user/max_user_namespaces");
  if (most === "0")
    return warning(
      what,
      "none may be made (user.max_user_namespaces is 0), so --userns cannot be used",
      "sysctl -w user.max_user_namespaces=15000",
    );
  return ok(what, `up to ${most ?? "?"}`);
}

const WANTED: Readonly<Partial<Record<CgroupController, string>>> = {
  memory: "-m, --memory-*",
  cpu: "--cpus, --cpu-shares",
  pids: "--pids-limit",
  cpuset: "--cpuset-cpus, --cpuset-mems",
};

export function cgroups(host: CgroupHost): DoctorFinding[] {
  const versionOf = (name: CgroupController): string => `${name} (v${host.controllers[name]?.version})`;
  const known = Object.keys(host.controllers) as CgroupController[];
  const missing = Object.entries(WANTED).filter(([name]) => host.controllers[name as CgroupController] === undefined);
  if (host.controllers.io === undefined && host.controllers.blkio === undefined)
    missing.push(["io", "--device-*-bps, --device-*-iops"]);
  return [
    ok(
      "cgroups",
      `${host.mode === "v2" ? "version 2" : host.mode === "v1" ? "version 1" : "version 1 and 2 side by side (hybrid)"}: ${known.map(versionOf).join(", ") || "no controllers"}`,
    ),
    ...missing.map(([name, flags]) =>
      warning(
        `cgroup controller ${name}`,
        `it is missing, so ${flags} cannot be honoured`,
        name === "memory"
          ? "boot with cgroup_enable=memory"
          : `enable it at the root: echo +${name} > /sys/fs/cgroup/cgroup.subtree_control`,
      ),
    ),
  ];
}

function securityModules(host: HostFacts): DoctorFinding {
  const active = [...(host.appArmor ? ["AppArmor"] : []), ...(host.selinux ? ["SELinux"] : [])];
  return ok(
    "security modules",
    active.length > 0
      ? active.join(", ")
      : "neither AppArmor nor SELinux is active; containers are confined by namespaces, capabilities and seccomp",
  );
}

const FEW_FILES = 65_536n;

function limits(host: HostFacts, read: Read): DoctorFinding[] {
  const pidMax = Number(read("/proc/sys/kernel/pid_max") ?? 0);
  const files = host.hardLimits.RLIMIT_NOFILE ?? 0n;
  const mounts = read("/proc/sys/fs/mount-max") ?? "?";
  return [
    pidMax > 0 && pidMax < 32_768
      ? warning("limits", `kernel.pid_max is ${pidMax}`, "sysctl -w kernel.pid_max=4194304")
      : ok("limits", `kernel.pid_max ${pidMax}, fs.mount-max ${mounts}`),
    ...(files < FEW_FILES
      ? [
          warning(
            "open files",
            `a container may open at most ${files} files`,
            "raise it for ts-run: ulimit -Hn 1048576, or LimitNOFILE= of its systemd unit",
          ),
        ]
      : []),
  ];
}
