// A limit was refused: cgroup files, rlimits, oom_score_adj, scheduling, sysctls.

import { type Diagnosis, type Rule, type StartAbout, textOf } from "./about.ts";

export const explainCgroup: Rule = ({ plan, lane, op, errno }, about) => {
  const isLimit = op.from.startsWith("/linux/resources");
  if (!isLimit && op.from !== "/linux/cgroupsPath" && op.from !== "default:statistics") return undefined;
  const ops = plan.lanes[lane] ?? [];
  const path = cgroupFile(ops, ops.indexOf(op));
  const file = path?.slice(path.lastIndexOf("/") + 1) ?? "";
  const value = op.call === "write" ? textOf(op, 1) : undefined;
  const doing = isLimit ? `limit ${fieldOf(op.from)}` : "place the container in its cgroup";
  const fail = (cause: string, hint: string, code: Diagnosis["code"] = "ERR_SYSCALL"): Diagnosis => ({
    code,
    message: `${doing}: ${cause}`,
    hint,
  });
  const controller = file.split(".")[0] ?? "";

  if (op.call === "bpf") {
    return errno === "EPERM"
      ? fail(
          "loading a device program is forbidden (EPERM)",
          "ts-run needs CAP_BPF and CAP_NET_ADMIN, or CAP_SYS_ADMIN, outside of any user namespace",
        )
      : fail(`bpf(2) returned ${errno}`, "the kernel needs CONFIG_CGROUP_BPF");
  }
  if (op.call === "mkdirat") return directory({ path: textOf(op, 1) ?? "", errno, fail });
  if (file === "cgroup.subtree_control")
    return subtree({ value: value ?? "", path: path ?? "", errno, fail, host: about.host });
  if (errno === "ENOENT" && op.call === "openat") {
    return fail(`the kernel has no ${file} here`, controllerHint(controller, path ?? "", about), "ERR_UNSUPPORTED");
  }
  if (op.call === "write" && value !== undefined) return refusedValue({ file, value, errno, fail, about });
  if (errno === "EROFS")
    return fail(
      `${path ?? "the cgroup file system"} is read-only`,
      "ts-run runs in a container without rights over cgroups: give it a writable /sys/fs/cgroup",
    );
  if (errno === "EACCES" || errno === "EPERM")
    return fail(
      `ts-run may not write ${path}`,
      "run it as root; with a cgroup namespace of another user it needs delegation",
    );
  return undefined;
};

/** The path of the file that op `index` works on: of the open before it. */
function cgroupFile(ops: readonly Parameters<typeof textOf>[0][], index: number): string | undefined {
  for (let i = index; i >= 0; i--) {
    const op = ops[i];
    if (op && op.call === "openat") return textOf(op, 1);
  }
  return undefined;
}

const FIELDS: Readonly<Record<string, string>> = {
  "memory/limit": "memory",
  "memory/swap": "memory and swap",
  "memory/reservation": "reserved memory",
  "unified/memory.high": "memory (soft limit)",
  "cpu/quota": "CPU time",
  "cpu/period": "CPU time",
  "cpu/shares": "CPU shares",
  "cpu/cpus": "CPUs",
  "cpu/mems": "memory nodes",
  "pids/limit": "processes",
};

/** "/linux/resources/memory/limit" -> "memory", as people say it. */
function fieldOf(from: string): string {
  const field = from.slice("/linux/resources/".length);
  return FIELDS[field] ?? (field.replaceAll("/", " ") || "the container");
}

function subtree(about: {
  value: string;
  path: string;
  errno: string;
  host: StartAbout["host"];
  fail: (cause: string, hint: string, code?: Diagnosis["code"]) => Diagnosis;
}): Diagnosis {
  const { value, path, errno, fail, host } = about;
  const name = value.replace(/^[+-]/, "") || "its controller";
  const parent = path.slice(0, path.lastIndexOf("/"));
  const available = host.read(`${parent}/cgroup.controllers`);
  if (errno === "ENOENT" || errno === "EINVAL")
    return fail(
      `the ${name} controller is not available in ${parent} (it has: ${available || "none"})`,
      `enable it from the root down: echo +${name} > .../cgroup.subtree_control; under systemd: Delegate=yes`,
      "ERR_UNSUPPORTED",
    );
  if (errno === "EBUSY")
    return fail(
      `${parent} holds processes itself, so it cannot give ${name} to cgroups below it (cgroup v2's rule)`,
      "move those processes into a leaf cgroup, or choose another place: --cgroup-parent",
      "ERR_CONFLICT",
    );
  return fail(`enabling ${name} in ${parent} returned ${errno}`, "see `cat cgroup.controllers cgroup.type` there");
}

function directory(about: {
  path: string;
  errno: string;
  fail: (cause: string, hint: string, code?: Diagnosis["code"]) => Diagnosis;
}): Diagnosis {
  const { path, errno, fail } = about;
  switch (errno) {
    case "EROFS":
      return fail(
        `the cgroup file system is read-only, so ${path} cannot be made`,
        "ts-run runs in a container without rights over cgroups: give it a writable /sys/fs/cgroup",
        "ERR_UNSUPPORTED",
      );
    case "EAGAIN":
      return fail(
        `no more cgroups may be made below ${path.slice(0, path.lastIndexOf("/"))}`,
        "a parent's cgroup.max.descendants or cgroup.max.depth says so; raise it",
      );
    case "ENOENT":
      return fail(
        `there is no ${path.slice(0, path.lastIndexOf("/"))}`,
        "is that cgroup hierarchy still mounted? see `grep cgroup /proc/mounts`",
      );
    case "ENOSPC":
      return fail(
        `${path} cannot be made: the v1 hierarchy has no more ids (65535), or its cpuset none`,
        "`ts-run doctor --fix` removes cgroups nobody uses; dying ones go with `echo 3 > /proc/sys/vm/drop_caches`",
      );
    default:
      return fail(
        `${path} cannot be made: mkdirat(2) returned ${errno}`,
        "run ts-run as root, outside of restricted containers",
      );
  }
}

function controllerHint(controller: string, path: string, { host }: StartAbout): string {
  if (path.includes("memsw")) return "swap accounting is off: boot with swapaccount=1, or leave --memory-swap out";
  if (/\.(swap)\./.test(path)) return "swap accounting is off: leave --memory-swap out";
  const known = host
    .read("/proc/cgroups")
    ?.split("\n")
    .find((line) => line.startsWith(`${controller}\t`));
  if (known?.endsWith("\t0"))
    return `the ${controller} controller is switched off: boot with cgroup_enable=${controller}, or leave the limit out`;
  return "this kernel lacks the setting; leave the limit out, or use a newer kernel (`ts-run info` lists the controllers)";
}

function refusedValue(about: {
  file: string;
  value: string;
  errno: string;
  about: StartAbout;
  fail: (cause: string, hint: string, code?: Diagnosis["code"]) => Diagnosis;
}): Diagnosis {
  const { file, value, errno, fail } = about;
  const { host } = about.about;
  if (file === "tasks" || file === "cgroup.procs") {
    if (errno === "ENOSPC")
      return fail(
        "its cpuset is empty",
        "the parent cgroup has no CPUs or memory nodes: see cpuset.cpus there, or choose another --cgroup-parent",
      );
    return fail(
      `the kernel keeps processes out of it: write(2) returned ${errno}`,
      "see cgroup.type there: it must be a domain, without controllers given on to children",
    );
  }
  if (file.startsWith("cpuset.cpus")) {
    const online = host.read("/sys/devices/system/cpu/online");
    return fail(
      `CPUs ${value} are not all there${online ? ` (this host has ${online})` : ""}`,
      "name CPUs that exist and that the parent cgroup may use",
      "ERR_USAGE",
    );
  }
  if (file.startsWith("cpuset.mems"))
    return fail(`memory nodes ${value} are not all there`, "see `numactl --hardware`", "ERR_USAGE");
  if (errno === "EBUSY")
    return fail(`${file} cannot become ${value}: more than that is in use`, "raise the limit", "ERR_CONFLICT");
  if (errno === "ENODEV" || errno === "ENXIO")
    return fail(
      `${file}: no block device has the number ${value.split(" ")[0]}`,
      "name a whole disk of this host (see `lsblk`), not a partition",
      "ERR_USAGE",
    );
  if (errno === "EINVAL" || errno === "ERANGE")
    return fail(
      `${file} does not take ${JSON.stringify(value)}`,
      file.startsWith("memory")
        ? "limits are rounded to pages and must be above zero"
        : "the value is out of the kernel's range",
      "ERR_USAGE",
    );
  if (errno === "EOPNOTSUPP")
    return fail(
      `${file} cannot be set: the kernel or the disk's scheduler does not support it`,
      file.startsWith("io.")
        ? "io.weight needs the bfq scheduler: echo bfq > /sys/block/DISK/queue/scheduler"
        : "leave it out",
      "ERR_UNSUPPORTED",
    );
  return fail(
    `writing ${JSON.stringify(value)} to ${file} returned ${errno}`,
    "see the kernel's Documentation/admin-guide/cgroup-v2.rst",
  );
}

export const explainRlimit: Rule = ({ op, errno }, { spec, host }) => {
  const index = /^\/process\/rlimits\/(\d+)/.exec(op.from)?.[1];
  const limit = index === undefined ? undefined : spec.process?.rlimits?.[Number(index)];
  if (!limit) return undefined;
  const name = limit.type.replace("RLIMIT_", "").toLowerCase();
  const what = `limit ${name} to ${limit.soft}:${limit.hard}`;
  if (errno === "EPERM" && name === "nofile" && limit.hard > Number(host.read("/proc/sys/fs/nr_open") ?? 1_048_576)) {
    return {
      code: "ERR_SYSCALL",
      message: `${what}: the kernel allows at most ${host.read("/proc/sys/fs/nr_open") ?? 1_048_576} open files in a process`,
      hint: "raise it on the host: sysctl fs.nr_open",
    };
  }
  if (errno === "EPERM") {
    const lacks = !host.capabilities.includes("CAP_SYS_RESOURCE");
    return {
      code: "ERR_SYSCALL",
      message: `${what}: the hard limit of ts-run itself is lower${lacks ? ", and without CAP_SYS_RESOURCE it cannot be raised" : ""}`,
      hint: `ask for no more than \`ulimit -H -${ulimitLetter(name)}\` says, or raise it for ts-run (systemd: Limit${name.toUpperCase()}=)`,
    };
  }
  if (errno === "EINVAL")
    return {
      code: "ERR_USAGE",
      message: `${what}: the soft limit is above the hard one`,
      hint: `write --ulimit ${name}=SOFT:HARD with SOFT <= HARD`,
    };
  return undefined;
};

function ulimitLetter(name: string): string {
  return (
    (
      {
        nofile: "n",
        nproc: "u",
        core: "c",
        memlock: "l",
        stack: "s",
        cpu: "t",
        fsize: "f",
        data: "d",
        as: "v",
        rtprio: "r",
        nice: "e",
        msgqueue: "q",
        sigpending: "i",
      } as Readonly<Record<string, string>>
    )[name] ?? "a"
  );
}

export const explainOomScore: Rule = ({ op, errno }, { spec, host }) => {
  if (op.from !== "/process/oomScoreAdj" || (errno !== "EACCES" && errno !== "EPERM" && errno !== "EINVAL"))
    return undefined;
  const wanted = spec.process?.oomScoreAdj ?? 0;
  if (errno === "EINVAL")
    return {
      code: "ERR_USAGE",
      message: `set oom_score_adj ${wanted}: it must be between -1000 and 1000`,
      hint: "-1000 means: never killed",
    };
  const now = host.read("/proc/self/oom_score_adj");
  return {
    code: "ERR_SYSCALL",
    message: `set oom_score_adj ${wanted}: lowering it below ${now ?? "our own"} needs CAP_SYS_RESOURCE, which ts-run does not have here`,
    hint: `use ${now ?? 0} or more, or start ts-run with that capability`,
  };
};

export const explainScheduling: Rule = ({ op, errno }) => {
  if (op.from !== "/process/scheduler" && op.from !== "/process/ioPriority") return undefined;
  const what = op.from === "/process/scheduler" ? "set the scheduling policy" : "set the I/O priority";
  return {
    code: "ERR_SYSCALL",
    message: `${what}: ${op.call}(2) returned ${errno}`,
    hint:
      errno === "EPERM"
        ? "real-time classes need CAP_SYS_NICE, and CPU time for them in the cgroup (cpu.rt_runtime_us)"
        : "see `man 7 sched`",
  };
};

const NAMESPACED: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^net\./, "network"],
  [/^(kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)|fs\.mqueue\.)/, "ipc"],
  [/^kernel\.(hostname|domainname)$/, "uts"],
];

export const explainSysctl: Rule = ({ op, errno }, { spec, host }) => {
  const prefix = "/linux/sysctl/";
  if (!op.from.startsWith(prefix)) return undefined;
  const key = op.from.slice(prefix.length).replaceAll("~1", "/").replaceAll("~0", "~").replaceAll("/", ".");
  const value =
    spec.linux?.sysctl?.[op.from.slice(prefix.length).replaceAll("~1", "/").replaceAll("~0", "~")] ?? textOf(op, 1);
  const what = `set sysctl ${key}=${value}`;
  const kind = NAMESPACED.find(([pattern]) => pattern.test(key))?.[1];
  if (kind === undefined && errno !== "ENOENT")
    return {
      code: "ERR_USAGE",
      message: `${what}: it belongs to the whole host, not to a container`,
      hint: `set it on the host: sysctl -w ${key}=${value}`,
    };
  if (errno === "ENOENT") {
    const onHost = host.exists(`/proc/sys/${key.replaceAll(".", "/")}`);
    return {
      code: "ERR_USAGE",
      message: `${what}: ${onHost ? "a container has no such key" : "this kernel has no such key"}`,
      hint: onHost
        ? `it belongs to the whole host: sysctl -w ${key}=${value} there`
        : "see `sysctl -a`; a module may bring it (modprobe nf_conntrack)",
    };
  }
  if (errno === "EINVAL" || errno === "ERANGE")
    return {
      code: "ERR_USAGE",
      message: `${what}: the kernel does not take this value`,
      hint: `see what the host has: sysctl ${key}`,
    };
  if (errno === "EACCES" || errno === "EPERM")
    return {
      code: "ERR_SYSCALL",
      message: `${what}: the kernel forbids it (${errno})`,
      hint: `it needs a ${kind} namespace of the container's own (not --${kind === "network" ? "network" : kind} host)`,
    };
  return { code: "ERR_SYSCALL", message: `${what}: ${op.call}(2) returned ${errno}`, hint: undefined };
};
