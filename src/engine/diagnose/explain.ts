// {operation, errno} -> what went wrong, which flag or field asked for it, and what to do. The kernel says a number; the
// rules below look at the container's files and the host until the number has a reason.

import { TsRunError } from "../../base/index.ts";
import { errnoHint, errnoMeaning } from "../../linux/index.ts";
import { nameOfSource } from "../../oci/index.ts";
import type { Diagnosis, Rule, StartAbout, StoppedPlan } from "./about.ts";
import { explainCgroup, explainOomScore, explainRlimit, explainScheduling, explainSysctl } from "./limits.ts";
import { explainDevice, explainMount } from "./mounts.ts";
import {
  explainIdMaps,
  explainJoin,
  explainNamespaces,
  explainPort,
  explainSeccomp,
  explainSecurityModule,
} from "./privileges.ts";
import { explainProgram } from "./program.ts";
import { explainNoSpace, explainRootfs } from "./storage.ts";
import { explainWorkingDirectory } from "./working-directory.ts";

// The first rule that knows the case speaks.
const rules: readonly Rule[] = [
  explainProgram,
  explainCgroup, // before explainNoSpace: ENOSPC of a cgroup file is not about disks
  explainSysctl,
  explainNoSpace,
  explainWorkingDirectory,
  explainRootfs,
  explainMount,
  explainDevice,
  explainRlimit,
  explainOomScore,
  explainScheduling,
  explainIdMaps,
  explainJoin,
  explainNamespaces,
  explainSeccomp,
  explainSecurityModule,
  explainPort,
];

/** Never throws: whatever cannot be looked at leaves the plain message. */
export function explainStoppedPlan(failure: StoppedPlan, about: StartAbout): TsRunError {
  const { op } = failure;
  if (op === undefined) return lostMonitor(failure, about);
  const { code, message, hint } = diagnose({ ...failure, op }, about);
  return new TsRunError(code, `${message}${bracket(op.from, about)}`, { hint, cause: failure });
}

function diagnose(failure: StoppedPlan & { op: NonNullable<StoppedPlan["op"]> }, about: StartAbout): Diagnosis {
  for (const rule of rules) {
    try {
      const diagnosis = rule(failure, about);
      if (diagnosis) return diagnosis;
    } catch {
      // A diagnosis that fails must not hide what it was about.
    }
  }
  return plain(failure, about);
}

function plain({ op, errno }: StoppedPlan & { op: NonNullable<StoppedPlan["op"]> }, { host }: StartAbout): Diagnosis {
  const meaning = errnoMeaning(errno as Parameters<typeof errnoMeaning>[0]);
  const hint =
    errnoHint(op.call, errno) ??
    (errno === "EPERM" && !host.capabilities.includes("CAP_SYS_ADMIN") ? "run ts-run as root" : undefined);
  return {
    code: "ERR_SYSCALL",
    message: `${op.why}: ${op.call}(2) returned ${errno}${meaning ? ` (${meaning})` : ""}`,
    hint,
  };
}

function bracket(from: string, about: StartAbout): string {
  return from.startsWith("/") ? ` [${nameOfSource(from, about)}]` : "";
}

function lostMonitor({ errno, lane }: StoppedPlan, { name }: StartAbout): TsRunError {
  return new TsRunError(
    "ERR_SYSCALL",
    `start container ${name}: it ended before its program began (${lane}: ${errno})`,
    {
      hint: "it was killed from outside, or the host is out of memory: see `dmesg`",
    },
  );
}
