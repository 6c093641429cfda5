// Installing the seccomp filter. It is inherited and can only be added to.

import { TsRunError } from "../../base/index.ts";
import type { LinuxSeccomp } from "../../oci/index.ts";
import { field, flags, op } from "../build.ts";
import type { PlanInput } from "../input.ts";
import type { Arg, Op, Origin } from "../op.ts";
import { compileSeccomp, isNotifying } from "../seccomp/index.ts";
import { LISTENER, tellListener } from "./seccomp-listener.ts";

const FROM: Origin = "/linux/seccomp";

export function seccompOps(input: PlanInput): Op[] {
  const profile = input.spec.linux?.seccomp;
  if (!profile) return [];
  refuseWithoutKernel(input, profile);
  const { program, flags: filterFlags } = input.seccomp ?? compileSeccomp(profile, input.host.architecture);
  const prog: Arg = {
    struct: [field("len", 8, program.length / 8), field("filter", 8, { bytes: program })],
    note: `sock_fprog of ${program.length / 8} instructions`,
  };
  const notifies = isNotifying(profile);
  return [
    op("seccomp", [flags("SECCOMP_SET_MODE_FILTER"), flags(...filterFlags), prog], {
      from: FROM,
      why: notifies ? "filter system calls, some by an agent" : "filter system calls",
      ...(notifies ? { store: LISTENER } : {}),
    }),
    ...(notifies ? tellListener() : []),
  ];
}

function refuseWithoutKernel({ host }: PlanInput, { flags: asked = [] }: LinuxSeccomp): void {
  if (!host.seccomp)
    throw new TsRunError("ERR_UNSUPPORTED", `${FROM}: this kernel has no seccomp filters`, {
      hint: "--security-opt seccomp=unconfined runs without (less isolation)",
    });
  const [major, minor] = host.kernel;
  if (asked.includes("SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV") && (major < 5 || (major === 5 && minor < 19)))
    throw new TsRunError("ERR_UNSUPPORTED", `${FROM}/flags: SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV needs Linux 5.19`);
}
