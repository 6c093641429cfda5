// maskedPaths and readonlyPaths, after pivot_root: every path is a container path. What is covered is what was opened, and
// what covers it was made by us before (CVE-2025-31133): neither can be exchanged in between.

import { TsRunError } from "../../base/index.ts";
import type { FlagName } from "../../linux/index.ts";
import { AT_CWD, attach, close, fd, flags, mountSetattr, newFileSystem, op, openat2, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";
import { labelParameters } from "./mount-label.ts";
import { mountRequests, plainPath } from "./mount-request.ts";

const RESOLVE = ["RESOLVE_IN_ROOT", "RESOLVE_NO_MAGICLINKS"] as const;
const MASKS: Origin = "/linux/maskedPaths";

const KERNEL_TYPES: Readonly<Record<string, string>> = { "/proc": "proc", "/sys": "sysfs" };

type Kind = "file" | "directory" | "absent" | "unknown";

/** What this kernel does not have under /proc and /sys cannot appear in a container that shows them as they are. */
function kindOf({ spec, host }: PlanInput, path: string): Kind {
  const place = plainPath(path);
  const above = mountRequests(spec.mounts).filter((one) => place === one.place || place.startsWith(`${one.place}/`));
  const [only] = above;
  const isKernels = only?.kind === "fresh" && KERNEL_TYPES[only.place] === only.mount.type;
  if (!isKernels || above.length !== 1) return "unknown";
  return host.kernelPaths[place] ?? (host.checkedPaths?.includes(place) ? "absent" : "unknown");
}

export function planReadonlyPaths(input: PlanInput): LaneOps {
  const ops = (input.spec.linux?.readonlyPaths ?? []).flatMap((path, i): Op[] => {
    const from: Origin = `/linux/readonlyPaths/${i}`;
    const readonly = { set: ["MOUNT_ATTR_RDONLY"] as FlagName[] };
    if (plainPath(path) === "/") return [mountSetattr(fd("rootfs"), readonly, { from, why: "make / read-only" })];
    if (kindOf(input, path) === "absent") return [];
    const rest: Op[] = [
      op(
        "open_tree",
        [fd("target"), text(""), flags("AT_EMPTY_PATH", "OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC", "AT_RECURSIVE")],
        { from, why: `${path} as a mount of its own`, store: "mount" },
      ),
      mountSetattr(fd("mount"), readonly, { from, why: `make ${path} read-only` }),
      attach("mount", "target", { from, why: `lay it over ${path}` }),
      close("mount", { from, why: "done with it" }),
      close("target", { from, why: "done with it" }),
    ];
    return [find(path, from, rest.length), ...rest];
  });
  return { container: ops };
}

/**
 * What files are covered with: /dev/null, the host's own and while it can be reached. What an image has at /dev/null may be
 * anything.
 */
export function planMaskCover(input: PlanInput): LaneOps {
  const paths = input.spec.linux?.maskedPaths ?? [];
  if (!paths.some((path) => ["file", "unknown"].includes(kindOf(input, path)))) return {};
  return {
    container: [
      op("open_tree", [AT_CWD, text("/dev/null"), flags("OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC")], {
        from: MASKS,
        why: "the host's /dev/null as a mount, to cover files with",
        store: "nullMask",
      }),
    ],
  };
}

/** Files are covered by /dev/null, directories by one empty read-only tmpfs. */
export function planMaskedPaths(input: PlanInput): LaneOps {
  const paths = input.spec.linux?.maskedPaths ?? [];
  const kinds = paths.map((path) => kindOf(input, path));
  const needsDirectory = kinds.some((kind) => kind === "directory" || kind === "unknown");
  const ops = paths.flatMap((path, i): Op[] => {
    const kind = kinds[i] ?? "unknown";
    const from: Origin = `/linux/maskedPaths/${i}`;
    if (plainPath(path) === "/")
      throw new TsRunError("ERR_UNSUPPORTED", `${from}: to mask / would leave nothing to run`);
    if (kind === "absent") return [];
    const rest = [...maskOps(input, { path, kind, from }), close("target", { from, why: "done with it" })];
    return [find(path, from, rest.length), ...rest];
  });
  return { container: [...(needsDirectory ? emptyDirectory(input) : []), ...ops] };
}

function emptyDirectory(input: PlanInput): Op[] {
  return newFileSystem(
    "tmpfs",
    {
      source: "tmpfs",
      parameters: [
        { key: "nr_blocks", value: "1" },
        { key: "nr_inodes", value: "2" },
        { key: "mode", value: "555" }, // empty for everybody, and no error for who lists what is above
        ...labelParameters(input, "tmpfs"),
      ],
      attributes: ["MOUNT_ATTR_RDONLY", "MOUNT_ATTR_NOSUID", "MOUNT_ATTR_NODEV", "MOUNT_ATTR_NOEXEC"],
      store: "emptyMask",
    },
    { from: MASKS, why: "an empty directory to cover others with" },
  );
}

/** Opens a path inside the container; for absent ones the rest is skipped. */
function find(path: string, from: Origin, rest: number): Op {
  return openat2(
    fd("rootfs"),
    path.replace(/^\/+/, ""),
    { flags: ["O_PATH", "O_CLOEXEC"], resolve: RESOLVE },
    {
      from,
      why: `find ${path}`,
      store: "target",
      ignore: ["ENOENT", "ENOTDIR"],
      skip: { when: "ignored", ops: rest },
    },
  );
}

function maskOps(input: PlanInput, about: { path: string; kind: Kind; from: Origin }): Op[] {
  const { path, kind, from } = about;
  const done = close("mount", { from, why: "done with it" });
  const file = (extras: Pick<Op, "ignore" | "skip"> = {}): Op[] => [
    ...copyOf(input, { mask: "nullMask", what: "/dev/null", from }),
    attach("mount", "target", { from, why: `cover ${path} with /dev/null`, ...extras }),
  ];
  const directory = [
    ...copyOf(input, { mask: "emptyMask", what: "the empty directory", from }),
    attach("mount", "target", { from, why: `cover ${path} with an empty directory` }),
  ];
  if (kind === "file") return [...file(), done];
  if (kind === "directory") return [...directory, done];
  // A directory refuses to be covered by a file: with which errno depends on the kernel.
  const tried = { ignore: ["ENOTDIR", "EINVAL"], skip: { when: "ok", ops: directory.length + 1 } } as const;
  return [...file(tried), done, ...directory, done];
}

/**
 * One more of a mount. Before Linux 6.15 one that is attached nowhere cannot be copied, but then it is not used up yet: it
 * goes on the first path itself, and its copies on the others.
 */
function copyOf({ host }: PlanInput, about: { mask: string; what: string; from: Origin }): Op[] {
  const { mask, what, from } = about;
  const [major, minor] = host.kernel;
  const copiesDetached = major > 6 || (major === 6 && minor >= 15);
  const args = [fd(mask), text(""), flags("AT_EMPTY_PATH", "OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC")];
  const about1 = { from, why: `${what} once more`, store: "mount" };
  if (copiesDetached) return [op("open_tree", args, about1)];
  return [
    op("open_tree", args, { ...about1, ignore: ["EINVAL"], skip: { when: "ok", ops: 1 } }),
    op("fcntl", [fd(mask), flags("F_DUPFD_CLOEXEC"), 3], {
      from,
      why: `${what} itself, the first time`,
      store: "mount",
    }),
  ];
}
