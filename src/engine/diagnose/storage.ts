// The rootfs could not be stacked, or something is full.

import { type Diagnosis, type HostView, type Rule, textOf } from "./about.ts";

const OVERLAYFS_MAGIC = 0x794c7630;
const MiB = 1024 * 1024;

const MOUNTING = ["mount", "fsopen", "fsconfig", "fsmount", "move_mount", "open_tree", "pivot_root"];

/** ENOSPC means a full disk, used-up inodes, too many mounts or too many namespaces: which, is the whole question. */
export const explainNoSpace: Rule = ({ op, errno }, about) => {
  if (errno === "EDQUOT")
    return {
      code: "ERR_NO_SPACE",
      message: `${op.why}: the disk quota is used up`,
      hint: "see `quota -u root`; free space or raise the quota",
    };
  if (errno !== "ENOSPC" || op.call === "clone3" || op.call === "unshare" || op.from.startsWith("/linux/resources"))
    return undefined;
  if (MOUNTING.includes(op.call) && op.call !== "fsconfig") return tooManyMounts(op.why, about.host);
  const upper = about.layers.upperDir;
  const space = about.host.space(upper ?? "/");
  const where = upper ? `the file system of ${upper}` : "the file system";
  if (space?.hasInodes && space.freeInodes === 0)
    return {
      code: "ERR_NO_SPACE",
      message: `${op.why}: ${where} has no inodes left`,
      hint: "see `df -i`; `ts-run image prune` and `ts-run container prune` free many files",
    };
  if (space && space.freeBytes < MiB)
    return {
      code: "ERR_NO_SPACE",
      message: `${op.why}: ${where} is full`,
      hint: "see `df -h`; `ts-run image prune` and `ts-run container prune` free space",
    };
  if (MOUNTING.includes(op.call)) return tooManyMounts(op.why, about.host);
  const inContainer = about.spec.mounts?.find(
    ({ type, destination }) => type === "tmpfs" && (textOf(op, 1) ?? "").startsWith(destination.slice(1)),
  );
  return {
    code: "ERR_NO_SPACE",
    message: `${op.why}: no space left${inContainer ? ` on the tmpfs ${inContainer.destination}` : ""}`,
    hint: inContainer ? "raise its size: --tmpfs PATH:size=..." : "see `df -h` and `df -i`",
  };
};

function tooManyMounts(doing: string, host: HostView): Diagnosis {
  const limit = host.read("/proc/sys/fs/mount-max");
  const now = host.read("/proc/self/mountinfo")?.split("\n").length;
  const numbers = limit ? ` (${now ?? "?"} of at most ${limit})` : "";
  return {
    code: "ERR_NO_SPACE",
    message: `${doing}: too many mounts in one mount namespace${numbers}`,
    hint: "raise it: sysctl fs.mount-max=200000; each container starts with the host's mounts",
  };
}

export const explainRootfs: Rule = ({ op, errno }, about) => {
  if (op.from !== "/root/path") return undefined;
  const fail = (cause: string, hint: string, code: Diagnosis["code"] = "ERR_SYSCALL"): Diagnosis => ({
    code,
    message: `mount the rootfs of ${about.image}: ${cause}`,
    hint,
  });
  const upper = about.layers.upperDir;
  const lower = about.layers.lowerDirs ?? [];
  if (errno === "ENODEV")
    return fail(
      "this kernel has no overlay file system",
      "load it: modprobe overlay; for good: echo overlay > /etc/modules-load.d/overlay.conf",
      "ERR_UNSUPPORTED",
    );
  const gone = [...lower, ...(upper ? [upper] : [])].find((directory) => !about.host.isDirectory(directory));
  if (gone !== undefined && ["ENOENT", "ENOTDIR", "EINVAL"].includes(errno)) {
    return fail(
      `the directory ${gone} is gone`,
      gone === upper
        ? "the container's own files were removed: ts-run rm it and create it again"
        : `a layer is missing: ts-run rmi ${about.image}, then pull it again; \`ts-run doctor\` lists what is affected`,
      "ERR_CORRUPT_STATE",
    );
  }
  if (errno === "EINVAL" && upper && about.host.space(upper)?.type === OVERLAYFS_MAGIC) {
    return fail(
      `${upper} lies on an overlay itself, and the kernel stacks no writable layer on one`,
      "put --root on another file system (ext4, xfs, btrfs or a tmpfs); inside a container, mount a volume there",
      "ERR_UNSUPPORTED",
    );
  }
  if (errno === "EINVAL")
    return fail(
      "overlayfs refused the layers (EINVAL)",
      `\`dmesg | tail\` has its reason; ${upper ?? "the upper directory"} must be on a local file system with d_type and trusted xattrs`,
    );
  if (errno === "EBUSY")
    return fail(
      "another overlay uses the container's upper or work directory",
      "is another process still starting it? `ts-run doctor` finds leftovers",
    );
  if (errno === "ESTALE")
    return fail(
      "the container's files belong to other layers than the image has now",
      "ts-run rm it and create it again",
    );
  if (errno === "EOVERFLOW" || errno === "ELOOP")
    return fail(
      `overlayfs stacks no more than 500 layers and 2 levels deep (${lower.length} layers here)`,
      "flatten the image: ts-run save, or build it with fewer layers",
      "ERR_UNSUPPORTED",
    );
  if (errno === "EPERM")
    return fail(
      "mounting is forbidden (EPERM)",
      "ts-run needs root with CAP_SYS_ADMIN in its user namespace; inside a container that takes --privileged",
    );
  return undefined;
};
