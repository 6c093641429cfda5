// Specs that break one sentence of the specification each (or two that belong together), as changes of a good one, with
// the pointers that validation has to name.
type Case = readonly [name: string, change: object, ...pointers: string[]];

export const good = {
  ociVersion: "1.3.0",
  root: { path: "rootfs" },
  process: { user: { uid: 0, gid: 0 }, args: ["/bin/true"], cwd: "/" },
};

const process = (name: string, change: object, ...fields: string[]): Case => [
  name,
  { process: { ...good.process, ...change } },
  ...fields.map((field) => `/process/${field}`),
];
const linux = (name: string, change: object, ...fields: string[]): Case => [
  name,
  { linux: change },
  ...fields.map((field) => `/linux/${field}`),
];
const resources = (name: string, change: object, ...fields: string[]): Case =>
  linux(name, { resources: change }, ...fields.map((field) => `resources/${field}`));
const seccomp = (name: string, change: object, ...fields: string[]): Case =>
  linux(
    name,
    { seccomp: { defaultAction: "SCMP_ACT_ALLOW", ...change } },
    ...fields.map((field) => `seccomp/${field}`),
  );

const map = (containerID: number, hostID: number, size: number) => ({ containerID, hostID, size });
const own = (...types: string[]) => types.map((type) => ({ type }));

export const brokenSpecs: readonly Case[] = [
  ["a version that is none", { ociVersion: "one" }, "/ociVersion"],
  ["a version with a leading zero", { ociVersion: "1.03.0" }, "/ociVersion"],
  ["a later major version", { ociVersion: "2.0.0" }, "/ociVersion"],
  ["no root", { root: undefined }, "/root"],
  ["a root without a path", { root: { path: "" } }, "/root/path"],
  ["a mount on nothing", { mounts: [{ destination: "", type: "tmpfs" }] }, "/mounts/0/destination"],
  ["a bind mount of nothing", { mounts: [{ destination: "/a", options: ["rbind"] }] }, "/mounts/0/source"],
  ["a mount of no type", { mounts: [{ destination: "/a", source: "x" }] }, "/mounts/0/type"],
  [
    "a mount with half of its id mappings",
    {
      mounts: [
        { destination: "/a", type: "tmpfs", uidMappings: [map(0, 1, 1)] },
        { destination: "/b", type: "tmpfs", gidMappings: [map(0, 1, 0)] },
      ],
    },
    "/mounts/0/uidMappings",
    "/mounts/1/gidMappings",
    "/mounts/1/gidMappings/0/size",
  ],
  [
    "an idmap without mappings and without a user namespace",
    { mounts: [{ destination: "/a", source: "/a", options: ["bind", "idmap"] }] },
    "/mounts/0/options",
  ],
  process("a relative working directory", { cwd: "work" }, "cwd"),
  process("an environment entry without a value", { env: ["A=", "B", "=C"] }, "env/1", "env/2"),
  process("no program", { args: [] }, "args"),
  process("a program of no name", { args: ["", "x"] }, "args"),
  process("a command line of Windows", { commandLine: "dir C:" }, "commandLine"),
  process("a user's name", { user: { uid: 0, gid: 0, username: "bob" } }, "user/username"),
  process("an rlimit that Linux lacks", { rlimits: [{ type: "RLIMIT_FUN", soft: 1, hard: 1 }] }, "rlimits/0/type"),
  process(
    "a soft limit above the hard one",
    {
      rlimits: [
        { type: "RLIMIT_CPU", soft: 2, hard: 1 },
        { type: "RLIMIT_AS", soft: -1, hard: 1 },
      ],
    },
    "rlimits/0/soft",
    "rlimits/1/soft",
  ),
  process(
    "an rlimit twice",
    { rlimits: [1, 2].map((soft) => ({ type: "RLIMIT_CPU", soft, hard: 2 })) },
    "rlimits/1/type",
  ),
  process("an oom_score_adj out of range", { oomScoreAdj: 1001 }, "oomScoreAdj"),
  process("a policy of no scheduler", { scheduler: { policy: "SCHED_BEST" } }, "scheduler/policy"),
  process("a nice value out of range", { scheduler: { policy: "SCHED_OTHER", nice: 20 } }, "scheduler/nice"),
  process("a real-time policy without a priority", { scheduler: { policy: "SCHED_RR" } }, "scheduler/priority"),
  process("a priority of no use", { scheduler: { policy: "SCHED_BATCH", priority: 3 } }, "scheduler/priority"),
  process(
    "a scheduler flag that is unknown",
    { scheduler: { policy: "SCHED_OTHER", flags: ["SCHED_FLAG_RESET_ON_FORK", "SCHED_FLAG_X"] } },
    "scheduler/flags/1",
  ),
  process(
    "a runtime without a deadline policy",
    { scheduler: { policy: "SCHED_FIFO", priority: 1, runtime: 1 } },
    "scheduler/runtime",
  ),
  process(
    "a deadline that cannot be met",
    { scheduler: { policy: "SCHED_DEADLINE", runtime: 5000, deadline: 4000, period: 6000 } },
    "scheduler/runtime",
  ),
  process("an I/O class that is unknown", { ioPriority: { class: "FAST" } }, "ioPriority/class"),
  process(
    "an I/O priority out of range",
    { ioPriority: { class: "IOPRIO_CLASS_BE", priority: 8 } },
    "ioPriority/priority",
  ),
  process(
    "an affinity that is no list",
    { execCPUAffinity: { initial: "0,3-1", final: "a" } },
    "execCPUAffinity/initial",
    "execCPUAffinity/final",
  ),
  [
    "another platform's spec",
    { windows: {}, zos: {}, freebsd: {}, solaris: {} },
    "/freebsd",
    "/solaris",
    "/windows",
    "/zos",
  ],
  ["a virtual machine", { vm: { kernel: { path: "/vmlinuz" } } }, "/vm"],
  [
    "a hook of a relative path and no time",
    { hooks: { poststop: [{ path: "/bin/ok" }, { path: "bin/hook", timeout: 0 }] } },
    "/hooks/poststop/1/path",
    "/hooks/poststop/1/timeout",
  ],
  ["an annotation without a key", { annotations: { "": "x" } }, "/annotations/"],
  linux("a namespace twice", { namespaces: own("pid", "ipc", "pid") }, "namespaces/2"),
  linux("a namespace of a relative path", { namespaces: [{ type: "pid", path: "ns" }] }, "namespaces/0/path"),
  linux("mappings without a user namespace", { uidMappings: [map(0, 1, 1)] }, "uidMappings"),
  linux("a user namespace without mappings", { namespaces: own("user") }, "uidMappings", "gidMappings"),
  linux(
    "mappings that overlap, have no size or no end",
    {
      namespaces: own("user"),
      uidMappings: [map(0, 1000, 10), map(10, 1009, 1)],
      gidMappings: [map(0, 0, 0), map(2 ** 32 - 1, 5, 2)],
    },
    "uidMappings/1",
    "gidMappings/0/size",
    "gidMappings/1/size",
  ),
  linux("offsets without a time namespace", { timeOffsets: { boottime: { secs: 1 } } }, "timeOffsets/boottime"),
  linux(
    "offsets of a time namespace that is joined",
    { namespaces: [{ type: "time", path: "/proc/1/ns/time" }], timeOffsets: { monotonic: { secs: 1 } } },
    "timeOffsets/monotonic",
  ),
  linux(
    "offsets of an unknown clock, and of more than a second",
    { namespaces: own("time"), timeOffsets: { wall: {}, boottime: { nanosecs: 1e9 } } },
    "timeOffsets/wall",
    "timeOffsets/boottime/nanosecs",
  ),
  ["names without a UTS namespace", { hostname: "a", domainname: "b" }, "/hostname", "/domainname"],
  linux("a device of a relative path", { devices: [{ path: "x", type: "p" }] }, "devices/0/path"),
  linux("a device of an unknown type", { devices: [{ path: "/x", type: "z" }] }, "devices/0/type"),
  linux("a device without numbers", { devices: [{ path: "/x", type: "b" }] }, "devices/0/major", "devices/0/minor"),
  linux(
    "a device with numbers out of range",
    { devices: [{ path: "/x", type: "u", major: 4096, minor: -1 }] },
    "devices/0/major",
    "devices/0/minor",
  ),
  linux("two devices at a path", { devices: ["p", "p"].map((type) => ({ path: "/x", type })) }, "devices/1/path"),
  linux("a network device without a network namespace", { netDevices: { eth1: {} } }, "netDevices/eth1"),
  linux(
    "network devices of impossible names",
    { namespaces: own("network"), netDevices: { "a/b": {}, eth1: { name: "0123456789abcdef" } } },
    "netDevices/a~1b",
    "netDevices/eth1/name",
  ),
  linux(
    "network devices of the same name",
    {
      namespaces: own("network"),
      netDevices: { eth1: { name: "e" }, eth2: { name: "e" }, a: { name: "e%d" }, b: { name: "e%d" } },
    },
    "netDevices/eth2/name",
  ),
  resources(
    "a device rule of unknown type and access",
    { devices: [{ allow: true, type: "x", access: "rwx" }] },
    "devices/0/type",
    "devices/0/access",
  ),
  resources(
    "memory below unlimited",
    { memory: { limit: -2, reservation: -1, swap: -3 } },
    "memory/limit",
    "memory/swap",
  ),
  resources("less memory and swap than memory", { memory: { limit: 20, swap: 10 } }, "memory/swap"),
  resources("a swappiness out of range", { memory: { swappiness: 101 } }, "memory/swappiness"),
  resources("a burst above the quota", { cpu: { quota: 1000, burst: 1001 } }, "cpu/burst"),
  resources("CPUs and nodes that are no lists", { cpu: { cpus: "0-", mems: "0;1" } }, "cpu/cpus", "cpu/mems"),
  resources("a cpu.idle that is neither", { cpu: { idle: 2 } }, "cpu/idle"),
  resources(
    "weights out of range",
    { blockIO: { weight: 5, leafWeight: 1001 } },
    "blockIO/weight",
    "blockIO/leafWeight",
  ),
  resources(
    "a device without a weight, and one that is none",
    {
      blockIO: {
        weightDevice: [
          { major: 8, minor: 0 },
          { major: -1, minor: 0, weight: 9 },
        ],
      },
    },
    "blockIO/weightDevice/0",
    "blockIO/weightDevice/1/weight",
    "blockIO/weightDevice/1",
  ),
  resources(
    "a rate of no device",
    { blockIO: { throttleWriteIOPSDevice: [{ major: 8, minor: -1, rate: 1 }] } },
    "blockIO/throttleWriteIOPSDevice/0",
  ),
  resources(
    "a page size of the wrong form",
    { hugepageLimits: [{ pageSize: "64kB", limit: 1 }] },
    "hugepageLimits/0/pageSize",
  ),
  resources(
    "a page size twice",
    { hugepageLimits: [1, 2].map((limit) => ({ pageSize: "2MB", limit })) },
    "hugepageLimits/1/pageSize",
  ),
  resources(
    "an interface twice",
    { network: { priorities: [1, 2].map((priority) => ({ name: "lo", priority })) } },
    "network/priorities/1/name",
  ),
  resources("pids below unlimited", { pids: { limit: -2 } }, "pids/limit"),
  resources("an rdma entry without a limit", { rdma: { mlx5_1: {} } }, "rdma/mlx5_1"),
  resources("a file outside of the cgroup", { unified: { "../cpu.max": "1" } }, "unified/..~1cpu.max"),
  linux(
    "classes of service and schemata of the wrong form",
    { intelRdt: { closID: "a/b", l3CacheSchema: "L3:0=f\n", memBwSchema: "L3:0=1", schemata: ["MB:0=1", "L2\n"] } },
    "intelRdt/closID",
    "intelRdt/l3CacheSchema",
    "intelRdt/memBwSchema",
    "intelRdt/schemata/1",
  ),
  linux("an unknown memory policy", { memoryPolicy: { mode: "MPOL_BEST" } }, "memoryPolicy/mode"),
  linux("nodes that are no list", { memoryPolicy: { mode: "MPOL_BIND", nodes: "x" } }, "memoryPolicy/nodes"),
  linux("nodes for a policy without", { memoryPolicy: { mode: "MPOL_LOCAL", nodes: "0" } }, "memoryPolicy/nodes"),
  linux("no nodes for a policy with", { memoryPolicy: { mode: "MPOL_INTERLEAVE" } }, "memoryPolicy/nodes"),
  linux(
    "flags of a memory policy that are unknown or exclude each other",
    {
      memoryPolicy: {
        mode: "MPOL_BIND",
        nodes: "0",
        flags: ["MPOL_F_STATIC_NODES", "MPOL_F_RELATIVE_NODES", "MPOL_F_X"],
      },
    },
    "memoryPolicy/flags/2",
    "memoryPolicy/flags",
  ),
  linux(
    "sysctls of the host, or of namespaces that are not there",
    {
      namespaces: own("ipc", "network"),
      sysctl: { "kernel.panic": "1", "kernel.domainname": "d", "user.max_net_namespaces": "1", "kernel/shmmax": "1" },
    },
    "sysctl/kernel.panic",
    "sysctl/kernel.domainname",
    "sysctl/user.max_net_namespaces",
  ),
  linux(
    "sysctls that lead out of their namespace",
    { namespaces: own("network"), sysctl: { "net/../kernel/panic": "1", "net.//.kernel.panic": "1", "net..x": "1" } },
    "sysctl/net~1..~1kernel~1panic",
    "sysctl/net.~1~1.kernel.panic",
    "sysctl/net..x",
  ),
  [
    "a hostname twice",
    { hostname: "a", linux: { namespaces: own("uts"), sysctl: { "kernel.hostname": "b" } } },
    "/linux/sysctl/kernel.hostname",
  ],
  seccomp("an unknown default action", { defaultAction: "ALLOW" }, "defaultAction"),
  seccomp("an errno for an action without", { defaultErrnoRet: 1 }, "defaultErrnoRet"),
  seccomp("an unknown architecture", { architectures: ["SCMP_ARCH_Z80"] }, "architectures/0"),
  seccomp("an unknown flag", { flags: ["SECCOMP_FILTER_FLAG_NEW_LISTENER"] }, "flags/0"),
  seccomp("notifications for nobody", { syscalls: [{ names: ["a"], action: "SCMP_ACT_NOTIFY" }] }, "listenerPath"),
  seccomp("metadata for nobody", { listenerMetadata: "x" }, "listenerMetadata"),
  seccomp(
    "rules without a name, of an unknown action, and with an errno for an action without",
    {
      syscalls: [
        { names: [], action: "SCMP_ACT_LOG" },
        { names: ["a"], action: "LOG" },
        { names: ["a"], action: "SCMP_ACT_LOG", errnoRet: 1 },
      ],
    },
    "syscalls/0/names",
    "syscalls/1/action",
    "syscalls/2/errnoRet",
  ),
  seccomp(
    "a seventh argument, and an unknown operator",
    { syscalls: [{ names: ["a"], action: "SCMP_ACT_LOG", args: [{ index: 6, value: 1, op: "==" }] }] },
    "syscalls/0/args/0/index",
    "syscalls/0/args/0/op",
  ),
  linux("an unknown propagation", { rootfsPropagation: "public" }, "rootfsPropagation"),
  linux(
    "relative paths to hide",
    { namespaces: own("mount"), maskedPaths: ["proc"], readonlyPaths: ["/a", "b"] },
    "maskedPaths/0",
    "readonlyPaths/1",
  ),
  linux(
    "an unknown personality",
    { personality: { domain: "BSD", flags: ["X"] } },
    "personality/domain",
    "personality/flags/0",
  ),
];
