// Reads what is true of this host from /proc and /sys. Cheap enough for every command; nothing is cached.

import fs from "node:fs";
import os from "node:os";
import { TsRunError } from "../base/index.ts";
import type { HostFacts } from "../linux/index.ts";

/** Every path that containerd's default lists mask or make read-only. */
const KERNEL_PATHS = [
  ..."acpi asound kcore keys latency_stats timer_list timer_stats sched_debug scsi bus fs irq sys sysrq-trigger interrupts"
    .split(" ")
    .map((name) => `/proc/${name}`),
  "/sys/firmware",
  "/sys/devices/virtual/powercap",
];

// In the order of their numbers, include/uapi/linux/capability.h.
const CAPABILITIES = (
  "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE " +
  "NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN " +
  "SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE " +
  "MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE"
).split(" ");

// How /proc/self/limits words each limit, include/uapi/asm-generic/resource.h. The OCI spec names them RLIMIT_*.
const LIMITS: Readonly<Record<string, string>> = {
  "Max cpu time": "RLIMIT_CPU",
  "Max file size": "RLIMIT_FSIZE",
  "Max data size": "RLIMIT_DATA",
  "Max stack size": "RLIMIT_STACK",
  "Max core file size": "RLIMIT_CORE",
  "Max resident set": "RLIMIT_RSS",
  "Max processes": "RLIMIT_NPROC",
  "Max open files": "RLIMIT_NOFILE",
  "Max locked memory": "RLIMIT_MEMLOCK",
  "Max address space": "RLIMIT_AS",
  "Max file locks": "RLIMIT_LOCKS",
  "Max pending signals": "RLIMIT_SIGPENDING",
  "Max msgqueue size": "RLIMIT_MSGQUEUE",
  "Max nice priority": "RLIMIT_NICE",
  "Max realtime priority": "RLIMIT_RTPRIO",
  "Max realtime timeout": "RLIMIT_RTTIME",
};

/** What the kernel can be built for at most. */
const MOST_CPUS = 8192;

const UNLIMITED = (1n << 64n) - 1n;

export function readHostFacts(): HostFacts {
  const architecture = os.arch();
  if (architecture !== "x64" && architecture !== "arm64") {
    throw new TsRunError("ERR_UNSUPPORTED", `run on ${architecture}: only x64 and arm64 have system call tables`);
  }
  const [major = 0, minor = 0] = os
    .release()
    .split(".", 2)
    .map((part) => Number.parseInt(part, 10));
  const namespaces = new Set(fs.readdirSync("/proc/self/ns"));
  const status = fs.readFileSync("/proc/self/status", "utf8");
  return {
    architecture,
    kernel: [major, minor],
    capabilities: effectiveCapabilities(status),
    lastCapability: Number(readText("/proc/sys/kernel/cap_last_cap") ?? CAPABILITIES.length - 1),
    lastCpu: lastOf(readText("/sys/devices/system/cpu/possible")) ?? MOST_CPUS - 1,
    appArmor: readText("/sys/module/apparmor/parameters/enabled")?.startsWith("Y") ?? false,
    selinux: fs.existsSync("/sys/fs/selinux/enforce"),
    seccomp: /^Seccomp:/m.test(status),
    userNamespaces: namespaces.has("user") && readText("/proc/sys/user/max_user_namespaces")?.trim() !== "0",
    timeNamespaces: namespaces.has("time"),
    cgroupNamespaces: namespaces.has("cgroup"),
    kernelPaths: existingKernelPaths(),
    checkedPaths: KERNEL_PATHS,
    hardLimits: parseHardLimits(fs.readFileSync("/proc/self/limits", "utf8")),
  };
}

/** The last number of a list such as "0-7". */
function lastOf(list: string | undefined): number | undefined {
  const digits = /(\d+)\s*$/.exec(list ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function effectiveCapabilities(status: string): string[] {
  const bits = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? "0"}`);
  return CAPABILITIES.filter((_, number) => (bits >> BigInt(number)) & 1n).map((name) => `CAP_${name}`);
}

/** `text` is /proc/self/limits: name, soft, hard, unit in columns. */
export function parseHardLimits(text: string): Record<string, bigint> {
  const limits: Record<string, bigint> = {};
  for (const [, label = "", hard = ""] of text.matchAll(/^(Max [a-z ]+?) {2,}\S+ +(\S+)/gm)) {
    const name = LIMITS[label];
    if (name !== undefined) limits[name] = hard === "unlimited" ? UNLIMITED : BigInt(hard);
  }
  return limits;
}

function existingKernelPaths(): Record<string, "file" | "directory"> {
  const kinds: Record<string, "file" | "directory"> = {};
  for (const path of [...KERNEL_PATHS, ...thermalThrottlePaths()]) {
    const status = fs.statSync(path, { throwIfNoEntry: false });
    if (status !== undefined) kinds[path] = status.isDirectory() ? "directory" : "file";
  }
  return kinds;
}

function thermalThrottlePaths(): string[] {
  const directory = "/sys/devices/system/cpu";
  const first = fs.existsSync(`${directory}/cpu0/thermal_throttle`);
  // Hundreds of CPUs have it or none has: one look instead of hundreds.
  if (!first) return [];
  const cpus = fs.readdirSync(directory).filter((name) => /^cpu\d+$/.test(name));
  return cpus.map((cpu) => `${directory}/${cpu}/thermal_throttle`);
}

function readText(path: string): string | undefined {
  try {
    return fs.readFileSync(path, "utf8");
  } catch {
    return undefined; // the kernel lacks the feature, or hides it from us
  }
}
