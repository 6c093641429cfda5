// One more process in a running container, as a plan: the same passes, with joining in place of making.
//
//   parent lane (exec monitor)      stage lane (in the container's namespaces,      container lane
//                                   but not in its pid namespace)
//   pipes, cgroup, clone3 ────────> | setns(pidfd of init, all namespaces)
//                                   | clone3(CLONE_PARENT) ───────────────────────> | cgroup, terminal, privileges, execve
//   read pid, pidfd <────────────── | write pid, pidfd; exit
//
// setns(pid) takes effect for children only, hence the stage. It is not dumpable, so no process of the container can look
// into the copy of our memory that the container lane starts with (CVE-2019-5736, CVE-2016-9962).

import type { FlagName } from "../linux/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { AT_CWD, close, fd, flags, op, text } from "./build.ts";
import { withGrantedCapabilities } from "./capabilities.ts";
import { textPart } from "./descriptors.ts";
import type { PlanInput } from "./input.ts";
import type { Op, Origin, Plan } from "./op.ts";
import { planCgroupJoin } from "./passes/cgroup.ts";
import { execCpuAffinity } from "./passes/cpu-affinity.ts";
import { joinResctrl } from "./passes/intel-rdt.ts";
import { cloneOp, hostRightsSync, ownedStreams } from "./passes/namespaces.ts";
import { deliverPidfd } from "./passes/pidfd-socket.ts";
import { planPrivileges } from "./passes/privileges.ts";
import { hostLimits, planLimits } from "./passes/process.ts";
import { planProcfs } from "./passes/procfs.ts";
import { planExec } from "./passes/program.ts";
import { planSeccompListener } from "./passes/seccomp-listener.ts";
import { planReport, planStreams, terminalOps } from "./passes/streams.ts";

export interface ExecPlanInput {
  /** config.json of the container, with `process` replaced by what is to be executed. */
  readonly spec: RuntimeSpec;
  readonly host: PlanInput["host"];
  readonly stdio: PlanInput["stdio"];
  /** Descriptor number in the monitor of a pidfd of the container's init. */
  readonly initPidfd: number;
  /** Where the init is in each hierarchy now, by hierarchy root; undefined: stay in the caller's cgroups. */
  readonly cgroup?: { readonly host: NonNullable<PlanInput["cgroup"]>; readonly pathIn: (root: string) => string };
  /** spec.linux.seccomp, when the caller has it compiled already. */
  readonly seccomp?: NonNullable<PlanInput["seccomp"]>;
  readonly exitRecord?: string;
  readonly stateRecord?: string;
  readonly monitor?: PlanInput["monitor"];
  readonly preservedFds?: number;
  /** Unix socket that receives a pidfd of the process. */
  readonly pidfdSocket?: string;
  /** The container, for a seccomp agent. */
  readonly identity?: PlanInput["identity"];
  readonly containerPid?: number;
  /** Files by which it joins the container's resctrl groups. */
  readonly resctrlTasks?: readonly string[];
}

const CLONE_FLAG: Readonly<Record<string, FlagName>> = {
  mount: "CLONE_NEWNS",
  pid: "CLONE_NEWPID",
  network: "CLONE_NEWNET",
  ipc: "CLONE_NEWIPC",
  uts: "CLONE_NEWUTS",
  user: "CLONE_NEWUSER",
  cgroup: "CLONE_NEWCGROUP",
  time: "CLONE_NEWTIME",
};

export function compileExecPlan(input: ExecPlanInput): Plan {
  const from: Origin = "/linux/namespaces";
  const granted = withGrantedCapabilities(input.spec, input.host);
  const base: PlanInput = {
    spec: specOfProcess(granted),
    host: input.host,
    stdio: input.stdio,
    rootfs: { type: "bind", source: "/", options: [] },
    paths: { mountpoint: "/" },
    waitForStart: false,
    ...(input.monitor ? { monitor: input.monitor } : {}),
    ...(input.preservedFds ? { preservedFds: input.preservedFds } : {}),
    ...(input.seccomp ? { seccomp: input.seccomp } : {}),
    ...(input.identity ? { identity: input.identity } : {}),
  };
  const namespaces = input.spec.linux?.namespaces ?? [];
  // The cgroup namespace later, by the process itself: where the v2 mount says nsdelegate (systemd's does), nobody in the
  // container's cgroup namespace can move into it from outside, and clone3(CLONE_INTO_CGROUP) would return ENOENT.
  const hasCgroupNamespace = namespaces.some(({ type }) => type === "cgroup");
  const stageNamespaces = namespaces.filter(({ type }) => type !== "cgroup");
  const joins = stageNamespaces.map(({ type }) => CLONE_FLAG[type]).filter((name) => name !== undefined);
  const hasUser = namespaces.some(({ type }) => type === "user");
  const report = planReport(base);
  const procfs = planProcfs(base);
  const resctrl = joinResctrl(input.resctrlTasks ?? []);
  const listener = planSeccompListener(base, { status: "running", pid: textPart(String(input.containerPid ?? 0)) });
  const sync = hostRightsSync(base, "/process");
  const cgroup = input.cgroup ? planCgroupJoin(input.cgroup.host, input.cgroup.pathIn) : undefined;
  const streams = planStreams(base);
  const terminal = input.stdio.kind === "terminal" ? terminalOps(base, { console: false }) : undefined;
  const affinity = execCpuAffinity(input.spec.process, input.host);
  const parent: Op[] = [
    ...affinity.initial,
    ...(report.parentBefore ?? []),
    ...(procfs.parentBefore ?? []),
    ...resctrl.parentBefore,
    ...(listener.parentBefore ?? []),
    ...(cgroup?.parentBefore ?? []),
    ...(streams.parentBefore ?? []),
    ...(hasUser ? ownedStreams(base) : []),
    ...(terminal?.parentBefore ?? []),
    op("pipe2", [{ address: "stagePipe" }, flags("O_CLOEXEC")], { from, why: "the stage tells pid and pidfd here" }),
    cloneOp(["CLONE_FILES"], {
      lane: "stage",
      from,
      why: "a stage process, because joining a pid namespace takes effect for children only",
      store: "stagePid",
    }),
    // The stage shares our descriptors, so its death cannot be seen as end of file: its exit is waited for first.
    op("wait4", [fd("stagePid"), { address: "stageStatus" }, flags("__WALL"), 0], {
      from,
      why: "the stage has done its work",
    }),
    close("stagePipe+4", { from, why: "so that a stage that failed reads as end of file" }),
    op("read", [fd("stagePipe"), { address: "initPid" }, 8], { from, why: "pid of the new process", expect: 8 }),
    op("read", [fd("stagePipe"), { address: "initPidfd" }, 8], {
      from,
      why: "its pidfd, valid here because descriptors are shared with the stage",
      expect: 8,
    }),
    close("stagePipe", { from, why: "done with it" }),
    ...(hasUser ? hostLimits(base) : []),
    ...sync.parent,
    ...(procfs.parentAfter ?? []),
    ...resctrl.parentAfter,
    ...(cgroup?.parentAfter ?? []),
    ...(streams.parentAfter ?? []),
    ...(terminal?.parentAfter ?? []),
    ...deliverPidfd(input.pidfdSocket, "setns"),
    ...(listener.parentAfter ?? []),
  ];
  const stage: Op[] = [
    op("prctl", [flags("PR_SET_DUMPABLE"), 0, 0, 0, 0], {
      from: "default:the container must not look into us",
      why: "nobody may trace us or open /proc/<pid>/exe (CVE-2019-5736)",
    }),
    op("setns", [input.initPidfd, flags(...joins)], {
      from,
      why: `join the container's namespaces: ${stageNamespaces.map(({ type }) => type).join(", ")}`,
    }),
    cloneOp(
      [
        "CLONE_PIDFD",
        "CLONE_PARENT",
        ...(input.cgroup?.host.unifiedRoot === undefined ? [] : (["CLONE_INTO_CGROUP"] as const)),
      ],
      {
        lane: "container",
        intoCgroup: input.cgroup?.host.unifiedRoot !== undefined,
        from,
        why: "the process, as a child of the monitor",
      },
    ),
    op("write", [fd("stagePipe+4"), { address: "initPid" }, 8], { from, why: "tell its pid" }),
    op("write", [fd("stagePipe+4"), { address: "initPidfd" }, 8], { from, why: "tell its pidfd" }),
  ];
  const become: Op[] = hasUser
    ? [
        op("setresgid", [0, 0, 0], { from: "/process/user", why: "root of the container's user namespace" }),
        op("setresuid", [0, 0, 0], { from: "/process/user", why: "root of the container's user namespace" }),
        op("prctl", [flags("PR_SET_DUMPABLE"), 0, 0, 0, 0], {
          from: "/process/user",
          why: "the change of user made us dumpable again",
        }),
      ]
    : [];
  const container: Op[] = [
    ...(report.container ?? []),
    ...sync.container,
    ...become,
    ...(cgroup?.container ?? []),
    ...(hasCgroupNamespace ? [joinCgroupNamespace(input, from)] : []),
    ...affinity.final,
    ...resctrl.container,
    op("openat", [AT_CWD, text("/"), flags("O_PATH", "O_DIRECTORY", "O_CLOEXEC"), 0], {
      from: "/root/path",
      why: "the container's root",
      store: "rootfs",
    }),
    ...(streams.container ?? []),
    ...(terminal?.container ?? []),
    ...(planLimits(base).container ?? []),
    ...(listener.container ?? []),
    ...(planPrivileges(base).container ?? []),
    ...(planExec(base).container ?? []),
  ];
  return {
    lanes: { parent, stage, container, exit: [] },
    monitor: {
      initPid: "initPid",
      initPidfd: "initPidfd",
      report: "reportPipe",
      reportWrite: "reportPipe+4",
      ...(input.monitor === "transient" ? { leaves: "running" as const } : {}),
      ...(input.stdio.kind === "terminal" && input.stdio.consoleSocket === undefined
        ? { terminal: "ttyControl[32]+16" }
        : {
            ...(input.stdio.kind === "pipes" && input.stdio.stdin ? { stdin: "stdinPipe+4", stdinOnce: true } : {}),
            stdout: "stdoutPipe",
            stderr: "stderrPipe",
          }),
      ...(input.exitRecord ? { exitRecord: input.exitRecord } : {}),
      ...(input.stateRecord ? { stateRecord: input.stateRecord } : {}),
    },
  };
}

/**
 * What of the spec is about a process of its own. The mounts are not: what lies at /proc by now is the container's choice.
 * Nor are hooks and sysctls, which were for the init.
 */
function specOfProcess({ ociVersion, process, annotations = {}, linux = {} }: RuntimeSpec): RuntimeSpec {
  const { namespaces = [], uidMappings, gidMappings, personality, memoryPolicy, seccomp } = linux;
  return {
    ociVersion,
    annotations,
    ...(process && { process }),
    linux: {
      namespaces: namespaces.some(({ type }) => type === "user") ? [{ type: "user", path: "of the init" }] : [],
      ...(uidMappings && { uidMappings }),
      ...(gidMappings && { gidMappings }),
      ...(personality && { personality }),
      ...(memoryPolicy && { memoryPolicy }),
      ...(seccomp && { seccomp }),
    },
  };
}

function joinCgroupNamespace({ initPidfd }: ExecPlanInput, from: Origin): Op {
  return op("setns", [initPidfd, flags("CLONE_NEWCGROUP")], {
    from,
    why: "join the container's cgroup namespace, now that we are in its cgroup",
  });
}
