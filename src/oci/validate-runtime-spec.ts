// The rules of config.md as checks on a whole spec. Everything that is wrong is found, not only the first thing.

import type { RuntimeProcess, RuntimeSpec } from "./runtime-spec.ts";
import { validateLinux } from "./validate-linux.ts";
import { duplicatesOf, type Report, reporter, type Violation } from "./violation.ts";

export type { Violation } from "./violation.ts";

/** All violations of `spec`, in the order of the specification; none: an empty list. Pure. */
export function validateRuntimeSpec(spec: RuntimeSpec): Violation[] {
  const violations: Violation[] = [];
  const report = reporter("config.md", violations);
  validateTop(spec, report);
  if (spec.process) validateProcess(spec.process, "/process", report);
  validateHooks(spec, report);
  validateLinux(spec, reporter("config-linux.md", violations));
  return violations;
}

/** The same for a process alone, as exec is given it. */
export function validateRuntimeProcess(process: RuntimeProcess): Violation[] {
  const violations: Violation[] = [];
  validateProcess(process, "", reporter("config.md", violations));
  return violations;
}

/** semver.org's rule, without the limits on what a pre-release may look like. */
const SEMVER = /^(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

function validateTop(spec: RuntimeSpec, report: Report): void {
  const version = SEMVER.exec(spec.ociVersion);
  if (!version) report("/ociVersion", "ociVersion MUST be in SemVer v2.0.0 format", "specification-version");
  else if (version[1] !== "1")
    report(
      "/ociVersion",
      "a runtime supports the major version it implements, which here is 1",
      "specification-version",
    );
  if (spec.root === undefined) report("/root", "on Linux, root is REQUIRED", "root");
  else if (spec.root.path === "") report("/root/path", "path is REQUIRED: the path to the root filesystem", "root");
  spec.mounts?.forEach(({ destination, source, type, options = [] }, i) => {
    if (destination === "") report(`/mounts/${i}/destination`, "destination is REQUIRED", "mounts");
    const isBind = type === "bind" || options.includes("bind") || options.includes("rbind");
    if (isBind && !source) report(`/mounts/${i}/source`, "a bind mount needs the source it shows", "mounts");
    if (!isBind && !type)
      report(`/mounts/${i}/type`, "type is the filesystem to be mounted, unless it is a bind mount", "linux-mounts");
  });
  for (const key of Object.keys(spec.annotations ?? {}))
    if (key === "") report("/annotations", "keys MUST NOT be an empty string", "annotations");
}

const RLIMIT_TYPES = new Set(
  "AS CORE CPU DATA FSIZE LOCKS MEMLOCK MSGQUEUE NICE NOFILE NPROC RSS RTPRIO RTTIME SIGPENDING STACK"
    .split(" ")
    .map((name) => `RLIMIT_${name}`),
);
const IO_CLASSES = ["IOPRIO_CLASS_RT", "IOPRIO_CLASS_BE", "IOPRIO_CLASS_IDLE"];
const POLICIES = "OTHER FIFO RR BATCH ISO IDLE DEADLINE".split(" ").map((name) => `SCHED_${name}`);

function validateProcess(asked: RuntimeProcess, at: string, report: Report): void {
  if (!asked.cwd.startsWith("/")) report(`${at}/cwd`, "cwd MUST be an absolute path", "process");
  if ((asked.args ?? []).length === 0 || asked.args?.[0] === "")
    report(
      `${at}/args`,
      "at least one entry is REQUIRED, and it is used with the semantics of execvp's file",
      "posix-process",
    );
  asked.rlimits?.forEach(({ type, soft, hard }, i) => {
    const pointer = `${at}/rlimits/${i}`;
    if (!RLIMIT_TYPES.has(type))
      report(
        `${pointer}/type`,
        "the runtime MUST generate an error for any values which cannot be mapped to a relevant kernel interface",
        "posix-process",
      );
    if (hard >= 0 && (soft < 0 || soft > hard))
      report(`${pointer}/soft`, "the hard limit is the ceiling of the soft limit", "posix-process");
  });
  for (const i of duplicatesOf(asked.rlimits, ({ type }) => type))
    report(
      `${at}/rlimits/${i}/type`,
      "if rlimits contains duplicated entries with same type, the runtime MUST generate an error",
      "posix-process",
    );
  validateScheduling(asked, at, report);
}

function validateScheduling(asked: RuntimeProcess, at: string, report: Report): void {
  const { oomScoreAdj, ioPriority, scheduler } = asked;
  if (oomScoreAdj !== undefined && Math.abs(oomScoreAdj) > 1000)
    report(`${at}/oomScoreAdj`, "oom_score_adj accepts values from -1000 to 1000 (proc(5))", "linux-process");
  if (ioPriority && !IO_CLASSES.includes(ioPriority.class))
    report(`${at}/ioPriority/class`, `class is one of ${IO_CLASSES.join(", ")}`, "linux-process");
  if (ioPriority && !isWithin(ioPriority.priority ?? 0, 0, 7))
    report(`${at}/ioPriority/priority`, "priority is between 0 (the highest) and 7", "linux-process");
  if (scheduler && !POLICIES.includes(scheduler.policy))
    report(`${at}/scheduler/policy`, `policy is one of ${POLICIES.join(", ")}`, "linux-process");
  if (scheduler && !isWithin(scheduler.nice ?? 0, -20, 19))
    report(`${at}/scheduler/nice`, "nice is between -20 and 19 (sched(7))", "linux-process");
}

export function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

function validateHooks(spec: RuntimeSpec, report: Report): void {
  for (const [kind, hooks] of Object.entries(spec.hooks ?? {}))
    hooks?.forEach(({ path, timeout }, i) => {
      if (!path.startsWith("/"))
        report(`/hooks/${kind}/${i}/path`, "this value MUST be an absolute path", "posix-platform-hooks");
      if (timeout !== undefined && timeout <= 0)
        report(`/hooks/${kind}/${i}/timeout`, "if set, timeout MUST be greater than zero", "posix-platform-hooks");
    });
}
