// Runtime spec + host facts -> plan. The order is the design: each line may rely on every line above it.

import { withGrantedCapabilities } from "./capabilities.ts";
import type { LaneOps, PlanInput } from "./input.ts";
import type { MonitorSettings, Op, Plan } from "./op.ts";
import { planCgroup } from "./passes/cgroup.ts";
import { cgroupEvidence } from "./passes/cgroup-evidence.ts";
import { planCpuAffinity } from "./passes/cpu-affinity.ts";
import { planDevices } from "./passes/devices.ts";
import { planReadonlyMounts } from "./passes/fresh-mounts.ts";
import { planMaskCover, planMaskedPaths, planReadonlyPaths } from "./passes/hidden-paths.ts";
import { planCreateHooks, planHookChannel } from "./passes/hooks.ts";
import { planIntelRdt } from "./passes/intel-rdt.ts";
import { planMounts } from "./passes/mounts.ts";
import {
  planClone,
  planHostname,
  planJoinedNamespaces,
  planTimeNamespace,
  planUserNamespace,
} from "./passes/namespaces.ts";
import { planNetDevices } from "./passes/net-devices.ts";
import { planNetwork } from "./passes/network.ts";
import { planPidfdSocket } from "./passes/pidfd-socket.ts";
import { planPrivileges } from "./passes/privileges.ts";
import { planKeyring, planLimits, planSysctls, planWorkingDirectory } from "./passes/process.ts";
import { planProcfs } from "./passes/procfs.ts";
import { planExec } from "./passes/program.ts";
import { planPropagation, planRootPropagation } from "./passes/propagation.ts";
import { planPivotRoot, planReadonlyRoot, planRootfs } from "./passes/rootfs.ts";
import { planSeccompListener } from "./passes/seccomp-listener.ts";
import { planControlSocket, planReport, planStreams, planTerminal } from "./passes/streams.ts";

type Pass = (input: PlanInput) => LaneOps & { readonly stage?: readonly Op[] };

const passes: readonly Pass[] = [
  planReport, // first: every later failure is told through its pipe
  planControlSocket,
  planHookChannel,
  planProcfs, // while /proc is still the host's
  planUserNamespace, // before anything else in the container lane: rights in the new namespaces come with the mapped root
  planJoinedNamespaces,
  planCgroup, // limits hold before the first mount; its unshare(cgroup) follows its placement
  planCpuAffinity, // what the cgroup allows is known now
  planIntelRdt,
  planPropagation, // a mount made before this would show up on the host
  planRootfs,
  planMounts, // sources are still host paths
  planDevices, // needs the /dev tmpfs that planMounts made
  planNetwork, // while the container lane still has its rights over the netns
  planNetDevices,
  planStreams,
  planTerminal, // needs devpts and /dev
  planPidfdSocket,
  planMaskCover, // from the host's /dev
  planCreateHooks, // all mounts are there, and host paths still lead to the host
  planPivotRoot, // from here on every path is a container path
  planHostname,
  planTimeNamespace, // /proc is ours now
  planSysctls, // before /proc/sys becomes read-only
  planWorkingDirectory, // may have to make it
  planReadonlyPaths,
  planMaskedPaths,
  planRootPropagation, // after the last copy of a part of the rootfs
  planReadonlyMounts,
  planReadonlyRoot, // after everything that makes mount points
  planKeyring,
  planLimits,
  planSeccompListener, // the filter is next
  planPrivileges, // owns one knot: what the seccomp filter takes is kept until it is there
  planExec, // last: nothing of ours runs after it
];

/** Throws ERR_UNSUPPORTED or ERR_INVALID_SPEC naming the field that cannot be honoured. Pure. */
export function compilePlan(asked: PlanInput): Plan {
  const input = { ...asked, spec: withGrantedCapabilities(asked.spec, asked.host) };
  const lanes = passes.map((pass) => pass(input));
  const clone = planClone(input) as ReturnType<Pass>;
  const all = (pick: (ops: LaneOps) => readonly Op[] | undefined): Op[] => lanes.flatMap((ops) => pick(ops) ?? []);
  return {
    lanes: {
      parent: [...all((ops) => ops.parentBefore), ...(clone.parentBefore ?? []), ...all((ops) => ops.parentAfter)],
      ...(clone.stage ? { stage: clone.stage } : {}),
      container: all((ops) => ops.container),
      ...Object.assign({}, ...lanes.map((ops) => ops.lanes)),
      // Undone in reverse: the control socket, made first, goes last, so its absence says that all of this is done.
      exit: lanes.toReversed().flatMap((ops) => ops.exit ?? []),
    },
    monitor: monitorSettings(input),
  };
}

function monitorSettings(input: PlanInput): MonitorSettings {
  const { stdio, paths, log, exitCommand } = input;
  const streams =
    stdio.kind === "terminal" && stdio.consoleSocket === undefined
      ? { terminal: "ttyControl[32]+16" }
      : stdio.kind === "pipes"
        ? {
            ...(stdio.stdin ? { stdin: "stdinPipe+4", stdinOnce: stdio.once ?? false } : {}),
            stdout: "stdoutPipe",
            stderr: "stderrPipe",
          }
        : {};
  const evidence = input.cgroup ? cgroupEvidence(input) : undefined;
  return {
    initPid: "initPid",
    initPidfd: "initPidfd",
    report: "reportPipe",
    reportWrite: "reportPipe+4",
    ...streams,
    ...(paths.controlSocket && input.monitor !== "transient" ? { listen: "listen" } : {}),
    ...(input.monitor === "transient"
      ? { leaves: input.waitForStart ? ("created" as const) : ("running" as const) }
      : input.waitForStart
        ? { start: "startPipe+4" }
        : {}),
    ...(log ? { log } : {}),
    ...(paths.stateRecord ? { stateRecord: paths.stateRecord } : {}),
    ...(paths.exitRecord ? { exitRecord: paths.exitRecord } : {}),
    ...(evidence ? { evidence } : {}),
    ...(exitCommand ? { exitCommand } : {}),
  };
}
