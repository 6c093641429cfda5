// The rules of config.md on process.

import type { RuntimeProcess } from "./runtime-spec.ts";
import { validateScheduler } from "./validate-scheduler.ts";
import { duplicatesOf, isNumberList, isWithin, type Report } from "./violation.ts";

const RLIMIT_TYPES = new Set(
  "AS CORE CPU DATA FSIZE LOCKS MEMLOCK MSGQUEUE NICE NOFILE NPROC RSS RTPRIO RTTIME SIGPENDING STACK"
    .split(" ")
    .map((name) => `RLIMIT_${name}`),
);

export function validateProcess(asked: RuntimeProcess, at: string, report: Report): void {
  if (!asked.cwd.startsWith("/")) report(`${at}/cwd`, "cwd MUST be an absolute path", "process");
  validateEnvironment(asked, at, report);
  if ((asked.args ?? []).length === 0 || asked.args?.[0] === "")
    report(
      `${at}/args`,
      "at least one entry is REQUIRED, and it is used with the same semantics as execvp's file",
      "process",
    );
  if (asked.commandLine !== undefined)
    report(`${at}/commandLine`, "the full command line to be executed on Windows, and this is Linux", "process");
  validateLimits(asked, at, report);
  if (asked.oomScoreAdj !== undefined && !isWithin(asked.oomScoreAdj, -1000, 1000))
    report(`${at}/oomScoreAdj`, "oom_score_adj accepts values from -1000 to 1000 (proc(5))", "linux-process");
  if (asked.scheduler) validateScheduler(asked.scheduler, `${at}/scheduler`, report);
  validateIoPriority(asked, at, report);
  for (const name of ["initial", "final"] as const)
    if (asked.execCPUAffinity?.[name]?.trim() && !isNumberList(asked.execCPUAffinity[name]))
      report(
        `${at}/execCPUAffinity/${name}`,
        "a comma-separated list of CPUs, with dashes to represent ranges: 0-3,7",
        "linux-process",
      );
  if (asked.user.username !== undefined)
    report(
      `${at}/user/username`,
      "names are for Windows based systems; here uid and gid say who it is",
      "windows-user",
    );
}

function validateEnvironment({ env = [] }: RuntimeProcess, at: string, report: Report): void {
  env.forEach((entry, i) => {
    if (entry.indexOf("=") < 1)
      report(`${at}/env/${i}`, "the same semantics as environ: each string has the form name=value", "process");
  });
}

function validateLimits({ rlimits }: RuntimeProcess, at: string, report: Report): void {
  rlimits?.forEach(({ type, soft, hard }, i) => {
    const pointer = `${at}/rlimits/${i}`;
    if (!RLIMIT_TYPES.has(type))
      report(
        `${pointer}/type`,
        "the runtime MUST generate an error for any values which cannot be mapped to a relevant kernel interface",
        "posix-process",
      );
    if (hard >= 0 && (soft < 0 || soft > hard))
      report(`${pointer}/soft`, "hard is the ceiling for the soft limit", "posix-process");
  });
  for (const i of duplicatesOf(rlimits, ({ type }) => type))
    report(
      `${at}/rlimits/${i}/type`,
      "if rlimits contains duplicated entries with same type, the runtime MUST generate an error",
      "posix-process",
    );
}

const IO_CLASSES = ["IOPRIO_CLASS_RT", "IOPRIO_CLASS_BE", "IOPRIO_CLASS_IDLE"];

function validateIoPriority({ ioPriority }: RuntimeProcess, at: string, report: Report): void {
  if (ioPriority && !IO_CLASSES.includes(ioPriority.class))
    report(`${at}/ioPriority/class`, `possible values are ${IO_CLASSES.join(", ")}`, "linux-process");
  if (ioPriority && !isWithin(ioPriority.priority ?? 0, 0, 7))
    report(`${at}/ioPriority/priority`, "an integer ranging from 0 (highest) to 7 (lowest)", "linux-process");
}
