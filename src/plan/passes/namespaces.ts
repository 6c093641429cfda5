// Which namespaces are made, which are joined, and how the two sides get into them.

import type { FlagName } from "../../linux/index.ts";
import type { LinuxIdMapping, LinuxNamespace } from "../../oci/index.ts";
import { AT_CWD, close, fd, field, flags, op, text } from "../build.ts";
import { CGROUP_FD, closeSlot, writeText } from "../cgroup-ops.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Arg, Op, Origin } from "../op.ts";
import { hostIdOf, mappingsOf, userNamespaceOf } from "../user-namespace.ts";
import { cloneIntoCgroupSlot } from "./cgroup.ts";
import { MOUNTPOINT, openUserNamespace, planMountSocket, USER_NAMESPACE } from "./host-mounts.ts";
import { hostLimits } from "./process.ts";
import { openProcLink, writeProcFile } from "./procfs.ts";
import { needsSync } from "./streams.ts";

const CLONE_FLAG: Readonly<Record<LinuxNamespace["type"], FlagName>> = {
  mount: "CLONE_NEWNS",
  pid: "CLONE_NEWPID",
  network: "CLONE_NEWNET",
  ipc: "CLONE_NEWIPC",
  uts: "CLONE_NEWUTS",
  user: "CLONE_NEWUSER",
  cgroup: "CLONE_NEWCGROUP",
  time: "CLONE_NEWTIME",
};

// setns order: the user namespace after all that we join with the host's rights; mount last, since paths end there.
const JOIN_ORDER: readonly LinuxNamespace["type"][] = [
  "pid",
  "ipc",
  "uts",
  "network",
  "cgroup",
  "time",
  "user",
  "mount",
];

function namespacesOf(input: PlanInput): readonly LinuxNamespace[] {
  return input.spec.linux?.namespaces ?? [];
}

export function isNew(input: PlanInput, type: LinuxNamespace["type"]): boolean {
  return namespacesOf(input).some((namespace) => namespace.type === type && namespace.path === undefined);
}

function pointerOf(input: PlanInput, type: LinuxNamespace["type"]): Origin {
  return `/linux/namespaces/${namespacesOf(input).findIndex((namespace) => namespace.type === type)}`;
}

/** Descriptors of the namespaces to join, opened while host paths still mean the host's. */
export function planJoinedNamespaces(input: PlanInput): LaneOps {
  const joined = namespacesOf(input).filter((namespace) => namespace.path !== undefined);
  return {
    parentBefore: joined.map(({ type, path }) =>
      op("openat", [AT_CWD, text(path ?? ""), flags("O_RDONLY", "O_CLOEXEC"), 0], {
        from: pointerOf(input, type),
        why: `open the ${type} namespace to join`,
        store: `${type}Namespace`,
      }),
    ),
    container: joinOps(input, (type) => type !== "pid" && !stageJoins(input, type)),
  };
}

function joinOps(input: PlanInput, wanted: (type: LinuxNamespace["type"]) => boolean): Op[] {
  return JOIN_ORDER.filter((type) => isJoined(input, type) && wanted(type)).map((type) =>
    op("setns", [fd(`${type}Namespace`), flags(CLONE_FLAG[type])], {
      from: pointerOf(input, type),
      why: `join the ${type} namespace`,
    }),
  );
}

function isJoined(input: PlanInput, type: LinuxNamespace["type"]): boolean {
  return namespacesOf(input).some((namespace) => namespace.type === type && namespace.path !== undefined);
}

/**
 * A stage process joins what the container's init cannot: a pid namespace, because setns(2) moves only children there; a
 * user namespace, so that the new namespaces belong to it; and before a new one whatever else belongs to the host.
 */
function needsStage(input: PlanInput): boolean {
  const joinsAny = JOIN_ORDER.some((type) => isJoined(input, type));
  return isJoined(input, "pid") || isJoined(input, "user") || (isNew(input, "user") && joinsAny);
}

function stageJoins(input: PlanInput, type: LinuxNamespace["type"]): boolean {
  return type === "pid" || (type !== "mount" && userNamespaceOf(input.spec) !== undefined && needsStage(input));
}

/**
 * Where the v2 mount says nsdelegate (systemd's does), who is in a cgroup namespace cannot make a process in a cgroup that
 * is not below the namespace's root: clone3(CLONE_INTO_CGROUP) returns ENOENT. A stage that joins one goes into the
 * container's cgroup before, and the init is born there.
 */
function stageIsPlaced(input: PlanInput): boolean {
  return cloneIntoCgroupSlot(input) !== undefined && isJoined(input, "cgroup") && stageJoins(input, "cgroup");
}

function placeStage(input: PlanInput): Op[] {
  const from = pointerOf(input, "cgroup");
  return [
    op("openat", [fd(CGROUP_FD), text("cgroup.procs"), flags("O_WRONLY", "O_CLOEXEC"), 0], {
      from,
      why: "the container's cgroup, which cannot be entered from within another cgroup namespace",
      store: "stageProcs",
    }),
    writeText(
      "stageProcs",
      "0",
      from,
      'the stage goes there first ("0" means: whoever writes), and the init is born there',
    ),
    closeSlot("stageProcs", from),
  ];
}

/**
 * The clone3 that makes the container's init. cgroup and time namespaces are left to unshare(2) in the container lane: the
 * first must come after placement, the second needs its offsets written while nobody is inside.
 */
export function planClone(input: PlanInput): LaneOps {
  const types = namespacesOf(input).filter(
    ({ path, type }) => path === undefined && type !== "cgroup" && type !== "time",
  );
  const intoCgroup = cloneIntoCgroupSlot(input) !== undefined && !stageIsPlaced(input);
  const names: FlagName[] = [
    "CLONE_PIDFD",
    ...types.map(({ type }) => CLONE_FLAG[type]),
    ...(intoCgroup ? (["CLONE_INTO_CGROUP"] as const) : []),
  ];
  const why = `make the container's init in new namespaces: ${types.map(({ type }) => type).join(", ") || "none"}`;
  const from: Origin = "/linux/namespaces";
  if (!needsStage(input)) return { parentBefore: [cloneOp(names, { lane: "container", intoCgroup, from, why })] };
  return planStagedClone(input, { names, intoCgroup, why });
}

export function cloneOp(
  names: readonly FlagName[],
  about: { lane: string; intoCgroup?: boolean; from: Origin; why: string; store?: string; pidfd?: string },
): Op {
  const value = (name: string, arg: Arg) => field(name, 8, arg);
  const args: Arg = {
    struct: [
      value("flags", { flags: names }),
      value("pidfd", names.includes("CLONE_PIDFD") ? { address: about.pidfd ?? "initPidfd" } : 0),
      value("child_tid", 0),
      value("parent_tid", 0),
      value("exit_signal", 0), // no SIGCHLD: the pidfd tells, and nobody's wait() can steal it
      value("stack", 0),
      value("stack_size", 0),
      value("tls", 0),
      value("set_tid", 0),
      value("set_tid_size", 0),
      value("cgroup", about.intoCgroup ? { slot: "cgroupFd" } : 0),
    ],
    note: "clone_args",
  };
  return op("clone3", [args, 88], {
    from: about.from,
    why: about.why,
    store: about.store ?? "initPid",
    lane: about.lane,
  });
}

/** setns(pid) moves only children: a stage process joins, clones the init as our child (CLONE_PARENT), and tells its number. */
function planStagedClone(
  input: PlanInput,
  about: { names: FlagName[]; intoCgroup: boolean; why: string },
): LaneOps & { stage: readonly Op[] } {
  const isPid = isJoined(input, "pid");
  const from: Origin = isPid ? pointerOf(input, "pid") : pointerOf(input, "user");
  return {
    parentBefore: [
      op("pipe2", [{ address: "stagePipe" }, flags("O_CLOEXEC")], {
        from,
        why: "the stage tells the init's pid and pidfd here",
      }),
      cloneOp(["CLONE_FILES"], {
        lane: "stage",
        from,
        why: isPid
          ? "a stage process, because setns(pid) takes effect for children only"
          : "a stage process, which joins with the host's rights what the new namespaces build upon",
        store: "stagePid",
      }),
      // The stage shares our descriptors, so its death cannot be seen as end of file: its exit is waited for first.
      op("wait4", [fd("stagePid"), 0, flags("__WALL"), 0], { from, why: "the stage has done its work" }),
      close("stagePipe+4", { from, why: "so that a stage that failed reads as end of file" }),
      op("read", [fd("stagePipe"), { address: "initPid" }, 8], { from, why: "pid of the init", expect: 8 }),
      op("read", [fd("stagePipe"), { address: "initPidfd" }, 8], {
        from,
        why: "its pidfd, valid here because descriptors are shared with the stage",
        expect: 8,
      }),
      close("stagePipe", { from, why: "done with it" }),
    ],
    stage: [
      op("prctl", [flags("PR_SET_DUMPABLE"), 0, 0, 0, 0], {
        from: "default:the joined namespace must not look into us",
        why: "nobody there may trace us or open /proc/<pid>/exe (CVE-2019-5736)",
      }),
      ...(stageIsPlaced(input) ? placeStage(input) : []),
      ...joinOps(input, (type) => stageJoins(input, type)),
      cloneOp([...about.names, "CLONE_PARENT"], {
        lane: "container",
        intoCgroup: about.intoCgroup,
        from,
        why: about.why,
      }),
      op("write", [fd("stagePipe+4"), { address: "initPid" }, 8], { from, why: "tell its pid" }),
      op("write", [fd("stagePipe+4"), { address: "initPidfd" }, 8], { from, why: "tell its pidfd" }),
    ],
  };
}

/** Id maps and limits that take the host's rights: the parent's, while the container lane waits. */
export function planUserNamespace(input: PlanInput): LaneOps {
  const kind = userNamespaceOf(input.spec);
  if (kind === undefined) return {};
  const socket = planMountSocket(input);
  const isOurs = kind === "new";
  const from: Origin = isOurs ? "/linux/uidMappings" : pointerOf(input, "user");
  const sync = hostRightsSync(input, from);
  return {
    ...socket,
    parentAfter: [
      ...(socket.parentAfter ?? []),
      ...(isOurs ? writeIdMaps(input) : []),
      ...ownedStreams(input),
      ...hostLimits(input),
      ...sync.parent,
    ],
    container: [
      ...sync.container,
      ...(socket.container ?? []),
      // Still user 0 of the host, who may enter directories that only root may; the container's root may not.
      op("openat", [AT_CWD, text(input.paths.mountpoint), flags("O_PATH", "O_DIRECTORY", "O_CLOEXEC"), 0], {
        from: "/root/path",
        why: "the empty directory where the rootfs goes",
        store: MOUNTPOINT,
      }),
      op("setresgid", [0, 0, 0], { from, why: "become root of the user namespace" }),
      op("setresuid", [0, 0, 0], { from, why: "become root of the user namespace" }),
    ],
  };
}

/** The byte on `syncPipe`: what takes the host's rights is done. */
export function hostRightsSync(input: PlanInput, from: Origin): { parent: Op[]; container: Op[] } {
  if (!needsSync(input)) return { parent: [], container: [] };
  return {
    parent: [
      op("write", [fd("syncPipe+4"), text("m"), 1], { from, why: "the maps are written and the limits raised: go on" }),
      close("syncPipe", { from, why: "the container's end" }),
      close("syncPipe+4", { from, why: "the byte is on its way" }),
    ],
    container: [
      op("read", [fd("syncPipe"), { address: "syncByte" }, 1], {
        from,
        why: "wait for what takes the host's rights: id maps, limits",
        expect: 1,
      }),
    ],
  };
}

/** Maps of slot `initPid`'s user namespace; leaves the namespace open in slot USER_NAMESPACE. */
export function writeIdMaps(input: PlanInput): Op[] {
  const { uids, gids } = mappingsOf(input.spec);
  return [
    ...writeIdMap("initPid", { file: "uid_map", mappings: uids, from: "/linux/uidMappings" }),
    ...writeIdMap("initPid", { file: "gid_map", mappings: gids, from: "/linux/gidMappings" }),
    openUserNamespace("initPid", USER_NAMESPACE, {
      from: "/linux/uidMappings",
      why: "the mapping as a descriptor, for mounts that shift ids",
    }),
  ];
}

/** Of the process whose number is in slot `pid`; once, and only by somebody with rights outside its user namespace. */
export function writeIdMap(
  pid: string,
  about: { file: "uid_map" | "gid_map"; mappings: readonly LinuxIdMapping[]; from: Origin },
): Op[] {
  const { file, mappings, from } = about;
  const path = { decimal: { prefix: "/proc/", slot: pid, suffix: `/${file}` } };
  const lines = mappings.map(({ containerID, hostID, size }) => `${containerID} ${hostID} ${size}\n`).join("");
  return [
    op("openat", [AT_CWD, path, flags("O_WRONLY", "O_CLOEXEC"), 0], {
      from,
      why: `open ${pid === "initPid" ? "the init's" : "its"} ${file}`,
      store: "idMap",
    }),
    op("write", [fd("idMap"), text(lines), lines.length], {
      from,
      why: `map container ids to host ids: ${lines.trim().replaceAll("\n", "; ")}`,
      expect: lines.length,
    }),
    close("idMap", { from, why: "written" }),
  ];
}

/** The pipes are the host's: only we can give them to the container's user, who may want to reopen /dev/stdout. */
export function ownedStreams(input: PlanInput): Op[] {
  if (input.stdio.kind !== "pipes") return [];
  const { uid = 0 } = input.spec.process?.user ?? {};
  const owner = hostIdOf(uid, mappingsOf(input.spec).uids);
  if (owner === undefined) return [];
  const slots = [...(input.stdio.stdin ? ["stdinPipe"] : []), "stdoutPipe+4", "stderrPipe+4"];
  return slots.map((slot) =>
    op("fchown", [fd(slot), owner, -1], { from: "/process/user", why: "the user may reopen its streams" }),
  );
}

/** Time namespace: its offsets are set while nobody is inside. execve would move us in, but not on every kernel (6.1: no). */
export function planTimeNamespace(input: PlanInput): LaneOps {
  if (!isNew(input, "time")) return {};
  const from: Origin = "/linux/timeOffsets";
  const offsets = Object.entries(input.spec.linux?.timeOffsets ?? {});
  const lines = offsets.map(([clock, { secs = 0, nanosecs = 0 }]) => `${clock} ${secs} ${nanosecs}\n`).join("");
  return {
    container: [
      op("unshare", [flags("CLONE_NEWTIME")], {
        from: pointerOf(input, "time"),
        why: "a time namespace, which we are not in yet",
      }),
      ...(lines === ""
        ? []
        : [
            ...(isNew(input, "user")
              ? [dumpable(1, "the file belongs to the host's root unless we are dumpable; nobody else is in here yet")]
              : []),
            ...writeProcFile(
              input,
              { path: "self/timens_offsets", value: lines, slot: "timeOffsets" },
              { from, why: `shift the clocks: ${lines.trim().replaceAll("\n", "; ")}` },
            ),
            ...(isNew(input, "user") ? [dumpable(0, "nobody may look into us")] : []),
          ]),
      ...openProcLink(
        input,
        { dir: "self/ns", name: "time_for_children", slot: "ownTime" },
        { from, why: "the new time namespace" },
      ),
      op("setns", [fd("ownTime"), flags("CLONE_NEWTIME")], { from, why: "enter it: from here on its clocks are ours" }),
      close("ownTime", { from, why: "done with it" }),
    ],
  };
}

function dumpable(value: 0 | 1, why: string): Op {
  return op("prctl", [flags("PR_SET_DUMPABLE"), value, 0, 0, 0], { from: "/linux/timeOffsets", why });
}

export function planHostname(input: PlanInput): LaneOps {
  const { hostname, domainname } = input.spec;
  const set = (call: "sethostname" | "setdomainname", value: string | undefined, from: Origin): Op[] =>
    value
      ? [
          op(call, [text(value), Buffer.byteLength(value)], {
            from,
            why: `${call === "sethostname" ? "host" : "domain"} name ${value}`,
          }),
        ]
      : []; // Go programs write "" for none
  return {
    container: [...set("sethostname", hostname, "/hostname"), ...set("setdomainname", domainname, "/domainname")],
  };
}
