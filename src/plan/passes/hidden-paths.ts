// maskedPaths and readonlyPaths, after pivot_root: every path is a container path and is reached by descriptor.

import { attach, close, fd, flags, mountSetattr, newFileSystem, op, openat2, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";

const RESOLVE = ["RESOLVE_IN_ROOT", "RESOLVE_NO_MAGICLINKS"] as const;

/** What this kernel does not have under /proc and /sys cannot appear in a container either. */
function kindOf(input: PlanInput, path: string): "file" | "directory" | "absent" | "unknown" {
  const known = input.host.kernelPaths[path];
  if (known !== undefined) return known;
  return /^\/(proc|sys)\//.test(path) && input.host.checkedPaths?.includes(path) ? "absent" : "unknown";
}

export function planReadonlyPaths(input: PlanInput): LaneOps {
  const ops = (input.spec.linux?.readonlyPaths ?? []).flatMap((path, i): Op[] => {
    if (kindOf(input, path) === "absent") return [];
    const from: Origin = `/linux/readonlyPaths/${i}`;
    const rest: Op[] = [
      op(
        "open_tree",
        [fd("target"), text(""), flags("AT_EMPTY_PATH", "OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC", "AT_RECURSIVE")],
        { from, why: `${path} as a mount of its own`, store: "mount" },
      ),
      mountSetattr(fd("mount"), { set: ["MOUNT_ATTR_RDONLY"] }, { from, why: `make ${path} read-only` }),
      attach("mount", "target", { from, why: `lay it over ${path}` }),
      close("mount", { from, why: "done with it" }),
      close("target", { from, why: "done with it" }),
    ];
    return [find(path, from, rest.length), ...rest];
  });
  return { container: ops };
}

/** Files are covered by /dev/null, directories by one empty read-only tmpfs. */
export function planMaskedPaths(input: PlanInput): LaneOps {
  const paths = input.spec.linux?.maskedPaths ?? [];
  const kinds = paths.map((path) => kindOf(input, path));
  const needsDirectory = kinds.some((kind) => kind === "directory" || kind === "unknown");
  const from: Origin = "/linux/maskedPaths";
  const cover: Op[] = needsDirectory
    ? newFileSystem(
        "tmpfs",
        {
          source: "tmpfs",
          parameters: [
            { key: "size", value: "0" },
            { key: "nr_inodes", value: "2" },
            { key: "mode", value: "0" },
          ],
          attributes: ["MOUNT_ATTR_RDONLY", "MOUNT_ATTR_NOSUID", "MOUNT_ATTR_NODEV", "MOUNT_ATTR_NOEXEC"],
          store: "mask",
        },
        { from, why: "an empty directory to cover others with" },
      )
    : [];
  // A detached mount cannot be copied before kernel 6.15, an attached one always could: the first cover goes on /dev/.mask's
  // place-holder only if needed, so each directory simply gets its own tmpfs on older kernels.
  const copies = input.host.kernel[0] > 6 || (input.host.kernel[0] === 6 && input.host.kernel[1] >= 15);
  const ops = paths.flatMap((path, i): Op[] => {
    const kind = kinds[i] ?? "unknown";
    if (kind === "absent") return [];
    const origin: Origin = `/linux/maskedPaths/${i}`;
    const rest = [
      ...(kind === "directory"
        ? maskDirectory(path, origin, copies)
        : kind === "file"
          ? maskFile(path, origin)
          : maskAny(path, origin, copies)),
      close("target", { from: origin, why: "done with it" }),
    ];
    return [find(path, origin, rest.length), ...rest];
  });
  return { container: [...(copies ? cover : []), ...ops] };
}

/** Opens a path inside the container; absent or unreadable ones (then nothing is to be hidden) skip the rest. */
function find(path: string, from: Origin, rest: number): Op {
  return openat2(
    fd("rootfs"),
    path.replace(/^\/+/, ""),
    { flags: ["O_PATH", "O_CLOEXEC"], resolve: RESOLVE },
    {
      from,
      why: `find ${path}`,
      store: "target",
      ignore: ["ENOENT", "ENOTDIR", "EACCES"],
      skip: { when: "ignored", ops: rest },
    },
  );
}

function nullMount(from: Origin): Op {
  return op("open_tree", [fd("dev"), text("null"), flags("OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC")], {
    from,
    why: "/dev/null as a mount",
    store: "mount",
  });
}

function maskFile(path: string, from: Origin): Op[] {
  return [
    nullMount(from),
    attach("mount", "target", { from, why: `cover ${path} with /dev/null` }),
    close("mount", { from, why: "done with it" }),
  ];
}

function maskDirectory(path: string, from: Origin, copies: boolean): Op[] {
  const make = copies
    ? [
        op("open_tree", [fd("mask"), text(""), flags("AT_EMPTY_PATH", "OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC")], {
          from,
          why: "the empty directory once more",
          store: "mount",
        }),
      ]
    : newFileSystem(
        "tmpfs",
        {
          source: "tmpfs",
          parameters: [{ key: "mode", value: "0" }],
          attributes: ["MOUNT_ATTR_RDONLY"],
          store: "mount",
        },
        { from, why: "an empty directory" },
      );
  return [
    ...make,
    attach("mount", "target", { from, why: `cover ${path} with an empty directory` }),
    close("mount", { from, why: "done with it" }),
  ];
}

function maskAny(path: string, from: Origin, copies: boolean): Op[] {
  const directory = maskDirectory(path, from, copies);
  return [
    nullMount(from),
    op(
      "move_mount",
      [fd("mount"), text(""), fd("target"), text(""), flags("MOVE_MOUNT_F_EMPTY_PATH", "MOVE_MOUNT_T_EMPTY_PATH")],
      {
        from,
        why: `cover ${path} with /dev/null if it is a file`,
        ignore: ["ENOTDIR", "EINVAL"], // a directory: which of the two depends on the kernel
        skip: { when: "ok", ops: directory.length },
      },
    ),
    ...directory,
  ];
}
