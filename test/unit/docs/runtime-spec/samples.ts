// Specs that together have every field of the specification; where two exclude each other there are two specs.
import type { RuntimeSpec } from "../../../../src/oci/index.ts";

type Sample = RuntimeSpec & { readonly linux: NonNullable<RuntimeSpec["linux"]> };

const map = (containerID: number, hostID: number, size: number) => ({ containerID, hostID, size });
const device = { major: 8, minor: 16 };
const caps = ["CAP_KILL", "CAP_CHOWN"];
const hook = (name: string) => [{ path: `/usr/bin/${name}`, args: [name, "-v"], env: ["A=1"], timeout: 5 }];

const base: Sample = {
  ociVersion: "1.3.0",
  root: { path: "rootfs" },
  process: { user: { uid: 0, gid: 0 }, args: ["/bin/true"], cwd: "/" },
  mounts: [
    { destination: "/proc", type: "proc", source: "proc" },
    { destination: "/dev", type: "tmpfs", source: "tmpfs" },
    { destination: "/dev/pts", type: "devpts", source: "devpts", options: ["newinstance"] },
    { destination: "/sys", type: "sysfs", source: "sysfs" },
  ],
  linux: {
    cgroupsPath: "/ts-runc/c1",
    namespaces: (["pid", "network", "mount", "ipc", "uts", "cgroup", "time"] as const).map((type) => ({ type })),
  },
};
const withLinux = (linux: object): Sample => ({ ...base, linux: { ...base.linux, ...linux } });
const withProcess = (process: object): Sample => ({ ...base, process: { ...base.process, ...process } }) as Sample;

const withResources = (resources: object): Sample => withLinux({ resources });
const plain = { destination: "/data", type: "none", source: "/srv/data", options: ["bind", "ro"] };
const mapped = {
  ...plain,
  options: ["bind", "idmap"],
  uidMappings: [map(0, 1000, 10)],
  gidMappings: [map(0, 1000, 10)],
};
const HOOKS = ["prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop"];

/** A field is looked for in the first of these that has it. Small, so that what one cannot have hides no other. */
export const samples: readonly Sample[] = [
  { ...base, mounts: [plain, ...(base.mounts ?? [])] },
  { ...base, mounts: [mapped, ...(base.mounts ?? [])] },
  { ...base, root: { path: "rootfs", readonly: true }, hostname: "web", domainname: "shop.test" },
  withProcess({
    terminal: true,
    consoleSize: { height: 25, width: 80 },
    user: { uid: 1000, gid: 1000, umask: 0o77, additionalGids: [5] },
    env: ["PATH=/bin", "A=b"],
    args: ["sh", "-c", "true"],
    cwd: "/srv",
    capabilities: { bounding: caps, permitted: caps, effective: caps, inheritable: caps, ambient: ["CAP_KILL"] },
    rlimits: [{ type: "RLIMIT_CORE", soft: 0, hard: 1024 }],
    noNewPrivileges: true,
    apparmorProfile: "acme_secure_profile",
    oomScoreAdj: 100,
    ioPriority: { class: "IOPRIO_CLASS_IDLE", priority: 4 },
    scheduler: { policy: "SCHED_FIFO", priority: 5, flags: ["SCHED_FLAG_RESET_ON_FORK"] },
  }),
  withProcess({
    selinuxLabel: "system_u:system_r:svirt_lxc_net_t:s0:c124,c675",
    scheduler: { policy: "SCHED_DEADLINE", runtime: 10_000_000, deadline: 20_000_000, period: 30_000_000 },
  }),
  withProcess({ scheduler: { policy: "SCHED_BATCH", nice: 5 } }),
  withProcess({ execCPUAffinity: { initial: "0", final: "0-1" } }),
  withProcess({ commandLine: "dir" }),
  withProcess({ user: { uid: 0, gid: 0, username: "bob" } }),
  ...HOOKS.map((name): Sample => ({ ...base, hooks: { [name]: hook(name) } })),
  { ...base, annotations: { "com.example.key": "value" } },
  withLinux({
    timeOffsets: { monotonic: { secs: 3600, nanosecs: 5 } },
    devices: [{ path: "/dev/fuse", type: "c", major: 10, minor: 229, fileMode: 0o600, uid: 1, gid: 2 }],
    sysctl: { "net.ipv4.ip_forward": "1" },
    rootfsPropagation: "shared",
    maskedPaths: ["/proc/kcore"],
    readonlyPaths: ["/proc/sys"],
    personality: { domain: "LINUX32" },
  }),
  withLinux({ netDevices: { eth1: { name: "lan" } } }),
  withLinux({ intelRdt: { l3CacheSchema: "L3:0=f", memBwSchema: "MB:0=70", schemata: ["L2:0=f"], closID: "gold" } }),
  withLinux({ intelRdt: { enableMonitoring: true } }),
  withLinux({ memoryPolicy: { mode: "MPOL_BIND", nodes: "0", flags: ["MPOL_F_STATIC_NODES"] } }),
  withLinux({ mountLabel: "system_u:object_r:svirt_sandbox_file_t:s0:c715,c811" }),
  withLinux({
    namespaces: [{ type: "mount" }, { type: "pid" }, { type: "user" }, { type: "network", path: "/run/netns/a" }],
    uidMappings: [map(0, 100_000, 65_536)],
    gidMappings: [map(0, 100_000, 65_536)],
  }),
  withLinux({
    seccomp: {
      defaultAction: "SCMP_ACT_ERRNO",
      defaultErrnoRet: 38,
      architectures: ["SCMP_ARCH_X86"],
      flags: ["SECCOMP_FILTER_FLAG_LOG"],
      syscalls: [
        {
          names: ["chmod", "clone"],
          action: "SCMP_ACT_ERRNO",
          errnoRet: 13,
          args: [{ index: 1, value: 511, valueTwo: 511, op: "SCMP_CMP_MASKED_EQ" }],
        },
        { names: ["read"], action: "SCMP_ACT_ALLOW" },
      ],
    },
  }),
  withLinux({
    seccomp: {
      defaultAction: "SCMP_ACT_ALLOW",
      listenerPath: "/run/agent.sock",
      listenerMetadata: "x",
      syscalls: [{ names: ["mknod"], action: "SCMP_ACT_NOTIFY" }],
    },
  }),
  withResources({
    devices: [{ allow: true, type: "c", major: 10, minor: 229, access: "rw" }],
    memory: { limit: 64 << 20, reservation: 32 << 20, swap: 128 << 20, checkBeforeUpdate: true },
    cpu: { shares: 512, quota: 50_000, burst: 10_000, period: 200_000, cpus: "0-1", mems: "0" },
    pids: { limit: 100 },
    hugepageLimits: [{ pageSize: "2MB", limit: 4 << 20 }],
    rdma: { mlx5_1: { hcaHandles: 3, hcaObjects: 10_000 } },
  }),
  withResources({
    blockIO: {
      weight: 100,
      weightDevice: [{ ...device, weight: 300 }],
      throttleReadBpsDevice: [{ ...device, rate: 600 }],
      throttleWriteBpsDevice: [{ ...device, rate: 700 }],
      throttleReadIOPSDevice: [{ ...device, rate: 800 }],
      throttleWriteIOPSDevice: [{ ...device, rate: 900 }],
    },
  }),
  withResources({ blockIO: { leafWeight: 200 } }),
  withResources({ blockIO: { weightDevice: [{ ...device, leafWeight: 400 }] } }),
  withResources({ memory: { swappiness: 10 } }),
  withResources({ memory: { kernel: 16 << 20 } }),
  withResources({ memory: { kernelTCP: 8 << 20 } }),
  withResources({ memory: { disableOOMKiller: true } }),
  withResources({ memory: { useHierarchy: true } }),
  withResources({ cpu: { realtimeRuntime: 950_000 } }),
  withResources({ cpu: { realtimePeriod: 1_000_000 } }),
  withResources({ cpu: { idle: 1 } }),
  withResources({ network: { classID: 1_048_577 } }),
  withResources({ network: { priorities: [{ name: "eth0", priority: 500 }] } }),
  withResources({ unified: { "memory.high": "33554432" } }),
  withLinux({ personality: { domain: "LINUX", flags: ["ADDR_NO_RANDOMIZE"] } }),
  ...["freebsd", "solaris", "vm", "windows", "zos"].map((platform): Sample => ({ ...base, [platform]: {} })),
];
