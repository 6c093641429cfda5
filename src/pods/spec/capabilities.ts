// Capabilities of a container: the usual ones, with what is added and without what is dropped. Pure.

import { TsRunError } from "../../base/index.ts";
import type { LinuxContainerSecurityContext } from "../../cri-wire/index.ts";
import { CAPABILITIES, type HostFacts } from "../../linux/index.ts";
import { defaultCapabilities, type RuntimeProcess } from "../../oci/index.ts";

export function containerCapabilities(
  context: LinuxContainerSecurityContext | undefined,
  host: HostFacts,
): NonNullable<RuntimeProcess["capabilities"]> {
  const known = CAPABILITIES.slice(0, host.lastCapability + 1) as readonly string[];
  // What this host's root lacks itself cannot be given: as a part of "all" it is left out.
  const possible = known.filter((name) => host.capabilities.includes(name));
  const change = context?.capabilities;
  const add = change?.addCapabilities ?? [];
  const drop = change?.dropCapabilities ?? [];
  const wanted = new Set<string>(
    context?.privileged || add.some(isAll) ? possible : drop.some(isAll) ? [] : defaultCapabilities,
  );
  if (!context?.privileged && drop.some(isAll)) wanted.clear();
  for (const name of add) if (!isAll(name)) wanted.add(fullName(name, known));
  if (!context?.privileged) for (const name of drop) if (!isAll(name)) wanted.delete(fullName(name, known));
  const ambient = (change?.addAmbientCapabilities ?? []).flatMap((name) =>
    isAll(name) ? [...wanted] : [fullName(name, known)],
  );
  for (const name of ambient) wanted.add(name);
  for (const name of wanted) refuseImpossible(name, host);
  const set = known.filter((name) => wanted.has(name));
  return {
    bounding: set,
    effective: set,
    permitted: set,
    ...(ambient.length > 0 ? { inheritable: ambient, ambient } : {}),
  };
}

function isAll(name: string): boolean {
  return name.toUpperCase() === "ALL";
}

function fullName(name: string, known: readonly string[]): string {
  const capability = `CAP_${name.toUpperCase().replace(/^CAP_/, "")}`;
  if (known.includes(capability)) return capability;
  throw new TsRunError("ERR_INVALID_SPEC", `capability ${name}: the kernel has no such capability`, {
    hint: "see `man 7 capabilities`; names are accepted with and without CAP_",
  });
}

function refuseImpossible(name: string, host: HostFacts): void {
  if (host.capabilities.includes(name)) return;
  throw new TsRunError("ERR_UNSUPPORTED", `capability ${name}: ts-run does not have it on this host itself`, {
    hint: "the host's root was started without it (for example inside a container or a restricted VM)",
  });
}
