// CDI (Container Device Interface): devices by name, "vendor.com/class=name", as specifications in /etc/cdi and
// /var/run/cdi describe them: what to add to a container so that it can use them.

import type { ContainerConfig } from "../../cri-wire/index.ts";
import type { RuntimeSpec } from "../../oci/index.ts";
import { withEdits } from "./edits.ts";
import { CdiRegistry } from "./registry.ts";
import type { CdiSpecification } from "./specification.ts";

const ANNOTATION = "cdi.k8s.io/";

/** Names from the CRI's field and from annotations, as device plugins of before the field give them. */
export function cdiDevices({ CDIDevices, annotations }: Pick<ContainerConfig, "CDIDevices" | "annotations">): string[] {
  const named = Object.entries(annotations).filter(([key]) => key.startsWith(ANNOTATION));
  return [...new Set([...CDIDevices.map(({ name }) => name), ...named.flatMap(([, value]) => value.split(","))])];
}

/** Throws ERR_NOT_FOUND for a device that no specification has. */
export function withCdiDevices(
  spec: RuntimeSpec,
  names: readonly string[],
  directories?: readonly string[],
): RuntimeSpec {
  if (names.length === 0) return spec;
  const registry = new CdiRegistry(directories);
  const whole = new Set<CdiSpecification>();
  let edited = spec;
  for (const name of names) {
    const { edits, specification } = registry.find(name);
    // What a specification says for all of its devices is done once.
    if (specification.containerEdits && !whole.has(specification))
      edited = withEdits(edited, specification.containerEdits, name);
    whole.add(specification);
    edited = withEdits(edited, edits, name);
  }
  return edited;
}
