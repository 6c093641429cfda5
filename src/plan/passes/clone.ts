// clone3 and what surrounds it: the report pipe, the control socket, joined namespaces, id maps.

import { TsRunError } from "../../base/index.ts";
import type { FlagName } from "../../linux/index.ts";
import type { LinuxNamespace, NamespaceType } from "../../oci/index.ts";
import { address, call, close, fd, field, flags, here, pipe, struct, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";
import { cloneIntoCgroupSlot } from "./cgroup.ts";

const cloneFlags: Readonly<Record<NamespaceType, FlagName>> = {
  user: "CLONE_NEWUSER",
  mount: "CLONE_NEWNS",
  pid: "CLONE_NEWPID",
  network: "CLONE_NEWNET",
  uts: "CLONE_NEWUTS",
  ipc: "CLONE_NEWIPC",
  cgroup: "CLONE_NEWCGROUP",
  time: "CLONE_NEWTIME",
};

const REPORT: Origin = "default:report failures";
const SOCKET: Origin = "default:control socket";

/** The parent lane's frame: pipes and socket first. */
export function planMonitor(input: PlanInput): LaneOps {
  return {
    parentBefore: [
      pipe("reportPipe", REPORT, "makes the pipe that tells of a failure, and of success by closing at execve"),
      ...controlSocket(input),
      ...(input.waitForStart ? [pipe("startPipe", "default:create/start", "makes the pipe on which a created container waits")] : []),
    ],
    parentAfter: [close("reportPipe+4", REPORT), ...(input.waitForStart ? [close("startPipe", "default:create/start")] : [])],
    container: [close("reportPipe", REPORT), ...(input.waitForStart ? [close("startPipe+4", "default:create/start")] : [])],
    exit: input.paths.controlSocket
      ? [call("unlinkat", [here, text(input.paths.controlSocket), 0], { ignore: ["ENOENT"], from: SOCKET, why: "removes the control socket" })]
      : [],
  };
}

function controlSocket({ paths }: PlanInput): Op[] {
  const path = paths.controlSocket;
  if (path === undefined) return [];
  const bytes = Buffer.from(`\x01\0${path}\0`);
  if (bytes.length > 110) {
    throw new TsRunError("ERR_UNSUPPORTED", `bind control socket ${path}: the path is longer than 107 bytes`, { hint: "use a shorter run directory" });
  }
  const from = SOCKET;
  return [
    call("socket", [flags("AF_UNIX"), flags("SOCK_SEQPACKET", "SOCK_CLOEXEC", "SOCK_NONBLOCK"), 0], { store: "listen", from, why: "makes the socket for attach, resize and signals" }),
    call("umask", [0o077], { from, why: "only root may connect" }),
    call("bind", [fd("listen"), { bytes }, bytes.length], { from, why: `names it ${path}` }),
    call("umask", [0o022], { from, why: "back to the usual mask" }),
    call("listen", [fd("listen"), 16], { from, why: "takes connections" }),
  ];
}

const namespacesOf = (input: PlanInput): readonly LinuxNamespace[] => input.spec.linux?.namespaces ?? [];

export const hasNew = (input: PlanInput, type: NamespaceType): boolean =>
  namespacesOf(input).some((namespace) => namespace.type === type && namespace.path === undefined);

/** clone3 itself, last of parentBefore. The pid namespace to join is the monitor's own for children, for one moment. */
export function cloneOps(input: PlanInput): Op[] {
  const own = namespacesOf(input).filter(({ type, path }) => path === undefined && type !== "cgroup" && type !== "time");
  const cgroupFd = cloneIntoCgroupSlot(input);
  const from: Origin = "/linux/namespaces";
  const names: FlagName[] = ["CLONE_PIDFD", ...own.map(({ type }) => cloneFlags[type]), ...(cgroupFd ? (["CLONE_INTO_CGROUP"] as const) : [])];
  const args = struct(
    "clone_args",
    field("flags", 8, flags(...names)),
    field("pidfd", 8, address("initPidfd")),
    ...["child_tid", "parent_tid", "exit_signal", "stack", "stack_size", "tls", "set_tid", "set_tid_size"].map((name) => field(name, 8, 0)),
    field("cgroup", 8, cgroupFd ? { fd: cgroupFd } : 0),
  );
  const clone = call("clone3", [args, 88], { store: "initPid", lane: "container", from, why: "makes the container's first process, in its new namespaces and its cgroup" });
  const pid = namespacesOf(input).findIndex(({ type, path }) => type === "pid" && path !== undefined);
  if (pid < 0) return [clone];
  const at: Origin = `/linux/namespaces/${pid}`;
  const open = (path: string, store: string, why: string): Op => call("openat", [here, text(path), flags("O_RDONLY", "O_CLOEXEC"), 0], { store, from: at, why });
  const join = (slot: string, why: string): Op => call("setns", [fd(slot), flags("CLONE_NEWPID")], { from: at, why });
  return [
    open("/proc/self/ns/pid", "ownPidNamespace", "remembers the monitor's own pid namespace"),
    open(namespacesOf(input)[pid]?.path ?? "", "pidNamespace", "opens the pid namespace to join"),
    join("pidNamespace", "children are born in it from now on"),
    clone,
    join("ownPidNamespace", "later children are the host's again"),
    close("pidNamespace", at),
    close("ownPidNamespace", at),
  ];
}

/** Joined namespaces: user first, it owns the right to join the others. */
export function planJoin(input: PlanInput): LaneOps {
  const joined = namespacesOf(input)
    .map((namespace, i) => ({ ...namespace, from: `/linux/namespaces/${i}` as Origin }))
    .filter(({ type, path }) => path !== undefined && type !== "pid")
    .sort((a, b) => Number(b.type === "user") - Number(a.type === "user"));
  const slot = (type: string) => `join_${type}`;
  return {
    parentBefore: joined.map(({ type, path, from }) => call("openat", [here, text(path ?? ""), flags("O_RDONLY", "O_CLOEXEC"), 0], { store: slot(type), from, why: `opens the ${type} namespace to join` })),
    parentAfter: joined.map(({ type, from }) => close(slot(type), from)),
    container: joined.map(({ type, from }) => call("setns", [fd(slot(type)), flags(cloneFlags[type])], { from, why: `joins the ${type} namespace` })),
  };
}

/** Id maps are written by the parent, which has the rights for it; the container waits for them. */
export function planUser(input: PlanInput): LaneOps {
  const adjust = input.spec.process?.oomScoreAdj;
  const oom = adjust === undefined ? [] : procWrite("/oom_score_adj", String(adjust), "/process/oomScoreAdj", "sets how soon the OOM killer takes it");
  const isNew = hasNew(input, "user");
  const isJoined = namespacesOf(input).some(({ type, path }) => type === "user" && path !== undefined);
  if (!isNew) return { parentAfter: oom, container: isJoined ? becomeRoot("/linux/namespaces") : [] };
  const map = (list: "uidMappings" | "gidMappings"): string => (input.spec.linux?.[list] ?? []).map((m) => `${m.containerID} ${m.hostID} ${m.size}\n`).join("");
  const from: Origin = "/linux/uidMappings";
  return {
    parentBefore: [pipe("mapPipe", from, "makes the pipe on which the container waits for its ids")],
    parentAfter: [
      ...procWrite("/uid_map", map("uidMappings"), from, "maps the user ids"),
      ...procWrite("/gid_map", map("gidMappings"), "/linux/gidMappings", "maps the group ids"),
      ...oom,
      call("write", [fd("mapPipe+4"), { bytes: Uint8Array.of(1) }, 1], { expect: 1, from, why: "tells the container that its ids are there" }),
      close("mapPipe", from),
      close("mapPipe+4", from),
    ],
    container: [
      close("mapPipe+4", from, "so that a dead parent is noticed as end of file"),
      call("read", [fd("mapPipe"), address("mapByte"), 1], { expect: 1, from, why: "waits for its ids" }),
      close("mapPipe", from),
      ...becomeRoot(from),
    ],
  };
}

function becomeRoot(from: Origin): Op[] {
  return [
    call("setresgid", [0, 0, 0], { from, why: "becomes group 0 of the user namespace" }),
    call("setresuid", [0, 0, 0], { from, why: "becomes root of the user namespace" }),
    call("setgroups", [0, 0], { ignore: ["EPERM"], from, why: "drops the host's groups" }),
  ];
}

function procWrite(file: string, content: string, from: Origin, why: string): Op[] {
  const path = { decimal: { prefix: "/proc/", slot: "initPid", suffix: file } };
  return [
    call("openat", [here, path, flags("O_WRONLY", "O_CLOEXEC"), 0], { store: "procFile", from, why: `opens /proc/<pid>${file}` }),
    call("write", [fd("procFile"), text(content), Buffer.byteLength(content)], { from, why }),
    close("procFile", from),
  ];
}
