// spec.mounts in their order: each file system is made detached, configured, and attached by descriptor where its target
// is found inside the rootfs.

import { TsRunError } from "../../base/index.ts";
import type { CgroupHost, FlagName } from "../../linux/index.ts";
import type { RuntimeMount } from "../../oci/index.ts";
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
import { type MountOptions, parseMountOptions } from "./mount-options.ts";
import { isNew } from "./namespaces.ts";

export function planMounts(input: PlanInput): LaneOps {
  const ops = (input.spec.mounts ?? []).flatMap((mount, i) => {
    const from: Origin = `/mounts/${i}`;
    return planMount(input, { mount, options: parseMountOptions(mount.options ?? [], `${from}/options`), from });
  });
  return { container: ops };
}

interface MountRequest {
  readonly mount: RuntimeMount;
  readonly options: MountOptions;
  readonly from: Origin;
}

function planMount(input: PlanInput, request: MountRequest): Op[] {
  const { mount, options, from } = request;
  if (mount.uidMappings || mount.gidMappings || options.idmap) {
    throw new TsRunError("ERR_UNSUPPORTED", `${from}: id-mapped mounts are not supported yet`, {
      hint: "leave out uidMappings, gidMappings and idmap",
    });
  }
  if (options.bind || mount.type === "bind") return bindMount(input, request);
  if (mount.type === "cgroup" || mount.type === "cgroup2") return cgroupMount(input, request);
  if (mount.type === undefined)
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      `${from}: a mount needs a type or the option bind (runtime-spec config.md#mounts)`,
    );
  const parameters = mount.type === "devpts" ? options.data.filter(({ key }) => key !== "newinstance") : options.data;
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
  return [
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
}

function bindMount(input: PlanInput, { mount, options, from }: MountRequest): Op[] {
  const source = mount.source ?? "";
  const kind = input.sourceKinds?.[source] ?? "directory";
  const recursive: FlagName[] = options.recursiveBind ? ["AT_RECURSIVE"] : [];
  const changes: Op[] = [];
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
  return [
    op("open_tree", [AT_CWD, text(source), flags("OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC", ...recursive)], {
      from,
      why: `the host's ${source} as a mount`,
      store: "mount",
    }),
    ...changes,
    ...openTarget(mount.destination, kind, { from }),
    attach("mount", "target", { from, why: `show ${source} at ${mount.destination}` }),
    close("mount", { from, why: "done with it" }),
    close("target", { from, why: "done with it" }),
  ];
}

/** The container's view of its own cgroups: one cgroup2 mount, or as on the host a tmpfs with one mount per controller. */
function cgroupMount(input: PlanInput, request: MountRequest): Op[] {
  const { mount, options, from } = request;
  const host = input.cgroup;
  if (!host) return [];
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
  const hierarchies = v1Hierarchies(host);
  return [
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
    ...hierarchies.flatMap(({ name, parameters, root, type }) =>
      oneCgroupMount(input, {
        host,
        type,
        root,
        destination: `${mount.destination}/${name}`,
        attributes,
        parameters,
        from,
      }),
    ),
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
): Op[] {
  const { from, destination, attributes, type } = about;
  const target = [
    ...openTarget(destination, "directory", { from }),
    attach("mount", "target", { from, why: `mount it on ${destination}` }),
    close("mount", { from, why: "done with it" }),
    close("target", { from, why: "done with it" }),
  ];
  // With a cgroup namespace a fresh mount shows the container's own cgroup as the root; without, its directory is shown.
  if (isNew(input, "cgroup")) {
    return [
      ...newFileSystem(
        type,
        { source: "cgroup", parameters: about.parameters, attributes, store: "mount" },
        { from, why: `the container's own ${type} tree` },
      ),
      ...target,
    ];
  }
  const path = `${about.root}${cgroupPathOf(input.spec) ?? ""}`;
  return [
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
    ...target,
  ];
}
