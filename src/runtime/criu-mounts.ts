// Mounts and namespaces of a container that criu does not save, because they show something of the host: bind mounts, cgroups, device files.
// Each has a name in the image, and restore says what to show there.

import { join } from "node:path";
import type { CgroupHost } from "../linux/index.ts";
import type { RuntimeMount, RuntimeSpec } from "../oci/index.ts";

/** Written beside criu's images. */
export interface ExternalMounts {
  /** Name -> file or directory of the host. */
  readonly files: Readonly<Record<string, string>>;
  /** Name -> root of a cgroup hierarchy, whose directory of the container is shown. */
  readonly cgroups: Readonly<Record<string, string>>;
}

interface MountLine {
  readonly root: string;
  readonly place: string;
  readonly fstype: string;
  readonly device: string;
}

/** `mountinfo` is that of the container's init (proc(5)). The names are the mounts' places, as runc has it. */
export function externalMounts(
  spec: RuntimeSpec,
  about: { mountinfo: string; host: CgroupHost; cgroupPath?: string | undefined },
): { byPlace: Record<string, string>; saved: ExternalMounts } {
  const byPlace: Record<string, string> = {};
  const files: Record<string, string> = {};
  const cgroups: Record<string, string> = {};
  const bound = new Map(
    (spec.mounts ?? []).filter(isBind).map((mount) => [clean(mount.destination), mount.source ?? ""]),
  );
  for (const { root, place, fstype } of parseMountinfo(about.mountinfo)) {
    if (place === "/") continue;
    const source = bound.get(place);
    const hierarchy = fstype.startsWith("cgroup") ? hierarchyOf(place, about.host) : undefined;
    const name = fstype === "devtmpfs" ? `/dev${root}` : place;
    if (source === undefined && hierarchy === undefined && fstype !== "devtmpfs") continue;
    byPlace[place] = name;
    if (hierarchy !== undefined) cgroups[name] = hierarchy;
    else files[name] = source ?? name;
  }
  return { byPlace, saved: { files, cgroups } };
}

/** What restore shows under each name: bind mounts by the spec it has now, cgroups by the container's new place. */
export function sourcesOf(spec: RuntimeSpec, saved: ExternalMounts, cgroupPath = ""): Record<string, string> {
  const binds = (spec.mounts ?? []).filter(isBind).map(({ destination, source = "" }) => [clean(destination), source]);
  const cgroups = Object.entries(saved.cgroups).map(([name, root]) => [name, join(root, cgroupPath)]);
  return { "/dev/null": "/dev/null", ...saved.files, ...Object.fromEntries([...binds, ...cgroups]) };
}

/** Namespaces of others, as criu calls them: saved by name, joined again at restore. */
export const EXTERNAL_NAMESPACES: Readonly<Record<string, { readonly kernel: string; readonly key: string }>> = {
  network: { kernel: "net", key: "extRootNetNS" },
  pid: { kernel: "pid", key: "extRootPidNS" },
};

export function isBind({ type, options = [] }: RuntimeMount): boolean {
  return type === "bind" || options.includes("bind") || options.includes("rbind");
}

function clean(destination: string): string {
  return join("/", destination).replace(/(.)\/$/, "$1");
}

function parseMountinfo(text: string): MountLine[] {
  return text.split("\n").flatMap((line) => {
    const [, , device, root, place, ...rest] = line.split(" ");
    const fstype = rest[rest.indexOf("-") + 1];
    if (device === undefined || root === undefined || place === undefined || fstype === undefined) return [];
    return [{ device, root: unquoted(root), place: unquoted(place), fstype }];
  });
}

/** proc(5): spaces and the like are octal. */
function unquoted(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/** Our cgroup mounts have one directory per v1 hierarchy, named as on the host; the v2 one has none below it. */
function hierarchyOf(place: string, { controllers, named, unifiedRoot }: CgroupHost): string | undefined {
  const roots = [...Object.values(controllers).map(({ root }) => root), ...Object.values(named)];
  const name = place.slice(place.lastIndexOf("/") + 1);
  return roots.find((root) => root.endsWith(`/${name}`)) ?? unifiedRoot;
}
