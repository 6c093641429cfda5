// Which profile or context of a security module the program runs under; it takes effect with execve.

import { TsRunError } from "../../base/index.ts";
import type { PlanInput } from "../input.ts";
import type { Op } from "../op.ts";
import { writeProcFile } from "./procfs.ts";

/** Before no_new_privs, which lets AppArmor only add restrictions to what is there (Documentation/userspace-api/no_new_privs.rst). */
export function labelOps(input: PlanInput): Op[] {
  const { apparmorProfile, selinuxLabel } = input.spec.process ?? {};
  return [
    ...(apparmorProfile ? appArmorOps(input, apparmorProfile) : []),
    ...(selinuxLabel ? seLinuxOps(input, selinuxLabel) : []),
  ];
}

function appArmorOps(input: PlanInput, profile: string): Op[] {
  if (input.host.appArmor)
    return writeProcFile(
      input,
      { path: "self/attr/apparmor/exec", value: `exec ${profile}`, slot: "label" },
      { from: "/process/apparmorProfile", why: `run under the AppArmor profile ${profile}` },
    );
  if (profile === "unconfined") return []; // which is how everything runs where there is no AppArmor
  throw new TsRunError(
    "ERR_UNSUPPORTED",
    `/process/apparmorProfile: this kernel runs without AppArmor, so profile ${profile} cannot confine anything`,
    { hint: "leave out --security-opt apparmor=…" },
  );
}

function seLinuxOps(input: PlanInput, label: string): Op[] {
  if (!input.host.selinux)
    throw new TsRunError("ERR_UNSUPPORTED", "/process/selinuxLabel: this kernel runs without SELinux");
  return writeProcFile(
    input,
    { path: "self/attr/exec", value: label, slot: "label" },
    { from: "/process/selinuxLabel", why: `run in the SELinux context ${label}` },
  );
}
