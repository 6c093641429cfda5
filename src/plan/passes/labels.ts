// Which profile or context of a security module the program runs under; it takes effect with execve.

import { TsRunError } from "../../base/index.ts";
import type { HostFacts } from "../../linux/index.ts";
import type { RuntimeSpec } from "../../oci/index.ts";
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

/**
 * Where there is no AppArmor, engines drop the default profile they would have set; who names one all the same gets a
 * container, as with crun, and is told. (`ts-run run --security-opt apparmor=...` is refused there.)
 */
export function labelWarnings({ process }: RuntimeSpec, host: HostFacts): string[] {
  const { apparmorProfile: profile } = process ?? {};
  if (!profile || profile === "unconfined" || host.appArmor) return [];
  return [`/process/apparmorProfile: this kernel runs without AppArmor: ${profile} confines nothing`];
}

function appArmorOps(input: PlanInput, profile: string): Op[] {
  if (input.host.appArmor)
    return writeProcFile(
      input,
      { path: "self/attr/apparmor/exec", value: `exec ${profile}`, slot: "label" },
      { from: "/process/apparmorProfile", why: `run under the AppArmor profile ${profile}` },
    );
  return []; // told by labelWarnings
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
