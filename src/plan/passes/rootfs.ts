// The rootfs: mounted inside the container's own mount namespace, so that the host never sees it and nothing can leak.

import { AT_CWD, attach, fd, flags, mountSetattr, NULL, newFileSystem, op, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op } from "../op.ts";
import { usesHostMounts } from "./host-mounts.ts";
import { basePropagation, hasMountNamespace, keepHostMounted } from "./propagation.ts";
import { rootfsDirectory } from "./rootfs-directory.ts";
import { planShiftedRootfs } from "./shifted-rootfs.ts";

/** Leaves the rootfs mounted at paths.mountpoint and open in slot "rootfs". */
export function planRootfs(input: PlanInput): LaneOps {
  const { rootfs } = input;
  if (usesHostMounts(input)) return planShiftedRootfs(input);
  return { container: [...(rootfs.type === "bind" ? rootfsDirectory(input) : overlayRootfs(input)), ...enter(input)] };
}

function overlayRootfs(input: PlanInput): Op[] {
  const { lowerDirs = [], upperDir, workDir, options, source } = input.rootfs;
  const appendsLayers = input.host.kernel[0] > 6 || (input.host.kernel[0] === 6 && input.host.kernel[1] >= 8);
  // fsconfig(2) takes at most 255 bytes a value, so without "lowerdir+" (kernel 6.8) a stack of layers needs mount(2).
  if (!appendsLayers) return overlayByMount(input);
  const parameters = [
    ...lowerDirs.map((value) => ({ key: "lowerdir+", value })),
    ...(upperDir && workDir
      ? [
          { key: "upperdir", value: upperDir },
          { key: "workdir", value: workDir },
        ]
      : []),
    ...options.filter((option) => option !== "ro" && option !== "rw").map(parseOption),
  ];
  return newFileSystem(
    "overlay",
    { source, parameters, attributes: [], store: "rootfs" },
    { from: "/root/path", why: "stack the image's layers and the container's own" },
  );
}

function parseOption(option: string): { key: string; value?: string } {
  const at = option.indexOf("=");
  return at < 0 ? { key: option } : { key: option.slice(0, at), value: option.slice(at + 1) };
}

function overlayByMount(input: PlanInput): Op[] {
  const { lowerDirs = [], source } = input.rootfs;
  const plain = mountData(input, lowerDirs.map(escaped));
  // mount(2) copies one page of options and cuts the rest off silently: long lists get short names first.
  const isLong = Buffer.byteLength(plain) >= 4095;
  const data = isLong
    ? mountData(
        input,
        lowerDirs.map((_, index) => `${index}`),
      )
    : plain;
  const mountOverlay = op("mount", [text(source), text(input.paths.mountpoint), text("overlay"), 0, text(data)], {
    from: "/root/path",
    why: "stack the image's layers and the container's own",
  });
  return [
    ...(isLong ? [...nameLayers(input, lowerDirs), mountOverlay, leaveNames()] : [mountOverlay]),
    op("openat", [AT_CWD, text(input.paths.mountpoint), flags("O_PATH", "O_DIRECTORY", "O_CLOEXEC"), 0], {
      from: "/root/path",
      why: "hold the rootfs by descriptor from here on",
      store: "rootfs",
    }),
  ];
}

function escaped(path: string): string {
  return path.replace(/[\\:,]/g, "\\$&");
}

function mountData(input: PlanInput, lower: readonly string[]): string {
  const { upperDir, workDir, options } = input.rootfs;
  return [
    `lowerdir=${lower.join(":")}`,
    ...(upperDir && workDir ? [`upperdir=${escaped(upperDir)}`, `workdir=${escaped(workDir)}`] : []),
    ...options.filter((option) => option !== "ro" && option !== "rw"),
  ].join(",");
}

/** Symbolic links "0", "1" ... in the working directory, on a tmpfs that the rootfs will cover and pivot_root leaves behind. */
function nameLayers(input: PlanInput, lowerDirs: readonly string[]): Op[] {
  const from = "/root/path" as const;
  const { mountpoint } = input.paths;
  return [
    op("mount", [text("tmpfs"), text(mountpoint), text("tmpfs"), flags("MS_NODEV", "MS_NOSUID", "MS_NOEXEC"), NULL], {
      from,
      why: `a place for short names: the paths of ${lowerDirs.length} layers do not fit into one mount(2)`,
    }),
    op("chdir", [text(mountpoint)], { from, why: "the names are looked up from here" }),
    ...lowerDirs.map((directory, index) =>
      op("symlinkat", [text(directory), AT_CWD, text(`${index}`)], { from, why: `layer ${index} from the top` }),
    ),
  ];
}

function leaveNames(): Op {
  return op("chdir", [text("/")], { from: "/root/path", why: "the names are used up" });
}

function enter(input: PlanInput): Op[] {
  const isMounted =
    input.rootfs.type === "overlay" &&
    !(input.host.kernel[0] > 6 || (input.host.kernel[0] === 6 && input.host.kernel[1] >= 8));
  if (isMounted) return [];
  return [
    op("openat", [AT_CWD, text(input.paths.mountpoint), flags("O_PATH", "O_DIRECTORY", "O_CLOEXEC"), 0], {
      from: "/root/path",
      why: "the empty directory where it goes",
      store: "target",
    }),
    attach("rootfs", "target", { from: "/root/path", why: "mount the rootfs, visible in this namespace only" }),
  ];
}

/** From here on every path is a container path. */
export function planPivotRoot(input: PlanInput): LaneOps {
  const { rootBy } = input;
  const from = "/root/path" as const;
  const stand = op("fchdir", [fd("rootfs")], { from, why: "stand in the new root" });
  const again = op("chdir", [text("/")], { from, why: "stand in the root again" });
  if (!hasMountNamespace(input))
    return {
      container: [
        stand,
        op("chroot", [text(".")], {
          from: "/linux/namespaces",
          why: "the root of this process only: the mounts are the host's",
        }),
        again,
      ],
    };
  if (rootBy === "chroot") return { container: [...dropKernelMounts(), stand, ...moveRoot(input), again] };
  const { before, after } = keepHostMounted(input.spec);
  return {
    container: [
      ...before,
      stand,
      op("pivot_root", [text("."), text(".")], { from, why: "make it the root; the old one lies on top of it now" }),
      ...after,
      op("umount2", [text("."), flags("MNT_DETACH")], { from, why: "drop the old root and all host mounts" }),
      again,
    ],
  };
}

const NO_PIVOT = "default:--no-pivot";

/** The old root stays below the new one, out of reach of paths. The kernel would still show what its full /proc and /sys allow. */
function dropKernelMounts(): Op[] {
  return ["/proc", "/sys"].flatMap((path) => [
    op("mount", [text("none"), text(path), NULL, flags("MS_REC", "MS_PRIVATE"), NULL], {
      from: NO_PIVOT,
      why: `the host keeps its ${path}`,
      ignore: ["EINVAL", "ENOENT"],
      skip: { when: "ignored", ops: 1 },
    }),
    op("umount2", [text(path), flags("MNT_DETACH")], { from: NO_PIVOT, why: `no view of the host's ${path} is left` }),
  ]);
}

function moveRoot({ spec }: PlanInput): Op[] {
  const hide = op("mount", [text("none"), text("/"), NULL, flags("MS_PRIVATE"), NULL], {
    from: NO_PIVOT,
    why: "the host's root is not covered with it",
  });
  return [
    ...(basePropagation(spec) === "MS_SHARED" ? [hide] : []),
    op("mount", [text("."), text("/"), NULL, flags("MS_MOVE"), NULL], {
      from: NO_PIVOT,
      why: "put it over the root; pivot_root(2) refuses a ramdisk",
    }),
    op("chroot", [text(".")], { from: NO_PIVOT, why: "and make it the root of this process" }),
  ];
}

export function planReadonlyRoot(input: PlanInput): LaneOps {
  if (!input.spec.root?.readonly) return {};
  return {
    container: [
      mountSetattr(
        fd("rootfs"),
        { set: ["MOUNT_ATTR_RDONLY"] },
        { from: "/root/readonly", why: "make the rootfs read-only, after the mount points in it were made" },
      ),
    ],
  };
}
