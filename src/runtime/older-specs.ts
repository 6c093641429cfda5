// What the same words mean in a config.json of an older specification.

import type { LinuxResources } from "../oci/index.ts";

/**
 * Until 1.3 made 0 a limit like any other (runtime-spec #1279), it was what Go's encoder wrote for no limit at all; podman
 * --pids-limit=-1 asks so.
 */
export function resourcesAsMeant(resources: LinuxResources, ociVersion: string): LinuxResources {
  const [major = 0, minor = 0] = ociVersion.split(".").map(Number);
  if (resources.pids?.limit !== 0 || major > 1 || minor >= 3) return resources;
  const { pids: _, ...rest } = resources;
  return rest;
}
