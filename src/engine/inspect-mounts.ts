// The mounts of a container that somebody asked for, in docker's words. What every container has (/proc, /dev, the
// files about names) is left out.

import { basename, dirname } from "node:path";
import type { Container } from "../containers/index.ts";
import type { RuntimeMount, RuntimeSpec } from "../oci/index.ts";
import { optionsOf } from "./start.ts";

export function inspectMounts(container: Container, spec: RuntimeSpec): Record<string, unknown>[] {
  const asked = new Map(optionsOf(container).mounts.map((mount) => [mount.target, mount]));
  return (spec.mounts ?? []).flatMap((mount) => {
    const volume = volumeName(mount);
    const option = asked.get(mount.destination);
    if (option === undefined && volume === undefined) return [];
    const { options = [], destination, source = "" } = mount;
    const type = volume !== undefined ? "volume" : mount.type === "tmpfs" ? "tmpfs" : "bind";
    return [
      {
        Type: type,
        ...(volume === undefined ? {} : { Name: volume, Driver: "local" }),
        Source: type === "tmpfs" ? "" : source,
        Destination: destination,
        Mode: options.filter((word) => !PROPAGATION.test(word) && word !== "bind" && word !== "rbind").join(","),
        RW: !options.includes("ro"),
        Propagation: options.find((word) => PROPAGATION.test(word)) ?? "",
      },
    ];
  });
}

const PROPAGATION = /^r?(private|shared|slave|unbindable)$/;

/** Also those of the image's VOLUMEs, which no flag names. */
export function volumeName({ source = "" }: RuntimeMount): string | undefined {
  const directory = dirname(source);
  return basename(source) === "_data" && basename(dirname(directory)) === "volumes" ? basename(directory) : undefined;
}
