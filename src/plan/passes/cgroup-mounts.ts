// The container's view of its own cgroups: one cgroup2 mount, or as on the host a tmpfs with one mount per v1 hierarchy.

import { TsRunError } from "../../base/index.ts";
import type { CgroupHost } from "../../linux/index.ts";
import {
  AT_CWD,
  attach,
  close,
  type FsParameter,
  fd,
  flags,
  mountSetattr,
  newFileSystem,
  op,
  openTarget,
  text,
} from "../build.ts";
import { cgroupPathOf } from "../cgroup-path.ts";
import type { PlanInput } from "../input.ts";
import type { Op } from "../op.ts";
import { fromHost } from "./bind-mounts.ts";
import { RECEIVED, usesHostMounts } from "./host-mounts.ts";
import { freshAttributes, isReadonly } from "./mount-options.ts";
import type { MountLanes, MountRequest } from "./mount-request.ts";
import { isNew } from "./namespaces.ts";
import { propagationOps } from "./propagation.ts";

/** `path`: where it goes. */
interface Hierarchy {
  readonly path: string;
  readonly type: "cgroup" | "cgroup2";
  readonly root: string;
  readonly parameters: readonly FsParameter[];
}

export function cgroupMount(input: PlanInput, request: MountRequest): MountLanes {
  const { mount, options, from } = request;
  const host = input.cgroup ?? input.cgroupHierarchies;
  if (!host)
    throw new TsRunError("ERR_UNSUPPORTED", `${from}: no cgroup hierarchy of this host is known`, {
      hint: "mount cgroup2 on /sys/fs/cgroup, or leave out the mount",
    });
  const isUnified = host.mode === "v2" || mount.type === "cgroup2";
  if (isUnified) {
    const hierarchy = { ...unified(host, request), parameters: options.data };
    return oneHierarchy(input, hierarchy, { request, place: (slot) => placeAt(mount.destination, slot, request) });
  }
  if (options.data.length > 0)
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      `${from}/options: ${options.data.map(({ key }) => key).join(", ")} cannot be an option of all cgroup v1 hierarchies`,
      { hint: "leave it out" },
    );
  return allHierarchies(input, host, request);
}

function unified({ unifiedRoot }: CgroupHost, { mount, from }: MountRequest): Hierarchy {
  if (unifiedRoot === undefined)
    throw new TsRunError("ERR_UNSUPPORTED", `${from}: this host has no cgroup v2 hierarchy`, {
      hint: 'mount type "cgroup" instead',
    });
  return { path: mount.destination, type: "cgroup2", root: unifiedRoot, parameters: [] };
}

function allHierarchies(input: PlanInput, host: CgroupHost, request: MountRequest): MountLanes {
  const { mount, options, from } = request;
  const hierarchies = v1Hierarchies(host, mount.destination);
  const parts = hierarchies.map((hierarchy) =>
    oneHierarchy(input, hierarchy, { request, place: (slot) => placeInTmpfs(hierarchy, slot, request) }),
  );
  const container = [
    ...newFileSystem(
      "tmpfs",
      {
        source: "cgroup",
        parameters: [{ key: "mode", value: "755" }],
        attributes: ["MOUNT_ATTR_NOSUID", "MOUNT_ATTR_NODEV", "MOUNT_ATTR_NOEXEC"],
        store: "cgroupTmpfs",
      },
      { from, why: `a directory for the hierarchies at ${mount.destination}` },
    ),
    ...openTarget(mount.destination, "directory", { from }),
    attach("cgroupTmpfs", "target", { from, why: `mount it on ${mount.destination}` }),
    close("target", { from, why: "done with it" }),
    ...parts.flatMap((part) => part.container),
    ...hierarchies.flatMap((hierarchy) => controllerLinks(hierarchy, request)),
    ...(isReadonly(options)
      ? [
          mountSetattr(
            fd("cgroupTmpfs"),
            { set: ["MOUNT_ATTR_RDONLY"] },
            { from, why: "all hierarchies have their places" },
          ),
        ]
      : []),
    ...propagationOps("cgroupTmpfs", options.propagation, from),
    close("cgroupTmpfs", { from, why: "done with it" }),
  ];
  return { parent: parts.flatMap((part) => part.parent), container };
}

/** A hierarchy of several controllers ("cpu,cpuacct") is found under the name of each. */
function controllerLinks({ path, parameters }: Hierarchy, { from }: MountRequest): Op[] {
  const directory = nameOf(path);
  return parameters
    .filter(({ key, value }) => value === undefined && key !== "none" && key !== directory)
    .map(({ key }) =>
      op("symlinkat", [text(directory), fd("cgroupTmpfs"), text(key)], { from, why: `${key} -> ${directory}` }),
    );
}

function nameOf(root: string): string {
  return root.slice(root.lastIndexOf("/") + 1);
}

function v1Hierarchies(host: CgroupHost, destination: string): Hierarchy[] {
  const at = (root: string): string => `${destination}/${nameOf(root)}`;
  const byRoot = new Map<string, string[]>();
  for (const [name, place] of Object.entries(host.controllers)) {
    if (place?.version === 1) byRoot.set(place.root, [...(byRoot.get(place.root) ?? []), name]);
  }
  const controllers = [...byRoot].map(
    ([root, names]): Hierarchy => ({
      path: at(root),
      type: "cgroup",
      root,
      parameters: names.map((key) => ({ key })),
    }),
  );
  const named = Object.entries(host.named).map(
    ([name, root]): Hierarchy => ({
      path: at(root),
      type: "cgroup",
      root,
      parameters: [{ key: "name", value: name.replace(/^name=/, "") }, { key: "none" }],
    }),
  );
  const unifiedOne: Hierarchy[] = host.unifiedRoot
    ? [{ path: `${destination}/unified`, type: "cgroup2", root: host.unifiedRoot, parameters: [] }]
    : [];
  return [...controllers, ...named, ...unifiedOne];
}

function placeAt(path: string, slot: string, { options, from }: MountRequest): Op[] {
  return [
    ...openTarget(path, "directory", { from }),
    attach(slot, "target", { from, why: `mount it on ${path}` }),
    ...propagationOps(slot, options.propagation, from),
    close(slot, { from, why: "done with it" }),
    close("target", { from, why: "done with it" }),
  ];
}

/** In a directory of our own, just made and still empty, nothing has to be looked for: a fifth of the calls, ten times over. */
function placeInTmpfs({ path }: Hierarchy, slot: string, { options, from }: MountRequest): Op[] {
  const place = [fd("cgroupTmpfs"), text(nameOf(path))] as const;
  return [
    op("mkdirat", [...place, 0o755], { from, why: `a directory for ${path}` }),
    op("move_mount", [fd(slot), text(""), ...place, flags("MOVE_MOUNT_F_EMPTY_PATH")], {
      from,
      why: `mount it on ${path}`,
    }),
    ...propagationOps(slot, options.propagation, from),
    close(slot, { from, why: "done with it" }),
  ];
}

function oneHierarchy(
  input: PlanInput,
  hierarchy: Hierarchy,
  { request, place }: { readonly request: MountRequest; readonly place: (slot: string) => Op[] },
): MountLanes {
  const { path, type, root, parameters } = hierarchy;
  const { options, from } = request;
  const attributes = freshAttributes(options);
  // With a cgroup namespace a fresh mount shows the container's own cgroup as the root; without, its directory is shown.
  if (isNew(input, "cgroup")) {
    const own = newFileSystem(
      type,
      { source: "cgroup", parameters, attributes, store: "mount" },
      { from, why: `the container's own ${type} tree` },
    );
    return { parent: [], container: [...own, ...place("mount")] };
  }
  // A container of which no cgroup is made is somewhere in its caller's.
  const directory = `${root}${input.cgroup ? (cgroupPathOf(input.spec) ?? "") : ""}`;
  const made = [
    op("open_tree", [AT_CWD, text(directory), flags("OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC")], {
      from,
      why: `the container's cgroup ${directory} as a mount`,
      store: "mount",
    }),
    mountSetattr(
      fd("mount"),
      { set: attributes, clear: [...options.own.clear, ...options.recursive.clear], propagation: "MS_PRIVATE" },
      { from, why: `${path}: ${attributes.join(",")}` },
    ),
  ];
  return fromHost(input, { made, place: place(usesHostMounts(input) ? RECEIVED : "mount"), from, what: directory });
}
