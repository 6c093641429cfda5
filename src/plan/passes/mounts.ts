// spec.mounts in their order: each file system is made detached, configured, and attached by descriptor where its target
// is found inside the rootfs.

import { TsRunError } from "../../base/index.ts";
import type { CgroupHost, FlagName } from "../../linux/index.ts";
import type { LinuxIdMapping, RuntimeMount } from "../../oci/index.ts";
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
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";
import { hostIdOf, mappingsOf, userNamespaceOf } from "../user-namespace.ts";
import { RECEIVED, receiveMount, sendMount, USER_NAMESPACE, usesHostMounts } from "./host-mounts.ts";
import { type MountOptions, parseMountOptions } from "./mount-options.ts";
import { isNew } from "./namespaces.ts";

/** In many images these are links to what only a booted system has. */
const NAME_FILES: ReadonlySet<string> = new Set(["/etc/resolv.conf", "/etc/hosts", "/etc/hostname"]);

export function planMounts(input: PlanInput): LaneOps {
  const parts = (input.spec.mounts ?? []).map((mount, i) => {
    const from: Origin = `/mounts/${i}`;
    return planMount(input, { mount, options: parseMountOptions(mount.options ?? [], `${from}/options`), from });
  });
  return { parentAfter: parts.flatMap((part) => part.parent), container: parts.flatMap((part) => part.container) };
}

/** What the parent does about a mount, and the container. */
interface Lanes {
  readonly parent: readonly Op[];
  readonly container: readonly Op[];
}

interface MountRequest {
  readonly mount: RuntimeMount;
  readonly options: MountOptions;
  readonly from: Origin;
}

function planMount(input: PlanInput, request: MountRequest): Lanes {
  const { mount, options, from } = request;
  checkIdMapping(input, request);
  if (options.bind || mount.type === "bind") return bindMount(input, request);
  if (mount.type === "cgroup" || mount.type === "cgroup2") return cgroupMount(input, request);
  if (mount.type === undefined)
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      `${from}: a mount needs a type or the option bind (runtime-spec config.md#mounts)`,
    );
  const parameters = mount.type === "devpts" ? terminalOptions(input, options.data) : options.data;
  // proc and sysfs decide what later steps trust: their places must be plain directories, not links of the image.
  const noSymlinks = mount.type === "proc" || mount.type === "sysfs";
  const slot = mount.type === "proc" && mount.destination === "/proc" ? "proc" : "mount";
  const about = { from, why: `mount ${mount.type} on ${mount.destination}` };
  const propagation = options.propagation
    ? [
        mountSetattr(
          fd(slot),
          { propagation: options.propagation, recursive: options.recursivePropagation },
          { from, why: "its propagation" },
        ),
      ]
    : [];
  const container = [
    ...newFileSystem(
      mount.type,
      { source: mount.source ?? mount.type, parameters, attributes: options.set, store: slot },
      about,
    ),
    ...openTarget(mount.destination, "directory", { from, noSymlinks }),
    attach(slot, "target", about),
    ...propagation,
    ...(slot === "mount" ? [close("mount", { from, why: "done with it" })] : []),
    close("target", { from, why: "done with it" }),
  ];
  return { parent: [], container };
}

/** The group of terminals is named by number; a mapping too small to have it leaves terminals to their user's group. */
function terminalOptions({ spec }: PlanInput, options: readonly FsParameter[]): FsParameter[] {
  const { gids } = mappingsOf(spec);
  const isMapped = (id: string): boolean => gids.length === 0 || hostIdOf(Number(id), gids) !== undefined;
  return options.filter(({ key, value }) => key !== "newinstance" && (key !== "gid" || isMapped(value ?? "")));
}

/** Ids are shifted by the mapping of the container's own user namespace; other mappings are refused by name. */
function checkIdMapping({ spec }: PlanInput, { mount, options, from }: MountRequest): void {
  const { uidMappings, gidMappings } = mount;
  if (!options.idmap && uidMappings === undefined && gidMappings === undefined) return;
  if (!options.bind && mount.type !== "bind") {
    throw new TsRunError("ERR_UNSUPPORTED", `${from}: only bind mounts can shift ids, this is a ${mount.type}`, {
      hint: "leave out uidMappings, gidMappings and idmap",
    });
  }
  if (userNamespaceOf(spec) === undefined) {
    throw new TsRunError("ERR_UNSUPPORTED", `${from}: without a user namespace there is no mapping to shift ids by`, {
      hint: "give the container a user namespace, or leave out uidMappings, gidMappings and idmap",
    });
  }
  const { uids, gids } = mappingsOf(spec);
  const same = (a: readonly LinuxIdMapping[] | undefined, b: readonly LinuxIdMapping[]): boolean =>
    a === undefined || a.length === 0 || b.length === 0 || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
  if (!same(uidMappings, uids) || !same(gidMappings, gids)) {
    throw new TsRunError("ERR_UNSUPPORTED", `${from}: this version shifts ids by the container's own mapping only`, {
      hint: "leave uidMappings and gidMappings of the mount empty, or make them those of /linux",
    });
  }
}

function sorted(mappings: readonly LinuxIdMapping[]): number[][] {
  return mappings.map(({ containerID, hostID, size }) => [containerID, hostID, size]).sort(([a = 0], [b = 0]) => a - b);
}

function bindMount(input: PlanInput, { mount, options, from }: MountRequest): Lanes {
  const source = mount.source ?? "";
  const kind = input.sourceKinds?.[source] ?? "directory";
  const recursive: FlagName[] = options.recursiveBind ? ["AT_RECURSIVE"] : [];
  const changes: Op[] = shiftIds({ mount, options, from });
  const why = `${mount.destination}: ${(mount.options ?? []).join(",")}`;
  if (options.set.length > 0 || options.clear.length > 0)
    changes.push(mountSetattr(fd("mount"), { set: options.set, clear: options.clear }, { from, why }));
  if (options.recursiveSet.length > 0 || options.recursiveClear.length > 0) {
    changes.push(
      mountSetattr(
        fd("mount"),
        { set: options.recursiveSet, clear: options.recursiveClear, recursive: true },
        { from, why },
      ),
    );
  }
  const propagation = options.propagation ?? "MS_PRIVATE";
  changes.push(
    mountSetattr(
      fd("mount"),
      { propagation, recursive: options.propagation ? options.recursivePropagation : options.recursiveBind },
      { from, why: "its propagation" },
    ),
  );
  const made = [
    op("open_tree", [AT_CWD, text(source), flags("OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC", ...recursive)], {
      from,
      why: `the host's ${source} as a mount`,
      store: "mount",
    }),
    ...changes,
  ];
  const slot = usesHostMounts(input) ? RECEIVED : "mount";
  const place = [
    ...openTarget(mount.destination, kind, { from, replacesDangling: NAME_FILES.has(mount.destination) }),
    attach(slot, "target", { from, why: `show ${source} at ${mount.destination}` }),
    ...(mount.destination === "/proc" ? [keepProc(slot, from)] : []),
    close(slot, { from, why: "done with it" }),
    close("target", { from, why: "done with it" }),
  ];
  return fromHost(input, { made, place, from, what: source });
}

/** The host's files as a mount: made and placed by the container, or with a user namespace made for it by the parent. */
function fromHost(input: PlanInput, about: { made: Op[]; place: Op[]; from: Origin; what: string }): Lanes {
  const { made, place, from, what } = about;
  if (!usesHostMounts(input)) return { parent: [], container: [...made, ...place] };
  return {
    parent: [...made, ...sendMount("mount", { from, why: `hand ${what} over` })],
    container: [receiveMount({ from, why: `receive ${what}` }), ...place],
  };
}

function shiftIds({ mount, options, from }: MountRequest): Op[] {
  if (!options.idmap && mount.uidMappings === undefined && mount.gidMappings === undefined) return [];
  const change = { set: ["MOUNT_ATTR_IDMAP"], userns: fd(USER_NAMESPACE), recursive: options.recursiveIdmap } as const;
  return [mountSetattr(fd("mount"), change, { from, why: "shift its ids by the container's mapping" })];
}

/** A bound /proc serves for sysctls as one of our own does. */
function keepProc(slot: string, from: Origin): Op {
  return op("openat", [fd(slot), text("."), flags("O_PATH", "O_DIRECTORY", "O_CLOEXEC"), 0], {
    from,
    why: "hold it by descriptor",
    store: "proc",
  });
}

/** The container's view of its own cgroups: one cgroup2 mount, or as on the host a tmpfs with one mount per controller. */
function cgroupMount(input: PlanInput, request: MountRequest): Lanes {
  const { mount, options, from } = request;
  const host = input.cgroup;
  if (!host) return { parent: [], container: [] };
  const attributes: FlagName[] = [...options.set];
  if (host.mode === "v2")
    return oneCgroupMount(input, {
      host,
      type: "cgroup2",
      root: host.unifiedRoot ?? "/sys/fs/cgroup",
      destination: mount.destination,
      attributes,
      parameters: [],
      from,
    });
  const parts = v1Hierarchies(host).map(({ name, parameters, root, type }) =>
    oneCgroupMount(input, {
      host,
      type,
      root,
      destination: `${mount.destination}/${name}`,
      attributes,
      parameters,
      from,
    }),
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
    ...(attributes.includes("MOUNT_ATTR_RDONLY")
      ? [
          mountSetattr(
            fd("cgroupTmpfs"),
            { set: ["MOUNT_ATTR_RDONLY"] },
            { from, why: "all hierarchies have their places" },
          ),
        ]
      : []),
    close("cgroupTmpfs", { from, why: "done with it" }),
  ];
  return { parent: parts.flatMap((part) => part.parent), container };
}

interface Hierarchy {
  readonly name: string;
  readonly type: "cgroup" | "cgroup2";
  readonly root: string;
  readonly parameters: readonly FsParameter[];
}

function v1Hierarchies(host: CgroupHost): Hierarchy[] {
  const byRoot = new Map<string, string[]>();
  for (const [name, place] of Object.entries(host.controllers)) {
    if (place?.version === 1) byRoot.set(place.root, [...(byRoot.get(place.root) ?? []), name]);
  }
  const controllers = [...byRoot].map(
    ([root, names]): Hierarchy => ({
      name: root.slice(root.lastIndexOf("/") + 1),
      type: "cgroup",
      root,
      parameters: names.map((key) => ({ key })),
    }),
  );
  const named = Object.entries(host.named).map(
    ([name, root]): Hierarchy => ({
      name: root.slice(root.lastIndexOf("/") + 1),
      type: "cgroup",
      root,
      parameters: [{ key: "name", value: name.replace(/^name=/, "") }, { key: "none" }],
    }),
  );
  const unified: Hierarchy[] = host.unifiedRoot
    ? [{ name: "unified", type: "cgroup2", root: host.unifiedRoot, parameters: [] }]
    : [];
  return [...controllers, ...named, ...unified];
}

function oneCgroupMount(
  input: PlanInput,
  about: Omit<Hierarchy, "name"> & {
    host: CgroupHost;
    destination: string;
    attributes: readonly FlagName[];
    from: Origin;
  },
): Lanes {
  const { from, destination, attributes, type } = about;
  const placeAt = (slot: string): Op[] => [
    ...openTarget(destination, "directory", { from }),
    attach(slot, "target", { from, why: `mount it on ${destination}` }),
    close(slot, { from, why: "done with it" }),
    close("target", { from, why: "done with it" }),
  ];
  // With a cgroup namespace a fresh mount shows the container's own cgroup as the root; without, its directory is shown.
  if (isNew(input, "cgroup")) {
    const own = newFileSystem(
      type,
      { source: "cgroup", parameters: about.parameters, attributes, store: "mount" },
      { from, why: `the container's own ${type} tree` },
    );
    return { parent: [], container: [...own, ...placeAt("mount")] };
  }
  const path = `${about.root}${cgroupPathOf(input.spec) ?? ""}`;
  const made = [
    op("open_tree", [AT_CWD, text(path), flags("OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC")], {
      from,
      why: `the container's cgroup ${path} as a mount`,
      store: "mount",
    }),
    mountSetattr(
      fd("mount"),
      { set: attributes, propagation: "MS_PRIVATE" },
      { from, why: `${destination}: ${attributes.join(",")}` },
    ),
  ];
  return fromHost(input, { made, place: placeAt(usesHostMounts(input) ? RECEIVED : "mount"), from, what: path });
}
