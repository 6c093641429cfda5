// The rootfs of a container with a user namespace. On disk the image's files and the container's own belong to the ids
// that the container sees (root is 0), whatever the mapping is: each layer is shown to overlayfs through an id-mapped
// mount, so nothing is ever chowned and every container shares the layers.

import { dirname } from "node:path";
import { TsRunError } from "../../base/index.ts";
import { AT_CWD, attach, close, fd, flags, mountSetattr, NULL, op, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Arg, Op } from "../op.ts";
import { hostIdOf, mappingsOf } from "../user-namespace.ts";
import { MOUNTPOINT, RECEIVED, receiveMount, sendMount, USER_NAMESPACE } from "./host-mounts.ts";
import { rootfsDirectory } from "./rootfs-directory.ts";

const FROM = "/root/path";
const DONE = { from: FROM, why: "done with it" } as const;

/** fsconfig(2) takes layers by descriptor since 6.13, and those of detached mounts since 6.15. */
export const LAYERS_BY_DESCRIPTOR = [6, 15] as const;

export function stacksLayersByDescriptor([major, minor]: readonly [number, number]): boolean {
  return major > LAYERS_BY_DESCRIPTOR[0] || (major === LAYERS_BY_DESCRIPTOR[0] && minor >= LAYERS_BY_DESCRIPTOR[1]);
}

/** Leaves the rootfs mounted and open in slot "rootfs" of the container lane. A rootfs directory is shown as it is. */
export function planShiftedRootfs(input: PlanInput): LaneOps {
  return {
    parentAfter: [
      ...(input.rootfs.type === "bind" ? rootfsDirectory(input) : overlay(input)),
      ...sendMount("rootfs", { from: FROM, why: "hand the rootfs over" }),
    ],
    container: [
      receiveMount({ from: FROM, why: "receive the rootfs" }),
      op("openat", [fd(RECEIVED), text("."), flags("O_PATH", "O_DIRECTORY", "O_CLOEXEC"), 0], {
        from: FROM,
        why: "hold it by descriptor from here on",
        store: "rootfs",
      }),
      attach(RECEIVED, MOUNTPOINT, { from: FROM, why: "mount the rootfs, visible in this namespace only" }),
      close(RECEIVED, DONE),
      close(MOUNTPOINT, DONE),
    ],
  };
}

function overlay(input: PlanInput): Op[] {
  const { lowerDirs = [], options, source } = input.rootfs;
  if (!stacksLayersByDescriptor(input.host.kernel)) {
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      `a user namespace over image layers needs Linux ${LAYERS_BY_DESCRIPTOR.join(".")}, this is ${input.host.kernel.join(".")}`,
      { hint: "leave out the user namespace, or use a newer kernel" },
    );
  }
  const context = fd("fsContext");
  const own = ownLayer(input);
  const parameters = options.filter((option) => option !== "ro" && option !== "rw");
  return [
    op("fsopen", [text("overlay"), flags("FSOPEN_CLOEXEC")], {
      from: FROM,
      why: "stack the image's layers and the container's own",
      store: "fsContext",
    }),
    setString("source", source),
    ...lowerDirs.flatMap((path, i) => [...shifted(path, `layer${i}`), useAs("lowerdir+", `layer${i}`)]),
    ...own,
    ...parameters.map((option) => {
      const [key = option, value] = option.split(/=(.*)/s);
      return value === undefined
        ? op("fsconfig", [context, flags("FSCONFIG_SET_FLAG"), text(key), NULL, 0], {
            from: FROM,
            why: `overlay option ${key}`,
          })
        : setString(key, value);
    }),
    ...asContainerRoot(
      input,
      op("fsconfig", [context, flags("FSCONFIG_CMD_CREATE"), NULL, NULL, 0], { from: FROM, why: "create the overlay" }),
    ),
    op("fsmount", [context, flags("FSMOUNT_CLOEXEC"), 0], {
      from: FROM,
      why: "make a detached mount of it",
      store: "rootfs",
    }),
    // A detached mount falls apart with its descriptor, so these stay open until overlayfs has made its own.
    ...lowerDirs.map((_, i) => close(`layer${i}`, DONE)),
    ...(own.length > 0 ? [close("ownLayers", DONE)] : []),
    close("fsContext", { from: FROM, why: "the overlay is configured" }),
  ];
}

/**
 * overlayfs remembers who creates it and makes its own files (work directories, whiteouts) as that user. On a shifted
 * mount this must be one that the mapping has, with all capabilities nevertheless; else it silently becomes read-only.
 */
function asContainerRoot({ spec }: PlanInput, create: Op): Op[] {
  const { uids, gids } = mappingsOf(spec);
  const uid = hostIdOf(0, uids) ?? uids[0]?.hostID;
  const gid = hostIdOf(0, gids) ?? gids[0]?.hostID;
  if (uid === undefined || gid === undefined) {
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      "/linux/uidMappings, /linux/gidMappings: without them the rootfs cannot be shifted",
      {
        hint: "repeat the mappings of the user namespace that is joined",
      },
    );
  }
  const files = (call: "setfsuid" | "setfsgid", id: number, why: string): Op => op(call, [id], { from: FROM, why });
  const bits = (change: Arg, why: string): Op =>
    op("prctl", [flags("PR_SET_SECUREBITS"), change, 0, 0, 0], { from: FROM, why });
  return [
    bits(flags("SECBIT_NO_SETUID_FIXUP"), "keep capabilities over the change of user"),
    files("setfsgid", gid, "make files as the container's root"),
    files("setfsuid", uid, "make files as the container's root"),
    create,
    files("setfsuid", 0, "as ourselves again"),
    files("setfsgid", 0, "as ourselves again"),
    bits(0, "the usual rules again"),
  ];
}

function useAs(key: string, slot: string): Op {
  return op("fsconfig", [fd("fsContext"), flags("FSCONFIG_SET_FD"), text(key), NULL, fd(slot)], {
    from: FROM,
    why: `use it as ${key}`,
  });
}

function setString(key: string, value: string): Op {
  return op("fsconfig", [fd("fsContext"), flags("FSCONFIG_SET_STRING"), text(key), text(value), 0], {
    from: FROM,
    why: `overlay option ${key}=${value}`,
  });
}

/** upperdir and workdir have to be on one mount, so it is their common parent that is shifted. */
function ownLayer({ rootfs }: PlanInput): Op[] {
  const { upperDir, workDir } = rootfs;
  if (upperDir === undefined || workDir === undefined) return [];
  const parent = dirname(upperDir);
  if (dirname(workDir) !== parent) {
    throw new TsRunError("ERR_UNSUPPORTED", `a user namespace needs ${upperDir} and ${workDir} in one directory`);
  }
  const within = (path: string, key: string): Op[] => [
    op(
      "openat",
      [fd("ownLayers"), text(path.slice(parent.length + 1)), flags("O_PATH", "O_DIRECTORY", "O_CLOEXEC"), 0],
      {
        from: FROM,
        why: `${path} on the shifted mount`,
        store: "ownLayer",
      },
    ),
    useAs(key, "ownLayer"),
    close("ownLayer", DONE),
  ];
  return [...shifted(parent, "ownLayers"), ...within(upperDir, "upperdir"), ...within(workDir, "workdir")];
}

function shifted(path: string, slot: string): Op[] {
  return [
    op("open_tree", [AT_CWD, text(path), flags("OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC")], {
      from: FROM,
      why: `${path} as a mount of its own`,
      store: slot,
    }),
    mountSetattr(
      fd(slot),
      { set: ["MOUNT_ATTR_IDMAP"], userns: fd(USER_NAMESPACE) },
      { from: FROM, why: "shift its ids by the container's mapping" },
    ),
  ];
}
