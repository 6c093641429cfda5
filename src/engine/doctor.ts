// ts-run doctor: can this host run containers, and is our own state whole? With fix: true leftovers of killed commands are
// removed; the host's settings are never changed, only named with the command that would.

import { messageOf } from "../base/index.ts";
import { hostChecks } from "./doctor/host-checks.ts";
import { networkChecks } from "./doctor/network-checks.ts";
import { stateChecks } from "./doctor/state-checks.ts";
import { storageChecks } from "./doctor/storage-checks.ts";
import type { DoctorFinding } from "./engine.ts";
import type { Services } from "./services.ts";

export interface Check {
  /** What is looked at: the finding's `what` when the look itself fails. */
  readonly what: string;
  readonly look: (services: Services, options: { fix: boolean }) => DoctorFinding[] | Promise<DoctorFinding[]>;
}

const checks: readonly Check[] = [...hostChecks, ...storageChecks, ...networkChecks, ...stateChecks];

/** One check that fails is a finding, and never keeps the others from being made. */
export async function doctor(services: Services, options: { fix: boolean }): Promise<DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  for (const { what, look } of checks) {
    try {
      findings.push(...(await look(services, options)));
    } catch (error) {
      findings.push({ level: "error", what, detail: `it cannot be checked: ${messageOf(error)}` });
    }
  }
  return findings;
}
