// A small plan made by hand, so that the pictures of it stay small.
import type { ExplainInput } from "../../../src/engine/index.ts";
import type { Op } from "../../../src/plan/index.ts";

const at = { flags: ["AT_FDCWD"] } as const;
const capability = (number: number): Op => ({
  call: "prctl",
  args: [{ flags: ["PR_CAPBSET_DROP"] }, number, 0, 0, 0],
  from: "/process/capabilities/bounding",
  why: `capability ${number} can never be regained`,
});

const parent: readonly Op[] = [
  {
    call: "pipe2",
    args: [{ address: "syncPipe" }, { flags: ["O_CLOEXEC"] }],
    from: "default:side by side",
    why: "a pipe to wait on",
  },
  {
    call: "openat",
    args: [
      at,
      { string: `/sys/fs/cgroup/ts-run/${"ab".repeat(32)}/memory.max` },
      { flags: ["O_WRONLY", "O_CLOEXEC"] },
      0,
    ],
    store: "file",
    from: "/linux/resources/memory/limit",
    why: "to set memory.max",
  },
  {
    call: "write",
    args: [{ fd: "file" }, { string: "67108864" }, 8],
    from: "/linux/resources/memory/limit",
    why: "memory is limited to 64 MiB",
  },
  { call: "close", args: [{ fd: "file" }], from: "/linux/resources/memory/limit", why: "done with it" },
  {
    call: "clone3",
    args: [{ struct: [{ name: "flags", size: 8, value: { flags: ["CLONE_NEWPID"] } }], note: "clone_args" }, 88],
    store: "initPid",
    lane: "container",
    from: "/linux/namespaces",
    why: "make the container's init",
  },
  {
    call: "write",
    args: [{ fd: "syncPipe+4" }, { string: "m" }, 1],
    from: "/linux/uidMappings",
    why: "the maps are written: go on",
  },
];

const container: readonly Op[] = [
  { call: "sethostname", args: [{ string: "web" }, 3], from: "/hostname", why: "host name web" },
  {
    call: "read",
    args: [{ fd: "syncPipe" }, { address: "syncByte" }, 1],
    from: "/linux/uidMappings",
    why: "wait for the id maps",
  },
  {
    call: "openat2",
    args: [{ fd: "rootfs" }, { string: "data" }],
    from: "/mounts/0",
    why: "find /data",
    ignore: ["ENOENT"],
    skip: { when: "ok", ops: 2 },
  },
  { call: "mkdirat", args: [{ fd: "rootfs" }, { string: "data" }, 0o755], from: "/mounts/0", why: "/data was missing" },
  { call: "openat2", args: [{ fd: "rootfs" }, { string: "data" }], from: "/mounts/0", why: "open it" },
  ...[1, 2, 3, 4].map(capability),
  {
    call: "execve",
    args: [{ string: "/bin/app" }, { strings: ["/bin/app", "-v"] }, { strings: ["A=1"] }],
    from: "/process/args",
    why: "become /bin/app",
  },
];

const exit: readonly Op[] = [
  {
    call: "unlinkat",
    args: [at, { string: "/run/x" }, 0],
    ignore: ["ENOENT"],
    from: "/linux/cgroupsPath",
    why: "nobody needs it any more",
  },
];

export function sample(changes: { title?: string; container?: readonly Op[] } = {}): ExplainInput {
  return {
    title: changes.title ?? "shop: /bin/app -v",
    plan: {
      lanes: { parent, container: changes.container ?? container, exit },
      monitor: { initPid: "initPid", initPidfd: "initPidfd", report: "r", reportWrite: "w" },
    },
    spec: { ociVersion: "1.3.0" },
    sources: {
      "/linux/resources/memory": "flag -m 64m",
      "/hostname": "flag --hostname web",
      "/process/args": "command line",
      "/process/capabilities": "default: docker's 14",
    },
  };
}

export const containerOps = container;
