// process.capabilities as the kernel can grant them. What it cannot is left out with a warning: "runtimes SHOULD NOT fail
// if the container configuration requests capabilities that cannot be granted" (config.md#linux-process).

import { CAPABILITIES, type HostFacts } from "../linux/index.ts";
import type { CapabilitySet, RuntimeSpec } from "../oci/index.ts";
import { userNamespaceOf } from "./user-namespace.ts";

type Sets = Readonly<Partial<Record<CapabilitySet, readonly string[]>>>;

/** The spec with the capabilities that the process gets. */
export function withGrantedCapabilities(spec: RuntimeSpec, host: HostFacts): RuntimeSpec {
  const { process } = spec;
  if (!process?.capabilities) return spec;
  return { ...spec, process: { ...process, capabilities: judge(spec, host).granted } };
}

/** One line for all that is left out; none where everything is granted. */
export function capabilityWarnings(spec: RuntimeSpec, host: HostFacts): string[] {
  const left = [...judge(spec, host).refused].map(([name, why]) => `${name} (${why})`);
  return left.length === 0 ? [] : [`/process/capabilities: ignoring what cannot be granted: ${left.join(", ")}`];
}

interface Judgement {
  readonly granted: Sets;
  readonly refused: ReadonlyMap<string, string>;
}

type Rule = readonly [isMet: (name: string) => boolean, otherwise: string];

/** The rules of capset(2) and prctl(2); later sets depend on earlier ones. */
function judge(spec: RuntimeSpec, host: HostFacts): Judgement {
  const asked: Sets = spec.process?.capabilities ?? {};
  const refused = new Map<string, string>();
  const keep = (set: CapabilitySet, ...rules: readonly Rule[]) =>
    (asked[set] ?? []).filter((name) => {
      const broken = rules.find(([isMet]) => !isMet(name));
      if (broken && !refused.has(name)) refused.set(name, broken[1]);
      return broken === undefined;
    });
  const isKnown: Rule = [(name) => isWithin(numberOf(name), host.lastCapability), "this kernel does not know it"];
  // Whoever comes into a user namespace has every capability in it (user_namespaces(7)).
  const hasAll = userNamespaceOf(spec) !== undefined;
  const isOurs: Rule = [(name) => hasAll || host.capabilities.includes(name), "the runtime itself does not have it"];
  const isIn = (set: readonly string[], otherwise: string): Rule => [(name) => set.includes(name), otherwise];

  const bounding = keep("bounding", isKnown, isOurs);
  const permitted = keep("permitted", isKnown, isOurs);
  const effective = keep("effective", isKnown, isOurs, isIn(permitted, "effective, but not permitted"));
  const inheritable = keep("inheritable", isKnown, isOurs, isIn(bounding, "inheritable, but not in the bounding set"));
  const ambient = keep(
    "ambient",
    isKnown,
    isOurs,
    isIn(permitted, "ambient, but not permitted"),
    isIn(inheritable, "ambient, but not inheritable"),
  );
  const granted = { bounding, effective, inheritable, permitted, ambient };
  return { granted: Object.fromEntries(Object.entries(granted).filter(([set]) => set in asked)), refused };
}

function isWithin(number: number, last: number): boolean {
  return number >= 0 && number <= last;
}

function numberOf(name: string): number {
  return (CAPABILITIES as readonly string[]).indexOf(name);
}
