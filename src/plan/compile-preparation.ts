// What a restored container needs before criu makes its processes: its cgroup with all limits, and the places that its mounts
// go to. The same ops as for a new container, with a process in the end that does nothing.

import { AT_CWD, close, flags, op, openTarget, text } from "./build.ts";
import type { PlanInput } from "./input.ts";
import type { Op, Plan } from "./op.ts";
import { planCgroup } from "./passes/cgroup.ts";
import { type MountRequest, mountRequests } from "./passes/mount-request.ts";
import { cloneOp } from "./passes/namespaces.ts";
import { planReport } from "./passes/streams.ts";

export function compilePreparation(asked: PlanInput): Plan {
  const input: PlanInput = { ...asked, waitForStart: false, monitor: "resident" };
  const cgroup = planCgroup(input);
  const report = planReport(input);
  const from = "/root/path";
  const about = { lane: "container", from, why: "a process that ends at once: the rest is criu's" } as const;
  return {
    lanes: {
      parent: [
        ...(report.parentBefore ?? []),
        ...(cgroup.parentBefore ?? []),
        op("openat", [AT_CWD, text(input.rootfs.source), flags("O_PATH", "O_DIRECTORY", "O_CLOEXEC"), 0], {
          from,
          why: "open the rootfs",
          store: "rootfs",
        }),
        ...mountPoints(input),
        close("rootfs", { from, why: "done with it" }),
        cloneOp(["CLONE_PIDFD"], about),
        ...(report.parentAfter ?? []),
        ...(cgroup.parentAfter ?? []),
      ],
      container: report.container ?? [],
      exit: [],
    },
    monitor: { initPid: "initPid", initPidfd: "initPidfd", report: "reportPipe", reportWrite: "reportPipe+4" },
  };
}

/** Not those below other mounts: they are in what criu restores there. */
function mountPoints({ spec, sourceKinds = {} }: PlanInput): Op[] {
  const requests = mountRequests(spec.mounts);
  const isBelow = ({ place }: MountRequest) => requests.some((other) => place.startsWith(`${other.place}/`));
  return requests
    .filter((request) => !isBelow(request))
    .flatMap(({ place, from, kind, mount }) => {
      const target = kind === "bind" ? (sourceKinds[mount.source ?? ""] ?? "directory") : "directory";
      return [...openTarget(place, target, { from }), close("target", { from, why: "it exists" })];
    });
}
