// Namespaces, id maps, seccomp filters, security modules, and ports: what the kernel's policy may refuse.

import type { Diagnosis, HostView, Rule, textOf } from "./about.ts";

const LIMITS: Readonly<Record<string, string>> = {
  CLONE_NEWUSER: "max_user_namespaces",
  CLONE_NEWNS: "max_mnt_namespaces",
  CLONE_NEWPID: "max_pid_namespaces",
  CLONE_NEWNET: "max_net_namespaces",
  CLONE_NEWUTS: "max_uts_namespaces",
  CLONE_NEWIPC: "max_ipc_namespaces",
  CLONE_NEWCGROUP: "max_cgroup_namespaces",
  CLONE_NEWTIME: "max_time_namespaces",
};

export const explainNamespaces: Rule = ({ op, errno }, { host, spec }) => {
  if (op.call !== "clone3" && op.call !== "unshare" && op.call !== "clone") return undefined;
  const flags = flagsOf(op);
  const fail = (cause: string, hint: string, code: Diagnosis["code"] = "ERR_SYSCALL"): Diagnosis => ({
    code,
    message: `make the container's namespaces: ${cause}`,
    hint,
  });
  const wantsUser = flags.includes("CLONE_NEWUSER");
  if (errno === "ENOSPC" || errno === "EUSERS") {
    const low = flags
      .map((flag) => LIMITS[flag])
      .filter((name) => name !== undefined)
      .map((name) => ({ name, limit: Number(host.read(`/proc/sys/user/${name}`) ?? Number.NaN) }));
    const none = low.find(({ limit }) => limit === 0);
    if (none)
      return fail(
        `this host allows none (user.${none.name} is 0)`,
        `sysctl -w user.${none.name}=15000${none.name === "max_user_namespaces" ? ", or run without --userns" : ""}`,
        "ERR_UNSUPPORTED",
      );
    const least = low.filter(({ limit }) => !Number.isNaN(limit)).sort((a, b) => a.limit - b.limit)[0];
    return fail(
      `a limit on their number is reached${least ? ` (the lowest is user.${least.name} = ${least.limit})` : ""}`,
      "namespaces of ended containers go a little later: try again; else raise sysctl user.max_*_namespaces",
      "ERR_NO_SPACE",
    );
  }
  if (errno === "EPERM") {
    if (!host.capabilities.includes("CAP_SYS_ADMIN")) {
      if (wantsUser && host.read("/proc/sys/kernel/unprivileged_userns_clone") === "0")
        return fail(
          "unprivileged user namespaces are switched off",
          "sysctl -w kernel.unprivileged_userns_clone=1, or run ts-run as root",
        );
      if (wantsUser && host.read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") === "1")
        return fail(
          "AppArmor keeps user namespaces from unprivileged programs",
          "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or run ts-run as root",
        );
      return fail(
        "ts-run lacks CAP_SYS_ADMIN",
        "run it as root (sudo ts-run ...); inside a container that takes --privileged",
      );
    }
    return fail(
      "they are forbidden (EPERM) although ts-run has CAP_SYS_ADMIN",
      "a seccomp filter or a chroot around ts-run may be the reason (the kernel makes no user namespace inside a chroot)",
    );
  }
  if (errno === "EAGAIN")
    return fail(
      `a limit on processes is reached${limitOfPids(host)}`,
      "see `ulimit -u`, pids.max of the cgroup ts-run runs in, and sysctl kernel.pid_max",
      "ERR_NO_SPACE",
    );
  if (errno === "ENOMEM" && spec.linux?.namespaces?.some(({ type, path }) => type === "pid" && path !== undefined))
    return fail("the first process of the pid namespace to join is gone", "start that container again", "ERR_CONFLICT");
  if (errno === "ENOMEM") return fail("there is not enough memory", "see `free -h`", "ERR_NO_SPACE");
  if (errno === "EINVAL")
    return fail(
      "this kernel lacks one of them",
      `see \`ls /proc/self/ns\`; asked for: ${flags.filter((flag) => flag.startsWith("CLONE_NEW")).join(", ")}`,
      "ERR_UNSUPPORTED",
    );
  if (errno === "EBUSY")
    return fail(
      "its cgroup gives controllers on to children, so no process may be in it",
      "choose another --cgroup-parent",
      "ERR_CONFLICT",
    );
  if (errno === "ENOSYS")
    return fail(
      "a seccomp filter around ts-run, or an old kernel, lacks clone3",
      "ts-run needs Linux 5.12 or newer; inside a container: --security-opt seccomp=unconfined",
      "ERR_UNSUPPORTED",
    );
  return undefined;
};

function flagsOf(op: Parameters<typeof textOf>[0]): string[] {
  return op.args.flatMap((arg) => {
    if (typeof arg !== "object") return [];
    if ("flags" in arg) return [...arg.flags];
    if ("struct" in arg)
      return arg.struct.flatMap(({ value }) => (typeof value === "object" && "flags" in value ? [...value.flags] : []));
    return [];
  });
}

function limitOfPids(host: HostView): string {
  const most = host.read("/proc/sys/kernel/pid_max");
  return most ? ` (kernel.pid_max is ${most})` : "";
}

export const explainJoin: Rule = ({ op, errno }, { spec }) => {
  const index = /^\/linux\/namespaces\/(\d+)/.exec(op.from)?.[1];
  const namespace = index === undefined ? undefined : spec.linux?.namespaces?.[Number(index)];
  if (!namespace?.path || (op.call !== "setns" && op.call !== "openat")) return undefined;
  const what = `join the ${namespace.type} namespace ${namespace.path}`;
  if (errno === "ENOENT" || errno === "ESRCH")
    return {
      code: "ERR_CONFLICT",
      message: `${what}: the process it belonged to is gone`,
      hint: "start that container again, then this one",
    };
  if (errno === "EINVAL")
    return {
      code: "ERR_INVALID_SPEC",
      message: `${what}: it is a namespace of another kind`,
      hint: "check linux.namespaces in config.json",
    };
  if (errno === "EPERM")
    return {
      code: "ERR_SYSCALL",
      message: `${what}: it belongs to another user namespace`,
      hint: "both containers need the same --userns",
    };
  return undefined;
};

export const explainIdMaps: Rule = ({ op, errno }, { spec }) => {
  if (op.from !== "/linux/uidMappings" && op.from !== "/linux/gidMappings") return undefined;
  const kind = op.from === "/linux/uidMappings" ? "user" : "group";
  const maps = (kind === "user" ? spec.linux?.uidMappings : spec.linux?.gidMappings) ?? [];
  const text = maps.map(({ containerID, hostID, size }) => `${containerID}:${hostID}:${size}`).join(", ");
  const what = `map ${kind} ids ${text}`;
  if (errno === "EINVAL")
    return {
      code: "ERR_USAGE",
      message: `${what}: the ranges overlap, or go beyond what ts-run's own user namespace has`,
      hint: "see `cat /proc/self/uid_map`; ranges may not overlap, at most 340 lines",
    };
  if (errno === "EPERM")
    return {
      code: "ERR_SYSCALL",
      message: `${what}: ts-run has no right over these ids`,
      hint: "run it as root; inside a user namespace only ids of its own map can be given on (`cat /proc/self/uid_map`)",
    };
  return undefined;
};

export const explainSeccomp: Rule = ({ op, errno }) => {
  if (op.call !== "seccomp") return undefined;
  const fail = (cause: string, hint: string): Diagnosis => ({
    code: "ERR_SYSCALL",
    message: `install the seccomp filter: ${cause}`,
    hint,
  });
  if (errno === "EINVAL")
    return fail(
      "this kernel lacks an action or flag of the profile, or the program is too long",
      "see `cat /proc/sys/kernel/seccomp/actions_avail`; --security-opt seccomp=FILE takes a simpler profile",
    );
  if (errno === "EACCES") return fail("it needs CAP_SYS_ADMIN or no_new_privs", "add --security-opt no-new-privileges");
  if (errno === "ENOMEM")
    return fail(
      "the filters of this process are too long together",
      "ts-run itself runs below many filters; start it outside of that container",
    );
  if (errno === "ENOSYS" || errno === "EPERM")
    return fail(
      "a filter around ts-run forbids more filters",
      "inside a container: --security-opt seccomp=unconfined for that one",
    );
  return undefined;
};

export const explainSecurityModule: Rule = ({ op, errno }, { spec, host }) => {
  if (op.from !== "/process/apparmorProfile" && op.from !== "/process/selinuxLabel") return undefined;
  const profile = spec.process?.apparmorProfile ?? "";
  if (op.from === "/process/selinuxLabel")
    return {
      code: "ERR_UNSUPPORTED",
      message: `set the SELinux label ${spec.process?.selinuxLabel}: ${op.call}(2) returned ${errno}`,
      hint: "see `sestatus` and `ausearch -m avc`",
    };
  if (!host.exists("/sys/module/apparmor"))
    return {
      code: "ERR_UNSUPPORTED",
      message: `confine by AppArmor profile ${profile}: this kernel runs without AppArmor`,
      hint: "leave --security-opt apparmor=... out, or boot with apparmor=1 security=apparmor",
    };
  if (errno === "ENOENT")
    return {
      code: "ERR_NOT_FOUND",
      message: `confine by AppArmor profile ${profile}: no such profile is loaded`,
      hint: "load it: apparmor_parser -r FILE; `aa-status` lists them",
    };
  return {
    code: "ERR_SYSCALL",
    message: `confine by AppArmor profile ${profile}: ${op.call}(2) returned ${errno}`,
    hint: "see `aa-status` and `dmesg`",
  };
};

/** The engine checks ports before; this is the race, and ports below the host's first unprivileged one. */
export const explainPort: Rule = ({ op, errno }) => {
  if (op.call !== "bind" && op.call !== "listen") return undefined;
  if (errno === "EADDRINUSE")
    return {
      code: "ERR_CONFLICT",
      message: `${op.why}: another program has taken it`,
      hint: "`ss -ltnup` shows which; choose another port with -p",
    };
  if (errno === "EADDRNOTAVAIL")
    return {
      code: "ERR_USAGE",
      message: `${op.why}: this host has no such address`,
      hint: "`ip -brief address` lists them; leave the address out for all",
    };
  if (errno === "EACCES")
    return {
      code: "ERR_SYSCALL",
      message: `${op.why}: ports this low need CAP_NET_BIND_SERVICE`,
      hint: "choose a port from 1024 on, or run ts-run as root",
    };
  return undefined;
};
