// What a config.json asks for in vain, or in a way that is advised against: told, and the container is made all the same.

import { type RuntimeSpec, violationText, warningsOf } from "../oci/index.ts";
import { capabilityWarnings, labelWarnings, mountLabelWarnings, type Plan } from "../plan/index.ts";
import type { RuntimeHost } from "./containers.ts";

const MOST = 20;

/** `unknown`: pointers of properties that the specification does not have. */
export function tellWarnings(host: RuntimeHost, spec: RuntimeSpec, unknown: readonly string[] = []): void {
  for (const warning of warningsOf(spec)) host.warn(`config.json ${violationText(warning)}`);
  const ofTheHost = [...processWarnings(host, spec), ...mountLabelWarnings(spec, host.facts)];
  for (const warning of ofTheHost) host.warn(`config.json ${warning}`);
  const shown = unknown.slice(0, MOST).join(", ");
  const more = unknown.length > MOST ? ` and ${unknown.length - MOST} more` : "";
  if (shown !== "") host.warn(`config.json: ignoring what runtime-spec 1.3 does not know: ${shown}${more}`);
}

/** What this host cannot grant to a process. */
export function processWarnings({ facts }: RuntimeHost, spec: RuntimeSpec): string[] {
  return [...capabilityWarnings(spec, facts), ...labelWarnings(spec, facts)];
}

/** --debug: every operation before it is performed, with what asked for it. */
export function tellPlan(host: RuntimeHost, plan: Plan): void {
  if (host.debug === undefined) return;
  for (const [lane, ops] of Object.entries(plan.lanes))
    for (const { call, why, from } of ops) host.debug(`${lane}: ${call}: ${why} [${from}]`);
}
